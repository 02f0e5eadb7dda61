#include "ui/presentation/decisiontext.h"

#include <QTest>

using namespace crescendo;

Q_DECLARE_METATYPE(crescendo::Decision)

class DecisionTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines_data()
    {
        using Reason = DecisionReason;
        QTest::addColumn<Decision>("decision");
        QTest::addColumn<QString>("line");
        QTest::newRow("up") << Decision{{}, {}, 1, 3, 3, 7, Reason::ScaledUp}
                            << QStringLiteral("Scale up|1 → 3|load 7");
        QTest::newRow("up, held back by the ports")
            << Decision{{}, {}, 1, 4, 5, 13, Reason::ScaledUp, Limit::Ports}
            << QStringLiteral("Scale up|1 → 4|load 13, would want 5, limited by the port range");
        QTest::newRow("at the maximum: the title says what limits")
            << Decision{{}, {}, 5, 5, 6, 14, Reason::AtMaximum, Limit::MaxWorkers}
            << QStringLiteral("At the maximum|5|load 14, would want 6");
        QTest::newRow("cooldown") << Decision{{},         {}, 3, 3, 4, 12, Reason::Cooldown, Limit::Cooldown,
                                              Seconds(42)}
                                  << QStringLiteral("Cooldown|3|load 12, would want 4, 42 s left");
        QTest::newRow("operator")
            << Decision{{}, {}, 4, 5, 5, 14, Reason::Manual, Limit::None, Seconds(0), QStringLiteral("batch")}
            << QStringLiteral("Operator|4 → 5|load 14, “batch”");
        QTest::newRow("an HPA's") << Decision{{},
                                              {},
                                              1,
                                              4,
                                              4,
                                              {},
                                              Reason::ScaledUp,
                                              Limit::None,
                                              {},
                                              QStringLiteral("cpu above target")}
                                  << QStringLiteral("Scale up|1 → 4|“cpu above target”");
        QTest::newRow("from what nobody knows") << Decision{{},
                                                            {},
                                                            4,
                                                            4,
                                                            4,
                                                            {},
                                                            Reason::ScaledUp,
                                                            Limit::None,
                                                            {},
                                                            QStringLiteral("cpu above target")}
                                                << QStringLiteral("Scale up|4|“cpu above target”");
        QTest::newRow("no data") << Decision{{}, {}, 2, 2, 2, std::nullopt, Reason::NoData}
                                 << QStringLiteral("No data|2|load unknown");
    }
    void lines()
    {
        QFETCH(Decision, decision);
        const DecisionLine line = lineOf(decision);
        const QString text = QStringLiteral("%1|%2|%3").arg(line.title, line.change, line.detail);
        QTEST(QString(text).replace(QChar(QChar::Nbsp), QLatin1Char(' ')), "line");
    }

    void everyReasonHasATitleOfItsOwn()
    {
        QSet<QString> titles;
        for (int reason = 0; reason <= static_cast<int>(DecisionReason::NoData); ++reason) {
            Decision decision;
            decision.reason = static_cast<DecisionReason>(reason);
            titles.insert(lineOf(decision).title);
        }
        QCOMPARE(titles.size(), 12); // WithinThresholds and AtTarget are both "Steady"
    }
};

QTEST_GUILESS_MAIN(DecisionTextTest)
#include "tst_decisiontext.moc"
