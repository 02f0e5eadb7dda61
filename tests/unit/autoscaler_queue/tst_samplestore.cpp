#include "autoscaler/queue/samplestore.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};

std::unique_ptr<SampleStore> open(const QTemporaryDir &folder, const Clock &clock)
{
    auto store = SampleStore::open(folder.path(), clock);
    if (!store)
        qFatal("%s", qPrintable(describe(store.error())));
    return std::move(*store);
}

/// "second:pending,running,cpu", with the seconds counted from `start`; pools other than analysis in front.
QString textOf(const ServiceHistory &history, TimePoint start)
{
    QStringList parts;
    for (const ServiceSample &sample : history.samples) {
        const QString pool = sample.pool == analysis ? QString() : sample.pool.value + QLatin1Char(' ');
        const QString cpu = sample.cpuCores ? QString::number(*sample.cpuCores) : QStringLiteral("-");
        parts.append(QStringLiteral("%1%2:%3,%4,%5")
                         .arg(pool)
                         .arg((sample.at - start).count() / 1000)
                         .arg(sample.pending.value_or(-1))
                         .arg(sample.running.value_or(-1))
                         .arg(cpu));
    }
    return parts.join(QLatin1String("; "));
}

} // namespace

class TestSampleStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void samplesComeBackWhole();
    void decisionsComeBackWhole();
    void stretches_data();
    void stretches();
    void tooManyStretchesAreMadeFewer();
    void forgetsAfterTwoDays();
    void forgetsTheFarFuture();
    void survivesARestart();
    void runNumbersGrow();
    void damageIsKeptAside();
    void migratesFromEveryVersion();
    void refusesANewerVersion();
};

void TestSampleStore::samplesComeBackWhole()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const auto store = open(folder, clock);
    const ServiceSample full{.pool = analysis,
                             .at = clock.now(),
                             .pending = 1,
                             .running = 2,
                             .target = 3,
                             .ready = 4,
                             .busy = 5,
                             .cpuCores = 1.25,
                             .memoryBytes = 5'000'000'000};
    const ServiceSample bare{.pool = generation, .at = clock.now()};
    QVERIFY(await(store->add({full, bare})));
    const auto history = await(store->read(clock.now(), clock.now(), Seconds(0)));
    QVERIFY(history);
    QCOMPARE(history->samples, (std::vector{full, bare}));
}

void TestSampleStore::decisionsComeBackWhole()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const auto store = open(folder, clock);
    const Decision first{.pool = analysis,
                         .at = clock.now(),
                         .from = 1,
                         .to = 3,
                         .wanted = 4,
                         .load = 7,
                         .reason = DecisionReason::ScaledUp,
                         .limitedBy = Limit::Ports,
                         .cooldownLeft = Seconds(42),
                         .note = QStringLiteral("why")};
    clock.advance(Millis(1));
    const Decision second{.pool = analysis, .at = clock.now(), .reason = DecisionReason::NoData};
    QVERIFY(await(store->add(first)));
    QVERIFY(await(store->add(second)));
    const auto history = await(store->read(first.at, clock.now(), Seconds(0)));
    QCOMPARE(history->decisions, (std::vector{first, second}));
    QCOMPARE(await(store->read(second.at, clock.now(), Seconds(0)))->decisions, std::vector{second});
}

void TestSampleStore::stretches_data()
{
    QTest::addColumn<int>("from"); // seconds from the start of a minute, where the first sample lies
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("samples");
    QTest::newRow("raw") << 0 << 30 << 0
                         << QStringLiteral("0:1,0,0.5; generation 0:9,9,-; 10:2,0,1.5; 20:3,1,-; 30:4,1,4");
    QTest::newRow("part") << 10 << 20 << 0 << QStringLiteral("10:2,0,1.5; 20:3,1,-");
    QTest::newRow("none") << 1 << 9 << 0 << QString();
    QTest::newRow("last counts, mean readings, at the last's time")
        << 0 << 40 << 20 << QStringLiteral("generation 0:9,9,-; 10:2,0,1; 30:4,1,4");
    QTest::newRow("one stretch") << 0 << 40 << 60 << QStringLiteral("generation 0:9,9,-; 30:4,1,2");
    QTest::newRow("backwards") << 30 << 0 << 0 << QString();
}

void TestSampleStore::stretches()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, step);
    QFETCH(QString, samples);
    const QTemporaryDir folder;
    FakeClock clock;
    clock.advance(Seconds(55)); // to a full minute
    const TimePoint start = clock.now();
    const auto store = open(folder, clock);
    const auto sample = [&start](int second, int pending, int running, std::optional<double> cpu) {
        return ServiceSample{.pool = analysis,
                             .at = start + Seconds(second),
                             .pending = pending,
                             .running = running,
                             .cpuCores = cpu};
    };
    QVERIFY(await(store->add({sample(0, 1, 0, 0.5),
                              {.pool = generation, .at = start, .pending = 9, .running = 9},
                              sample(10, 2, 0, 1.5),
                              sample(20, 3, 1, std::nullopt),
                              sample(30, 4, 1, 4)})));
    const auto history = await(store->read(start + Seconds(from), start + Seconds(to), Seconds(step)));
    QVERIFY(history);
    QCOMPARE(textOf(*history, start), samples);
}

