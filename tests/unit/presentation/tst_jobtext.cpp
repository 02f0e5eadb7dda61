#include "ui/presentation/indicatortext.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

QString lines(const std::vector<Fact> &facts)
{
    QStringList all;
    for (const Fact &fact : facts)
        all << plain(fact.name + QStringLiteral(": ") + fact.value);
    return all.join(QStringLiteral("; "));
}

QString shown(const Reading &reading)
{
    return plain(QStringLiteral("%1|%2|%3").arg(reading.value, reading.denominator, reading.detail));
}

Indicators hour()
{
    Indicators seen;
    seen.from = now - std::chrono::hours(1);
    seen.to = now;
    return seen;
}

} // namespace

class JobTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    void tellsStates_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("waitsToRetry");
        QTest::addColumn<QString>("text");
        QTest::newRow("waits") << "pending" << false << "Pending";
        QTest::newRow("waits for its retry") << "pending" << true << "Waits to retry";
        QTest::newRow("runs") << "running" << false << "Running, 40 %";
        QTest::newRow("done") << "succeeded" << false << "Succeeded";
        QTest::newRow("failed") << "failed" << false << "Failed";
        QTest::newRow("dead") << "dead" << false << "Dead";
    }
    void tellsStates()
    {
        QFETCH(QString, state);
        QFETCH(bool, waitsToRetry);
        Job job;
        job.state = *jobStateFrom(state);
        job.progress = 0.4;
        if (waitsToRetry)
            job.notBefore = now;
        QTEST(plain(textOf(job).text), "text");
    }

    void tellsWhatIsKnownOfAJob()
    {
        Job job;
        job.id = {QStringLiteral("12")};
        job.pool = {QStringLiteral("analysis")};
        job.state = JobState::Dead;
        job.parameters = {{QStringLiteral("fileName"), QStringLiteral("test.mp3")}};
        job.created = now - Seconds(30);
        job.firstStarted = job.started = now - Seconds(20);
        job.finished = now;
        job.interruptions = 10;
        job.failureCause = FailureCause::WorkerLost;
        job.error = QStringLiteral("interrupted 10 times");
        QCOMPARE(lines(factsOf(job, now)),
                 QStringLiteral("Pool: analysis; File: test.mp3; Accepted: 14:21; Started: 14:21; "
                                "Finished: 14:22; Waited: 10 s; Took: 20 s; Interruptions: 10; "
                                "Cause: Worker killed or lost; Error: interrupted 10 times"));
        QCOMPARE(subjectOf(job), QStringLiteral("test.mp3"));
    }

    void tellsAnAnalysis()
    {
        const AudioAnalysis analysis{.seconds = 10,
                                     .sampleRate = 44'100,
                                     .channels = 2,
                                     .tempo = 120.04,
                                     .beats = 20,
                                     .integratedLoudness = -14.26};
        QCOMPARE(
            lines(factsOf(analysis)),
            QStringLiteral("Tempo: 120.0 bpm; Beats: 20; Duration: 10.0 s; Loudness: -14.3 LUFS; "
                           "Loudness range: –; Peak: –; True peak: –; Sample rate: 44100 Hz; Channels: 2"));
    }

    void namesResults_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("file");
        QTest::newRow("none") << ""
                              << ""
                              << "job-7.bin";
        QTest::newRow("analysis") << "application/json"
                                  << "Analysis"
                                  << "job-7.json";
        QTest::newRow("wav") << "audio/wav"
                             << "Audio, WAV"
                             << "job-7.wav";
        QTest::newRow("flac") << "audio/flac"
                              << "Audio, FLAC"
                              << "job-7.flac";
        QTest::newRow("a stranger's") << "text/../../x"
                                      << "text/../../x"
                                      << "job-7.bin";
    }
    void namesResults()
    {
        QFETCH(QString, type);
        Job job;
        job.id = {QStringLiteral("7")};
        job.resultType = type;
        QTEST(resultText(job), "text");
        QTEST(resultFileName(job), "file");
    }

    void readsIndicators()
    {
        Indicators seen = hour();
        seen.succeeded = 297;
        seen.failed = 3;
        seen.causes = {{FailureCause::OutOfMemory, 1}, {FailureCause::Input, 1}};
        seen.scaledUp = 2;
        seen.scaledDown = 1;
        seen.busyShare = 0.62;
        seen.waiting = {300, Millis(1'240), Millis(800), Millis(12'000)};
        QCOMPARE(shown(throughputReading(seen)), QStringLiteral("297|/ h|297 done"));
        QCOMPARE(shown(waitingReading(seen)), QStringLiteral("1.2 s|mean|p50 800 ms, p95 12 s"));
        QCOMPARE(shown(processingReading(seen)), QStringLiteral("–||"));
        QCOMPARE(shown(busyShareReading(seen)), QStringLiteral("62 %||of ready workers"));
        QCOMPARE(shown(scaleEventsReading(seen)), QStringLiteral("3|/ h|2 up, 1 down"));
        QCOMPARE(shown(errorRateReading(seen)), QStringLiteral("1.0 %||1 resources, 2 other"));
        QCOMPARE(lines(failureFacts(seen, true)),
                 QStringLiteral("Out of memory: 1; Worker killed or lost: 0; Interruptions: 0"));
        QCOMPARE(lines(failureFacts(seen, false)),
                 QStringLiteral("Its own file or parameters: 1; Trouble of a worker: 0; Cause not noted: 1"));
    }

    void readsAnIdleHour()
    {
        QCOMPARE(shown(throughputReading(hour())), QStringLiteral("0|/ h|0 done"));
        QCOMPARE(shown(errorRateReading(hour())), QStringLiteral("–||"));
        QVERIFY(!errorRateReading(hour()).because.isEmpty());
        QCOMPARE(shown(busyShareReading(hour())), QStringLiteral("–||"));
    }
};

QTEST_GUILESS_MAIN(JobTextTest)
#include "tst_jobtext.moc"
