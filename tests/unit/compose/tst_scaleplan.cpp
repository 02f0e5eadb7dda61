#include "compose/scaleplan.h"

#include <QTest>

#include <algorithm>

using namespace crescendo;

namespace {

ContainerState stateOf(const QString &name)
{
    for (int i = 0; i <= static_cast<int>(ContainerState::Dead); ++i) {
        if (toString(static_cast<ContainerState>(i)) == name)
            return static_cast<ContainerState>(i);
    }
    qFatal("no such state");
}

/// "1 running, 2 exited": the id is the word's place, "c0", "c1", …; "<name" after the state: it replaces
/// that one.
std::vector<Replica> replicasOf(const QString &text)
{
    std::vector<Replica> replicas;
    for (const QString &word : text.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        Replica replica;
        replica.id = QStringLiteral("c%1").arg(replicas.size());
        replica.number = word.section(QLatin1Char(' '), 0, 0).toInt();
        replica.name = QStringLiteral("p-web-%1").arg(replica.number);
        replica.state = stateOf(word.section(QLatin1Char(' '), 1, 1));
        replica.replaces = word.section(QLatin1Char('<'), 1);
        replica.created = fromMillis(std::ssize(replicas));
        replicas.push_back(std::move(replica));
    }
    return replicas;
}

std::set<QString> idsOf(const QString &text)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return {words.begin(), words.end()};
}

QString show(const ScalePlan &plan)
{
    QStringList parts;
    const auto add = [&](const char *what, const std::vector<Replica> &replicas) {
        if (replicas.empty())
            return;
        QStringList words{QLatin1String(what)};
        for (const Replica &replica : replicas)
            words += replica.id;
        parts += words.join(QLatin1Char(' '));
    };
    add("remove", plan.remove);
    add("stop", plan.stop);
    add("drain", plan.drain);
    add("resume", plan.resume);
    add("start", plan.start);
    if (plan.clones > 0)
        parts += QStringLiteral("clone %1").arg(plan.clones);
    return parts.join(QStringLiteral(", "));
}

} // namespace

class ScalePlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plans_data();
    void plans();
    void leadsToTheTarget();
};