void TestSampleStore::tooManyStretchesAreMadeFewer()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const auto store = open(folder, clock);
    std::vector<ServiceSample> samples;
    for (int i = 0; i < 40'000; ++i) // one a second
        samples.push_back({.pool = analysis, .at = clock.now() - Seconds(i)});
    QVERIFY(await(store->add(samples)));
    const auto history = await(store->read(clock.now() - Seconds(172'800), clock.now(), Seconds(0)));
    QVERIFY(history);
    QVERIFY2(history->samples.size() <= 4'001, qPrintable(QString::number(history->samples.size())));
    QVERIFY(history->samples.size() >= 4'000);
}

void TestSampleStore::forgetsAfterTwoDays()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const auto store = open(folder, clock);
    const TimePoint old = clock.now();
    QVERIFY(await(store->add({{.pool = analysis, .at = old}})));
    QVERIFY(await(store->add(Decision{.pool = analysis, .at = old})));
    clock.advance(Seconds(48 * 3600));
    QVERIFY(await(store->add({{.pool = analysis, .at = clock.now()}})));
    QCOMPARE(await(store->read(old, clock.now(), Seconds(0)))->samples.size(), std::size_t(2));
    clock.advance(Seconds(601));
    QVERIFY(await(store->add({{.pool = analysis, .at = clock.now()}})));
    clock.jumpWall(-Seconds(601)); // so that reading would not hide it
    const auto history = await(store->read(old, clock.now() + Seconds(601), Seconds(0)));
    QCOMPARE(history->samples.size(), std::size_t(2));
    QCOMPARE(history->decisions.size(), std::size_t(0));
}

void TestSampleStore::forgetsTheFarFuture()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const auto store = open(folder, clock);
    const TimePoint future = clock.now() + Seconds(86'400 * 365);
    QVERIFY(await(store->add({{.pool = analysis, .at = future}})));
    clock.advance(Seconds(601));
    QVERIFY(await(store->add({{.pool = analysis, .at = clock.now()}})));
    const auto history = await(store->read(clock.now(), future, Seconds(0)));
    QCOMPARE(history->samples.size(), std::size_t(1));
}

void TestSampleStore::survivesARestart()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const ServiceSample sample{.pool = analysis, .at = clock.now()};
    (void)open(folder, clock)->add({sample}); // not awaited: closing stores it
    const auto store = open(folder, clock);
    QCOMPARE(await(store->read(clock.now(), clock.now(), Seconds(0)))->samples, std::vector{sample});
}

void TestSampleStore::runNumbersGrow()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const qint64 now = toMillis(clock.now()) / 1000;
    QCOMPARE(open(folder, clock)->runNumber(), now);
    QCOMPARE(open(folder, clock)->runNumber(), now + 1);
    clock.jumpWall(-Seconds(86'400));
    QCOMPARE(open(folder, clock)->runNumber(), now + 2);
    clock.jumpWall(Seconds(2 * 86'400));
    QCOMPARE(open(folder, clock)->runNumber(), now + 86'400);
}

void TestSampleStore::damageIsKeptAside()
{
    const QTemporaryDir folder;
    FakeClock clock;
    QFile file(folder.filePath(QStringLiteral("history.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const auto store = open(folder, clock);
    QVERIFY(store->recovered().contains(QLatin1String("history.db.corrupt-20260301T142205000Z")));
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("history.db.corrupt-20260301T142205000Z"))));
    QVERIFY(await(store->add({{.pool = analysis, .at = clock.now()}})));
}

void TestSampleStore::migratesFromEveryVersion()
{
    FakeClock clock;
    for (std::size_t version = 0; version < SampleStore::schema().size(); ++version) {
        const QTemporaryDir folder;
        const Schema older(SampleStore::schema().begin(),
                           SampleStore::schema().begin() + static_cast<std::ptrdiff_t>(version));
        const auto old = SqliteConnection::open(folder.filePath(QStringLiteral("history.db")),
                                                SqliteConnection::Durability::ProcessDeath);
        QVERIFY(old && (*old)->migrate(older));
        const ServiceSample before{analysis, clock.now(), 1, 2, 3, 4, 5, 0.5, 6};
        if (version > 0)
            QVERIFY((*old)->run(QStringLiteral("INSERT INTO samples VALUES (1, ?, 'analysis', 1, 2, 3, 4, 5, "
                                               "0.5, 6)"),
                                {toMillis(before.at)}));
        const auto store = open(folder, clock);
        const ServiceSample after{.pool = generation, .at = clock.now()};
        QVERIFY(await(store->add({after})));
        const auto expected = version > 0 ? std::vector{before, after} : std::vector{after};
        QCOMPARE(await(store->read(clock.now(), clock.now(), Seconds(0)))->samples, expected);
    }
}

void TestSampleStore::refusesANewerVersion()
{
    const QTemporaryDir folder;
    FakeClock clock;
    Schema newer = SampleStore::schema();
    newer.push_back({QStringLiteral("CREATE TABLE later (x)")});
    {
        const auto later = SqliteConnection::open(folder.filePath(QStringLiteral("history.db")),
                                                  SqliteConnection::Durability::ProcessDeath);
        QVERIFY(later && (*later)->migrate(newer));
    }
    const auto store = SampleStore::open(folder.path(), clock);
    QVERIFY(!store);
    QVERIFY(store.error().kind == ErrorKind::Unsupported);
}

QTEST_GUILESS_MAIN(TestSampleStore)
#include "tst_samplestore.moc"
