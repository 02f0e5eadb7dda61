#include "local/autoscalerlog.h"

#include <QTest>

using namespace crescendo;

namespace {

QString show(const std::optional<Decision> &decision)
{
    if (!decision)
        return QStringLiteral("none");
    return QStringLiteral("%1 %2 %3 -> %4 load %5")
        .arg(decision->pool.value, toString(decision->reason))
        .arg(decision->from)
        .arg(decision->to)
        .arg(decision->load ? QString::number(*decision->load) : QStringLiteral("-"));
}

QString show(const std::vector<PlatformEvent> &events)
{
    QStringList lines;
    for (const PlatformEvent &event : events) {
        const TimePoint at = event.decision ? event.decision->at : event.at;
        lines << toIso(event.at) + QLatin1Char(' ') + (event.decision ? show(event.decision) : event.text)
                + (at == event.at ? QString() : QStringLiteral(" at ") + toIso(at));
    }
    return lines.join(QLatin1Char('\n'));
}

LogChunk out(const QByteArray &bytes)
{
    return {LogChannel::Out, bytes};
}

} // namespace

class TestAutoscalerLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsDecisions_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("decision");
        const auto row = [](const char *line, const char *decision) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(decision);
        };
        row("Scaling UP analysis workers: 1 -> 3 (load: 7)", "analysis scaledUp 1 -> 3 load 7");
        row("Scaling DOWN generation workers: 3 -> 1 (load: 0)", "generation scaledDown 3 -> 1 load 0");
        row("info: Music.WorkerAutoscalerService[0] Scaling UP analysis workers: 2 -> 4",
            "analysis scaledUp 2 -> 4 load -");
        row("Successfully scaled analysis workers to 3", "none");
        row("Worker autoscaler enabled: Min=1, Max=5, ScaleUpThreshold=3, ScaleDownThreshold=1", "none");
        row("Scaling UP analysis workers: many -> 3 (load: 7)", "none");
        row("Scaling UP analysis workers: 1 -> 99999999999999 (load: 7)", "none");
        row("", "none");
    }
    void readsDecisions()
    {
        QFETCH(QString, line);
        QTEST(show(decisionFrom(line)), "decision");
    }

    void givesEachLineItsTime()
    {
        AutoscalerLogReader reader;
        const QByteArray text =
            "2026-03-01T14:22:05.120000000Z Worker autoscaler enabled: Min=1\n"
            "2026-03-01T14:22:15.130000001Z Scaling UP analysis workers: 1 -> 3 (load: 7)\r\n";
        QString shown;
        for (const char byte : text) { // in pieces of any size
            if (const QString more = show(reader.feed(out(QByteArray(1, byte)))); !more.isEmpty())
                shown += more + QLatin1Char('\n');
        }
        QCOMPARE(shown,
                 QStringLiteral("2026-03-01T14:22:05.120Z Worker autoscaler enabled: Min=1\n"
                                "2026-03-01T14:22:15.130Z analysis scaledUp 1 -> 3 load 7\n"));
    }

    void tellsALineOnce()
    {
        AutoscalerLogReader reader;
        const QByteArray first = "2026-03-01T14:22:05.120000000Z a\n";
        const QByteArray second = "2026-03-01T14:22:05.120000001Z b\n";
        QCOMPARE(reader.feed(out(first + "2026-03-01T14:22:05.12000")).size(), std::size_t(1));
        reader.beginStream(); // the stream was cut, and the log is followed anew from some lines back
        QCOMPARE(show(reader.feed(out(first + second))), QStringLiteral("2026-03-01T14:22:05.120Z b"));
    }

    void keepsTheChannelsApart()
    {
        AutoscalerLogReader reader;
        QVERIFY(reader.feed(out("2026-03-01T14:22:05.120000000Z to")).empty());
        QCOMPARE(reader.feed({LogChannel::Err, "2026-03-01T14:22:05.100000000Z error\n"}).size(),
                 std::size_t(1));
        QCOMPARE(show(reader.feed(out("gether\n"))), QStringLiteral("2026-03-01T14:22:05.120Z together"));
    }

    void skipsWhatHasNoTime()
    {
        AutoscalerLogReader reader;
        QVERIFY(reader.feed(out("no time at all\n\nx\n")).empty());
        QVERIFY(reader.feed(out(QByteArray(200'000, 'x'))).empty());
        QCOMPARE(reader.feed(out("\n2026-03-01T14:22:05.120000000Z a\n")).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestAutoscalerLog)
#include "tst_autoscalerlog.moc"
