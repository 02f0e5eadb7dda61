#include "tests/support/loglines.h"
#include "ui/models/logexport.h"
#include "ui/models/logstore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace crescendo;

namespace {

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

LogRecord line(const QByteArray &text)
{
    return {std::nullopt, std::nullopt, text};
}

qint64 countOf(const std::vector<LogSpan> &spans)
{
    qint64 count = 0;
    for (const LogSpan &span : spans)
        count += span.end - span.begin;
    return count;
}

} // namespace

/// Lines are kept as they came, up to a bound.
class LogStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatCame()
    {
        LogStore store;
        const TimePoint at = fromMillis(1'770'000'000'123);
        store.append({{at, LogLevel::Warning, "first"}, {std::nullopt, std::nullopt, ""}});
        store.appendMark(at, QStringLiteral("again"));
        QCOMPARE(store.end(), 3);
        QCOMPARE(store.entry(0).at, std::optional(at));
        QCOMPARE(store.entry(0).kind, LogKind::Warning);
        QCOMPARE(store.entry(0).text, QByteArrayView("first"));
        QVERIFY(!store.entry(1).at);
        QCOMPARE(store.entry(1).kind, LogKind::Other);
        QVERIFY(store.entry(1).text.isEmpty());
        QCOMPARE(store.entry(2).kind, LogKind::Mark);
    }

    void theOldestGoAndAreCounted()
    {
        LogStore store(2 * LogBlock::maxBytes);
        QSignalSpy drops(&store, &LogStore::aboutToDrop);
        store.append(logLines(0, 20'000));
        QVERIFY(!drops.isEmpty());
        QCOMPARE(store.end(), 20'000);
        QCOMPARE(store.first(), drops.last().front().toLongLong());
        QCOMPARE(store.droppedCount(), store.first());
        QVERIFY(store.entry(store.first()).text.contains(QByteArray::number(store.first())));
        QVERIFY(store.entry(19'999).text.contains("19999"));
    }

    void aLineIsStillThereWhenItsEndIsTold()
    {
        LogStore store(2 * LogBlock::maxBytes);
        QByteArray oldest;
        connect(&store, &LogStore::aboutToDrop, this,
                [&] { oldest = store.entry(store.first()).text.toByteArray(); });
        while (oldest.isEmpty())
            store.append(logLines(store.end(), 1000));
        QVERIFY(oldest.startsWith("WorkerAutoscalerService"));
    }

    void aLineLongerThanABlockIsCut()
    {
        LogStore store(2 * LogBlock::maxBytes);
        store.append({line("before"), line(QByteArray(1'000'000, 'x')), line("after")});
        QCOMPARE(store.entry(1).text.size(), LogBlock::maxBytes);
        QCOMPARE(store.entry(2).text, QByteArrayView("after"));
    }

    void spansAreOfTheNumbersThatAreWanted()
    {
        LogStore store;
        store.append(logLines(0, 10'000));
        QCOMPARE(countOf(store.spans(0, store.end(), all)), 10'000);
        QCOMPARE(countOf(store.spans(9'000, 9'500, all)), 500);
        QCOMPARE(countOf(store.spans(3'000, 9'000, all)), 6'000);
        QCOMPARE(store.spans(0, store.end(), 1).size(), std::size_t(1));
        QVERIFY(store.spans(10'000, 20'000, all).empty());
        QVERIFY(store.spans(500, 500, all).empty());
    }

    void clearForgetsAndCountsOn()
    {
        LogStore store;
        store.append(logLines(0, 100));
        QSignalSpy cleared(&store, &LogStore::cleared);
        store.clear();
        QCOMPARE(cleared.size(), 1);
        QCOMPARE(store.first(), store.end());
        store.append({line("next")});
        QCOMPARE(store.first(), 100);
        QCOMPARE(store.entry(100).text, QByteArrayView("next"));
    }

    void savesChosenLines()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.log"));
        LogStore store;
        store.append({{fromMillis(1'770'000'000'123), LogLevel::Error, "Plattenplatz für \xff"},
                      line("not this one"),
                      line("last")});
        QVERIFY(saveLines(path, store.spans(0, store.end(), all), {0, 2}));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(),
                 QByteArray("2026-02-02T02:40:00.123Z error Plattenplatz für \xef\xbf\xbd\nlast\n"));
        const Result<> refused =
            saveLines(folder.filePath(QStringLiteral("no/such/folder")), store.spans(0, 3, all), {0});
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), QStringLiteral("io"));
    }
};

QTEST_GUILESS_MAIN(LogStoreTest)
#include "tst_logstore.moc"
