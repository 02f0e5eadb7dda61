#include "ui/presentation/reading.h"

#include "ui/presentation/errortext.h"
#include "ui/presentation/statetext.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

QString plain(const Reading &reading)
{
    return QStringLiteral("%1|%2|%3")
        .arg(reading.value, reading.denominator, reading.detail)
        .replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

Snapshot heard(std::optional<Millis> ago, std::optional<Error> error = {})
{
    Snapshot snapshot;
    snapshot.sources[Source::State] = {ago ? now - *ago : TimePoint(), Seconds(2), {}, std::move(error)};
    return snapshot;
}

} // namespace

class ReadingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void valuesHaveADenominator()
    {
        Pool pool;
        pool.queue = QueueDepth{7, 5};
        pool.desired = 5;
        pool.ready = 5;
        pool.busy = 4;
        pool.profile = Profile();
        QCOMPARE(plain(queueReading(pool)), QStringLiteral("12|jobs|7 pending, 5 running"));
        QCOMPARE(plain(workersReading(pool)), QStringLiteral("5|of 5|all ready, min 1, max 5"));
        QCOMPARE(plain(busyReading(pool)), QStringLiteral("80 %||4 of 5 ready"));
        pool.ready = 3;
        QCOMPARE(plain(workersReading(pool)), QStringLiteral("3|of 5|2 starting, min 1, max 5"));
        pool.ready = 6;
        QCOMPARE(plain(workersReading(pool)), QStringLiteral("6|of 5|1 leaving, min 1, max 5"));
        QCOMPARE(plain(cpuReading(6.4, 8)), QStringLiteral("80 %||6.4 of 8 cores"));
        QCOMPARE(plain(cpuReading(6.4, {})), QStringLiteral("6.4|cores|limit unknown"));
        QCOMPARE(plain(memoryReading(2.0 * 1024 * 1024, 8.0 * 1024 * 1024)),
                 QStringLiteral("25 %||2 MiB of 8 MiB"));
    }

    void unknownIsADashWithAReason()
    {
        for (const Reading &reading : {queueReading(Pool()), workersReading(Pool()), busyReading(Pool()),
                                       cpuReading({}, 8), memoryReading({}, {})}) {
            QCOMPARE(reading.value, QString(QChar(0x2013)));
            QVERIFY(!reading.because.isEmpty());
            QCOMPARE(reading.tone, Tone::Muted);
        }
    }

    void limitsAreAmber()
    {
        Pool pool;
        pool.ready = 5;
        pool.limitedBy = Limit::MaxWorkers;
        QCOMPARE(workersReading(pool).tone, Tone::Limited);
        QCOMPARE(memoryReading(95, 100).tone, Tone::Limited);
        QVERIFY(memoryReading(95, 100).because.contains(QStringLiteral("Change limits")));
        QCOMPARE(memoryReading(50, 100).tone, Tone::Plain);
        QCOMPARE(memoryReading(50, 100).because, QString());
    }

    void gpusAreBusyOrSayWhyNot()
    {
        QCOMPARE(plain(gpuReading(86.4, {})), QStringLiteral("86 %||busy"));
        QCOMPARE(plain(gpuReading(86.4, 2147483648.0)), QStringLiteral("86 %||busy, 2 GiB used"));
        Snapshot snapshot;
        Pool pool;
        pool.workers = {Worker(), Worker()};
        QCOMPARE(gpuAbsence(snapshot, pool), QStringLiteral("Nobody tells of this connection's GPUs."));
        const Error none{ErrorKind::NotFound, {}, QStringLiteral("no GPU found: no such library")};
        QCOMPARE(plain(gpuReading(none)), QStringLiteral("–||No GPU found."));
        QCOMPARE(gpuReading(none).because, none.detail);
        QCOMPARE(plain(gpuReading(Error{ErrorKind::Timeout, {}, {}})), QStringLiteral("–||No GPU reading."));
        snapshot.sources[Source::Gpu] = {};
        QCOMPARE(gpuAbsence(snapshot, pool), QStringLiteral("It computes on no GPU."));
        pool.gpu = GpuUse{40, {}};
        QCOMPARE(gpuAbsence(snapshot, pool),
                 QStringLiteral("The exporter does not tell which worker computes."));
        pool.workers.front().gpu = pool.gpu;
        QCOMPARE(gpuAbsence(snapshot, pool), QStringLiteral("It computes on no GPU."));
        snapshot.sources[Source::Gpu].error =
            Error{ErrorKind::NotFound, {}, QStringLiteral("no GPU found: x")};
        QCOMPARE(gpuAbsence(snapshot, pool), QStringLiteral("no GPU found: x"));
    }

    void freshness_data()
    {
        QTest::addColumn<qint64>("ago");
        QTest::addColumn<bool>("isStale");
        QTest::newRow("just heard") << qint64(0) << false;
        QTest::newRow("three intervals") << qint64(6000) << false;
        QTest::newRow("more") << qint64(6001) << true;
        QTest::newRow("never") << qint64(-1) << true;
    }
    void freshness()
    {
        QFETCH(qint64, ago);
        const Snapshot snapshot = ago < 0 ? heard(std::nullopt) : heard(Millis(ago));
        const Freshness freshness = freshnessOf(snapshot, {Source::State}, now);
        QTEST(freshness.isStale, "isStale");
        QCOMPARE(freshness.because.isEmpty(), !freshness.isStale);
    }

    void staleTellsTheError()
    {
        const Error error{ErrorKind::Timeout, QStringLiteral("read state"), QStringLiteral("5 s passed")};
        const Freshness freshness = freshnessOf(heard(Seconds(30), error), {Source::State}, now);
        QCOMPARE(
            freshness.because,
            QStringLiteral("The platform did not answer in time (5 s passed). It is tried again by itself."));
    }

    void aFreshSourceTellsItsLatency()
    {
        Snapshot snapshot = heard(Seconds(1));
        snapshot.sources[Source::State].latency = Millis(3);
        QCOMPARE(freshnessOf(snapshot, {Source::State}, now).latency, QStringLiteral("3\u00a0ms"));
        QCOMPARE(freshnessOf(snapshot, {Source::State}, now + Seconds(60)).latency, QString());
    }

    void aDockerEngineThatIsAwayHasATextOfItsOwn()
    {
        const Error error{ErrorKind::Unavailable, QStringLiteral("reach the Docker engine"), {}};
        QCOMPARE(textOf(error).headline, QStringLiteral("The Docker engine cannot be reached"));
        QVERIFY(textOf(error).remedy.contains(QStringLiteral("Start Docker")));
        QVERIFY(!textOf(Error{ErrorKind::Unavailable, QStringLiteral("read state"), {}})
                     .remedy.contains(QStringLiteral("Docker")));
    }

    void aSourceThatIsMissingWasNeverHeard()
    {
        QVERIFY(freshnessOf(heard(Seconds(1)), {Source::Docker}, now).isStale);
    }

    void everyErrorHasAHeadlineOfItsOwn()
    {
        QSet<QString> headlines;
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind)
            headlines.insert(textOf(Error{static_cast<ErrorKind>(kind), {}, {}}).headline);
        QCOMPARE(headlines.size(), static_cast<int>(ErrorKind::Internal) + 1);
    }
};

QTEST_GUILESS_MAIN(ReadingTest)
#include "tst_reading.moc"
