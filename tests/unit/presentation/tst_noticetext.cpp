#include "ui/presentation/noticetext.h"

#include <QTest>

using namespace crescendo;

class NoticeTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesThePoolAndTheConnection()
    {
        Decision decision{{QStringLiteral("analysis")}, {}, 1, 3};
        decision.reason = DecisionReason::ScaledUp;
        const NoticeText scaled = scaledNotice(decision, QStringLiteral("Staging"));
        QVERIFY(scaled.title.startsWith(QStringLiteral("analysis: ")));
        QVERIFY(scaled.text.endsWith(QStringLiteral("(Staging)")));
        QCOMPARE(lostNotice(QStringLiteral("Staging")).title, QStringLiteral("Staging is lost"));
    }

    void saysWhyAnAutoscalerIsDegraded()
    {
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        QCOMPARE(degradedNotice(pool, QStringLiteral("Staging")).text, QStringLiteral("Staging"));
        pool.fault = Error{ErrorKind::Unavailable, QStringLiteral("start"), QStringLiteral("no engine")};
        QVERIFY(degradedNotice(pool, QStringLiteral("Staging")).text.contains(QStringLiteral("no engine")));
    }
};

QTEST_GUILESS_MAIN(NoticeTextTest)
#include "tst_noticetext.moc"
