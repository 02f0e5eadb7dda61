#include "tests/support/loglines.h"
#include "ui/models/logmodel.h"
#include "ui/models/logsearch.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption);
}

LogQuery filteredBy(const QString &text)
{
    return {LogKinds().set(), pattern(text), {}};
}

LogRecord line(const QByteArray &text, std::optional<LogLevel> level = std::nullopt)
{
    return {std::nullopt, level, text};
}

QString textsOf(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, 0).data(LogModel::TextRole).toString();
    return texts.join(QLatin1Char('|'));
}

} // namespace

/// Lines of a store as a filter leaves them.
class LogModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filters_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("shown");
        QTest::newRow("nothing") << QString()
                                 << QStringLiteral("Autoscaler on|autoscaling off|Grüße|bro\ufffdken");
        QTest::newRow("in any case") << QStringLiteral("AUTOSCAL")
                                     << QStringLiteral("Autoscaler on|autoscaling off");
        QTest::newRow("regular expression")
            << QStringLiteral("^auto.*(on|aus)$") << QStringLiteral("Autoscaler on");
        QTest::newRow("beyond ASCII") << QStringLiteral("GRÜSSE|GRÜß") << QStringLiteral("Grüße");
        QTest::newRow("no UTF-8") << QStringLiteral("bro.ken") << QStringLiteral("bro\ufffdken");
        QTest::newRow("not across lines") << QStringLiteral("on[^x]*auto") << QString();
        QTest::newRow("plain word") << QStringLiteral("scaler O") << QStringLiteral("Autoscaler on");
        QTest::newRow("plain word beyond ASCII") << QStringLiteral("grüß") << QStringLiteral("Grüße");
        QTest::newRow("longer than a line") << QStringLiteral("autoscaling off and on") << QString();
        QTest::newRow("last letters") << QStringLiteral("OFF") << QStringLiteral("autoscaling off");
        QTest::newRow("none") << QStringLiteral("kubernetes") << QString();
    }
    void filters()
    {
        QFETCH(QString, filter);
        LogStore store;
        LogModel model(store);
        const QAbstractItemModelTester tester(&model);
        store.append({line("Autoscaler on"), line("autoscaling off"),
                      line("Gr\xc3\xbc\xc3\x9f"
                           "e"),
                      line("bro\xffken")});
        model.show(filteredBy(filter));
        QTRY_VERIFY(!model.isFinding());
        QTEST(textsOf(model), "shown");
    }

    void levelsAreChosen()
    {
        LogStore store;
        LogModel model(store);
        store.append({line("a", LogLevel::Error), line("b", LogLevel::Info), line("c")});
        store.appendMark({}, QStringLiteral("said in between"));
        LogQuery query;
        query.kinds = LogKinds().set(static_cast<std::size_t>(LogKind::Error));
        query.filter = pattern(QStringLiteral("[abc]"));
        model.show(query);
        QTRY_VERIFY(!model.isFinding());
        QCOMPARE(textsOf(model), QStringLiteral("a|said in between"));
        QVERIFY(model.index(1, 0).data(LogModel::MarkRole).toBool());
        QCOMPARE(model.index(0, 0).data(LogModel::LevelRole).toString(), QStringLiteral("error"));
    }

    void newLinesAreInsertedBehind()
    {
        LogStore store;
        LogModel model(store);
        const QAbstractItemModelTester tester(&model);
        model.show(filteredBy(QStringLiteral("auto")));
        const QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (int i = 0; i < 5; ++i) {
            store.append(logLines(i * 1000, 1000));
            QTRY_COMPARE(model.rowCount(), i + 1);
        }
        QCOMPARE(inserts.size(), 5);
        QCOMPARE(resets.size(), 0);
        QVERIFY(textsOf(model).endsWith(QStringLiteral("(load: 4000)")));
    }

    void droppedLinesGoFromTheFront()
    {
        LogStore store(2 * LogBlock::maxBytes);
        LogModel model(store);
        const QAbstractItemModelTester tester(&model);
        model.show(filteredBy(QStringLiteral("auto")));
        for (int i = 0; i < 40; ++i) {
            store.append(logLines(i * 1000, 1000));
            QTRY_VERIFY(!model.isFinding());
        }
        QVERIFY(store.droppedCount() > 0);
        QVERIFY(model.lines().front() >= store.first());
        QVERIFY(textsOf(model).endsWith(QStringLiteral("(load: 39000)")));
        QCOMPARE(model.rowCount(),
                 static_cast<int>((store.end() - 1) / 1000 - (store.first() + 999) / 1000) + 1);
    }

    void linesThatComeWhilePausedAreShownAfterwards()
    {
        LogStore store;
        LogModel model(store);
        model.show({});
        store.append(logLines(0, 100));
        QTRY_COMPARE(model.rowCount(), 100);
        model.setPaused(true);
        store.append(logLines(100, 100));
        model.show(filteredBy(QStringLiteral("Request 1")));
        QTRY_VERIFY(!model.isFinding());
        QCOMPARE(model.rowCount(), 11); // 1, 10 to 19
        model.setPaused(false);
        QTRY_COMPARE(model.rowCount(), 111); // 100 to 199 beside
    }

    void anOldQueryLeavesNothingBehind()
    {
        LogStore store;
        LogModel model(store);
        const QAbstractItemModelTester tester(&model);
        store.append(logLines(0, 10'000));
        for (const QString &filter :
             {QStringLiteral("r"), QStringLiteral("re"), QStringLiteral("Scaling UP")})
            model.show(filteredBy(filter));
        QTRY_VERIFY(!model.isFinding());
        QCOMPARE(model.rowCount(), 10);
        store.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aVeryLongLineIsCutAndCopiedWhole()
    {
        LogStore store;
        LogModel model(store);
        model.show({});
        store.append({line(QByteArray(60'000, 'x') + "end", LogLevel::Error)});
        QTRY_COMPARE(model.rowCount(), 1);
        QVERIFY(model.index(0, 0).data(LogModel::TextRole).toString().size() < 3'000);
        QCOMPARE(model.wholeLine(0),
                 QStringLiteral("error ") + QString(60'000, u'x') + QStringLiteral("end"));
    }

    void rowsAreFoundByNumber()
    {
        LogStore store;
        LogModel model(store);
        model.show(filteredBy(QStringLiteral("auto")));
        store.append(logLines(0, 3000));
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(model.rowOf(1000), 1);
        QCOMPARE(model.rowOf(1001), 2);
        QCOMPARE(model.rowOf(2001), 3);
    }

    void aSearchStepsThroughItsHits()
    {
        LogStore store;
        LogSearch search(store);
        store.append({line("one"), line("Two"), line("three"), line("two again")});
        LogQuery query;
        query.search = pattern(QStringLiteral("two"));
        search.find(query);
        QTRY_COMPARE(search.count(), std::size_t(2));
        QCOMPARE(search.next(-1), std::optional<qint64>(1));
        QCOMPARE(search.next(1), std::optional<qint64>(3));
        QCOMPARE(search.next(3), std::optional<qint64>(1)); // around the end
        QCOMPARE(search.previous(1), std::optional<qint64>(3));
        QCOMPARE(search.previous(3), std::optional<qint64>(1));
        QCOMPARE(search.position(3), std::optional<std::size_t>(2));
        QVERIFY(!search.position(2));
        search.find({});
        QCOMPARE(search.count(), std::size_t(0));
        QVERIFY(!search.next(0));
    }
};

QTEST_GUILESS_MAIN(LogModelTest)
#include "tst_logmodel.moc"
