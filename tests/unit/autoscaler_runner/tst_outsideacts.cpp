#include "autoscaler/runner/outsideacts.h"

#include <QTest>

using namespace crescendo;
using namespace std::chrono_literals;

namespace {

/// "1 running, 2 exited": replicas whose id is their number.
std::vector<Replica> replicas(const QString &text)
{
    std::vector<Replica> replicas;
    for (const QString &word : text.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        Replica replica;
        replica.id = word.section(QLatin1Char(' '), 0, 0);
        replica.number = replica.id.toInt();
        replica.state =
            word.endsWith(QLatin1String("running")) ? ContainerState::Running : ContainerState::Exited;
        replicas.push_back(replica);
    }
    return replicas;
}

/// "stop 1, die 2"
std::vector<EngineEvent> events(const QString &text)
{
    std::vector<EngineEvent> events;
    for (const QString &word : text.split(QStringLiteral(", "), Qt::SkipEmptyParts))
        events.push_back({QStringLiteral("container"),
                          word.section(QLatin1Char(' '), 0, 0),
                          word.section(QLatin1Char(' '), 1),
                          {},
                          {}});
    return events;
}

} // namespace

class TestOutsideActs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsActsFromFaults_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("events");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("wanted"); // -1: nothing
        const auto row = [](const char *name, const char *before, int target, const char *events,
                            const char *after, int wanted) {
            QTest::newRow(name) << QString::fromLatin1(before) << target << QString::fromLatin1(events)
                                << QString::fromLatin1(after) << wanted;
        };
        row("scaled up", "1 running", 1, "create 2, start 2, create 3, start 3",
            "1 running, 2 running, 3 running", 3);
        row("scaled up beside busy ones that go", "1 running, 2 running", 1, "create 3, start 3",
            "1 running, 2 running, 3 running", 2);
        row("fewer than are wanted", "1 running", 4, "create 2, start 2", "1 running, 2 running", -1);
        row("scaled down", "1 running, 2 running, 3 running", 3,
            "kill 2, die 2, stop 2, destroy 2, kill 3, die 3, stop 3, destroy 3", "1 running", 1);
        row("a busy one that goes was stopped", "1 running, 2 running", 1, "kill 2, die 2, stop 2",
            "1 running, 2 exited", -1);
        row("all stopped", "1 running, 2 running", 2, "kill 1, kill 2, die 1, stop 1, die 2, stop 2",
            "1 exited, 2 exited", 0);
        row("started", "1 exited, 2 exited", 0, "start 1, start 2", "1 running, 2 running", 2);
        row("restarted", "1 running", 1, "kill 1, die 1, stop 1, start 1, restart 1", "1 running", -1);
        row("recreated", "1 running", 1, "die 1, stop 1, create 2, start 2, destroy 1", "2 running", -1);
        row("crashed", "1 running, 2 running", 2, "die 2", "1 running, 2 exited", -1);
        row("one stopped while another crashed", "1 running, 2 running, 3 running", 3,
            "die 2, kill 3, die 3, stop 3", "1 running, 2 exited, 3 exited", 2);
        row("removed by force", "1 running, 2 running", 2, "kill 2, die 2, destroy 2", "1 running", -1);
    }

    void tellsActsFromFaults()
    {
        QFETCH(QString, before);
        QFETCH(int, target);
        QFETCH(QString, after);
        QFETCH(QString, events);
        OutsideActs acts;
        acts.begin(replicas(before));
        for (const EngineEvent &event : ::events(events))
            acts.observe(event, SteadyPoint());
        QTEST(acts.judge(replicas(after), target).value_or(-1), "wanted");
        QVERIFY(!acts.judge(replicas(after), target)); // it is said once
    }

    void ourOwnActsToldLateAreNoNews()
    {
        OutsideActs acts;
        acts.begin(replicas(QStringLiteral("1 running, 2 running")));
        for (const EngineEvent &event :
             events(QStringLiteral("create 2, start 2, die 3, stop 3, destroy 3, exec_start 1")))
            QVERIFY2(!acts.observe(event, SteadyPoint()), qPrintable(event.action));
        QVERIFY(acts.isSettled(SteadyPoint(), 2s));
    }

    void waitsUntilOthersAreDone()
    {
        OutsideActs acts;
        acts.begin(replicas(QStringLiteral("1 running, 2 running")));
        const SteadyPoint start(1h);
        for (const EngineEvent &event : events(QStringLiteral("kill 1, kill 2, die 1")))
            QVERIFY(acts.observe(event, start));
        QVERIFY(!acts.isSettled(start + 1s, 2s));
        QVERIFY(acts.isSettled(start + 2s, 2s));
        // One was stopped: the other will end, too, however long it takes.
        acts.observe(events(QStringLiteral("stop 1")).front(), start + 2s);
        QVERIFY(!acts.isSettled(start + 60s, 2s));
        acts.observe(events(QStringLiteral("die 2")).front(), start + 60s);
        QVERIFY(acts.isSettled(start + 66s, 2s));
    }

    /// Compose starts what it made once another service's containers have ended.
    void waitsForWhatOthersMade_data()
    {
        QTest::addColumn<QString>("end");
        QTest::newRow("until it starts") << "start 2";
        QTest::newRow("until it is removed") << "destroy 2";
    }

    void waitsForWhatOthersMade()
    {
        QFETCH(QString, end);
        OutsideActs acts;
        acts.begin(replicas(QStringLiteral("1 running")));
        const SteadyPoint start(1h);
        QVERIFY(acts.observe(events(QStringLiteral("create 2")).front(), start));
        QVERIFY(!acts.isSettled(start + 60s, 2s));
        QVERIFY(acts.isSettled(start + 90s, 2s)); // whoever made it has given up
        acts.observe(events(end).front(), start + 20s);
        QVERIFY(acts.isSettled(start + 22s, 2s));
    }

    void knowsNothingOfAnOutage()
    {
        OutsideActs acts;
        acts.begin(replicas(QStringLiteral("1 running")));
        acts.forget();
        QVERIFY(!acts.hasBegun());
        QVERIFY(!acts.observe(events(QStringLiteral("stop 1")).front(), SteadyPoint()));
    }
};

QTEST_GUILESS_MAIN(TestOutsideActs)
#include "tst_outsideacts.moc"
