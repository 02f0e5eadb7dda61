#include "autoscaler/runner/fleetplan.h"

#include <QTest>

#include <map>

using namespace crescendo;

namespace {

/// "1i 2b 3d 4s 5i!": number, state (starting, idle, busy, draining), ! = must go.
std::vector<FleetMember> fleet(const QString &text)
{
    static const std::map<QChar, WorkerState> states{{QLatin1Char('s'), WorkerState::Starting},
                                                     {QLatin1Char('i'), WorkerState::Idle},
                                                     {QLatin1Char('b'), WorkerState::Busy},
                                                     {QLatin1Char('d'), WorkerState::Draining}};
    std::vector<FleetMember> members;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const bool mustGo = word.endsWith(QLatin1Char('!'));
        const QString plain = mustGo ? word.chopped(1) : word;
        members.push_back({plain.chopped(1).toInt(), states.at(plain.back()), mustGo});
    }
    return members;
}

QString text(const FleetPlan &plan)
{
    QStringList words;
    for (const int number : plan.takeBack)
        words << QStringLiteral("back %1").arg(number);
    for (const int number : plan.drain)
        words << QStringLiteral("drain %1").arg(number);
    if (plan.start > 0)
        words << QStringLiteral("start %1").arg(plan.start);
    return words.join(QStringLiteral(", "));
}

} // namespace

class TestFleetPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plans_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *members, int target, const char *expected) {
            QTest::addRow("[%s] to %d", members, target)
                << QString::fromLatin1(members) << target << QString::fromLatin1(expected);
        };
        row("", 0, "");
        row("", 3, "start 3");
        row("1i", 3, "start 2");
        row("1i 2b 3i", 3, "");
        row("1i 2i 3i", 1, "drain 3, drain 2");
        row("1b 2i 3b", 1, "drain 2, drain 3");
        row("1i 2b 3s", 2, "drain 3");
        row("1b 2b 3b", 0, "drain 3, drain 2, drain 1");
        row("1i 2d 3d", 2, "back 2");
        row("1i 2d 3d", 5, "back 2, back 3, start 2");
        row("1d", 0, "");
        row("1i! 2i", 2, "drain 1, start 1");
        row("1d! 2i", 2, "start 1");
        row("1d!", 1, "start 1");
        row("1d! 2d", 1, "back 2");
        row("1i! 2i! 3b!", 3, "drain 2, start 1");
        row("1i! 2d! 3b!", 3, "start 1"); // one by one: 2 still leaves
        row("1i! 3b! 4s", 3, ""); // and its successor does not work yet
        row("1i! 3b! 4i", 3, "drain 1, start 1");
        row("1s! 2i", 2, "drain 1, start 1");
        row("1i! 2i! 3i", 1, "drain 2, drain 1");
        row("1i! 2i!", 3, "start 1");
    }

    void plans()
    {
        QFETCH(QString, members);
        QFETCH(int, target);
        QTEST(text(planFleet(fleet(members), target)), "expected");
    }
};

QTEST_GUILESS_MAIN(TestFleetPlan)
#include "tst_fleetplan.moc"