void ScalePlanTest::plans_data()
{
    QTest::addColumn<QString>("replicas");
    QTest::addColumn<int>("target");
    QTest::addColumn<QString>("busy");
    QTest::addColumn<QString>("leaving");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *replicas, int target, const char *busy,
                        const char *leaving, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(replicas) << target << QString::fromLatin1(busy)
                            << QString::fromLatin1(leaving) << QString::fromLatin1(expected);
    };

    row("as it shall be", "1 running, 2 running", 2, "", "", "");
    row("too few", "1 running", 3, "", "", "clone 2");
    row("gaps are not filled here", "1 running, 3 running", 3, "", "", "clone 1");
    row("stopped ones before clones", "1 running, 2 exited, 3 created", 5, "", "", "start c1 c2, clone 2");
    row("stopped ones by number", "3 exited, 2 exited, 1 running", 3, "", "", "start c1 c0");
    row("paused ones are resumed", "1 running, 2 paused", 2, "", "", "resume c1");
    row("restarting ones count", "1 running, 2 restarting", 2, "", "", "");
    row("too many: the highest number", "1 running, 2 running, 3 running", 2, "", "", "remove c2");
    row("too many: several, by preference", "1 running, 2 running, 3 running", 1, "", "", "remove c2 c1");
    row("not running ones go first", "1 exited, 2 running, 3 running", 2, "", "", "remove c0");
    row("paused is not running", "1 running, 2 paused, 3 running", 2, "", "", "remove c1");
    row("restarting is not running", "1 restarting, 2 running", 1, "", "", "remove c0");
    row("not running ones, then the highest", "1 running, 2 created, 3 running, 4 exited", 1, "", "",
        "remove c1 c3 c2");
    row("idle before busy", "1 running, 2 running, 3 running", 1, "c2 c1", "", "remove c0, drain c2");
    row("busy ones drain", "1 running, 2 running, 3 running", 1, "c0 c1 c2", "", "drain c2 c1");
    row("busy but not running", "1 running, 2 exited", 1, "c1", "", "remove c1");
    row("a rise takes draining ones back", "1 running, 2 running, 3 running", 3, "c0 c1 c2", "", "");
    row("leaving: gone when idle, replaced", "1 running, 2 running", 2, "", "c0", "remove c0, clone 1");
    row("leaving: stays while busy, replaced", "1 running, 2 running", 2, "c0", "c0", "drain c0, clone 1");
    row("leaving and too many", "1 running, 2 running, 3 running", 1, "", "c0", "remove c0 c2");
    row("leaving: the only one", "1 running", 1, "", "c0", "remove c0, clone 1");
    row("dead ones go", "1 running, 2 dead", 1, "", "", "remove c1");
    row("dead ones don't count", "1 running, 2 dead", 2, "", "", "remove c1, clone 1");
    row("removing ones don't count", "1 running, 2 removing", 2, "", "", "clone 1");
    row("nothing: the lowest is kept", "1 running, 2 running", 0, "", "", "remove c1, stop c0");
    row("nothing: already", "1 exited", 0, "", "", "");
    row("nothing: a half-made one is not kept", "1 created, 2 running", 0, "", "", "remove c0, stop c1");
    row("nothing: only created ones", "1 created, 2 created", 0, "", "", "remove c1");
    row("half-made ones go first", "1 created, 2 exited", 1, "", "", "remove c0, start c1");
    row("nothing: busy", "1 running, 2 running", 0, "c0 c1", "", "drain c1 c0");
    row("nothing: paused", "1 paused", 0, "", "", "stop c0");
    row("nothing: again from there", "1 exited", 2, "", "", "start c0, clone 1");
    row("two of a number: the one that runs stays", "1 running, 2 exited, 2 running", 2, "", "", "remove c1");
    row("two of a number: the older stays", "1 running, 2 running, 2 running", 2, "", "", "remove c2");
    row("three of a number", "1 running, 1 running, 1 created", 2, "", "", "remove c1 c2, clone 1");
    row("Compose recreates one: its new one is not seen", "1 running, 2 running, 2 created <p-web-2", 2, "",
        "", "");
    row("Compose recreates one: growing", "1 running, 2 running, 2 created <p-web-2", 3, "", "", "clone 1");
    row("Compose recreates one: shrinking", "1 running, 2 running, 2 created <p-web-2", 1, "", "",
        "remove c1");
    row("Compose recreates one: by id", "1 running, 2 exited, 2 created <c1", 2, "", "", "start c1");
    row("Compose recreated one", "1 running, 2 running <c9", 2, "", "", "");
    row("Compose recreated one: named after itself", "1 running, 2 running <p-web-2", 2, "", "", "");
    row("one of no replica", "", 0, "", "", "");
}

void ScalePlanTest::plans()
{
    QFETCH(QString, replicas);
    QFETCH(int, target);
    QFETCH(QString, busy);
    QFETCH(QString, leaving);
    QTEST(show(planScale(replicasOf(replicas), target, {idsOf(busy), idsOf(leaving)})), "expected");
}

/// Whatever there is: after the plan is carried out, what counts is the target, and nothing is in two lists.
void ScalePlanTest::leadsToTheTarget()
{
    quint32 seed = 1;
    const auto random = [&seed](quint32 below) {
        seed = seed * 1664525U + 1013904223U;
        return static_cast<int>((seed >> 16) % below);
    };
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<Replica> replicas(static_cast<std::size_t>(random(7)));
        WorkerUse use;
        for (Replica &replica : replicas) {
            replica.id = QStringLiteral("c%1").arg(&replica - replicas.data());
            replica.number = random(6) + 1;
            replica.state = static_cast<ContainerState>(random(7));
            if (random(3) == 0)
                use.busy.insert(replica.id);
            if (random(5) == 0)
                use.leaving.insert(replica.id);
        }
        const int target = random(6) + 1;
        const ScalePlan plan = planScale(replicas, target, use);

        std::set<QString> seen;
        for (const auto *list : {&plan.start, &plan.resume, &plan.remove, &plan.stop, &plan.drain}) {
            for (const Replica &replica : *list)
                QVERIFY2(seen.insert(replica.id).second, qPrintable(show(plan)));
        }
        const auto removing = std::ranges::count(replicas, ContainerState::Removing, &Replica::state);
        const auto left =
            std::ssize(replicas) - removing - std::ssize(plan.remove) - std::ssize(plan.drain) + plan.clones;
        QCOMPARE(left, target);
        QVERIFY(std::ranges::none_of(plan.remove, [&](const Replica &replica) {
            return replica.isRunning() && use.busy.contains(replica.id)
                && std::ranges::count(replicas, replica.number, &Replica::number) == 1;
        }));
    }
}

QTEST_GUILESS_MAIN(ScalePlanTest)
#include "tst_scaleplan.moc"
