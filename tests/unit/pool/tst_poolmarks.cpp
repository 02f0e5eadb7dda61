#include "ui/pages/pool/poolmarks.h"

#include <QTest>

#include <algorithm>

using namespace crescendo;

namespace {

const TimePoint start = *fromIso(QStringLiteral("2026-03-01T14:00:00Z"));

TimePoint minute(int minutes)
{
    return start + std::chrono::minutes(minutes);
}

/// "5u 10m 11h 20s": at minute 5 scaled up, at 10 an operator, at 11 held, at 20 steady. "5U": scaled up from
/// an unknown number. Newest first.
std::vector<Decision> decisionsOf(const QString &text)
{
    std::vector<Decision> decisions;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        Decision decision;
        decision.at = minute(word.chopped(1).toInt());
        const QChar kind = word.back();
        decision.to = kind == QLatin1Char('u') ? 1 : kind == QLatin1Char('d') ? -1 : 0;
        if (kind == QLatin1Char('U'))
            decision.reason = DecisionReason::ScaledUp;
        if (kind == QLatin1Char('D'))
            decision.reason = DecisionReason::ScaledDown;
        if (kind == QLatin1Char('m'))
            decision.reason = DecisionReason::Manual;
        if (kind == QLatin1Char('h')) {
            decision.reason = DecisionReason::Held;
            decision.limitedBy = Limit::Hold;
        }
        decisions.insert(decisions.begin(), decision);
    }
    return decisions;
}

int minutesOf(TimePoint at)
{
    return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(at - start).count());
}

} // namespace

class PoolMarksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    /// At minute 30. Marks: "^5 v6 o7"; holds: "10-20". `until`: the end of the hold of now, 0 for none.
    void marks_data()
    {
        QTest::addColumn<QString>("decisions");
        QTest::addColumn<int>("until");
        QTest::addColumn<QString>("marks");
        QTest::addColumn<QString>("holds");
        QTest::newRow("nothing") << "" << 0 << ""
                                 << "";
        QTest::newRow("what changes nothing leaves no mark") << "5s 6s" << 0 << ""
                                                             << "";
        QTest::newRow("up, down, operator") << "5u 6d 7m 8s" << 0 << "^5 v6 o7"
                                            << "";
        QTest::newRow("up and down, from what nobody knows") << "5U 6D" << 0 << "^5 v6"
                                                             << "";
        QTest::newRow("a hold begins with the operator's change") << "10m 11h 20s" << 0 << "o10"
                                                                  << "10-20";
        QTest::newRow("a hold that began before") << "11h 20s" << 0 << ""
                                                  << "11-20";
        QTest::newRow("a hold that goes on") << "10m 11h" << 45 << "o10"
                                             << "10-45";
        QTest::newRow("a hold just set, before the next evaluation") << "29m" << 45 << "o29"
                                                                     << "29-45";
        QTest::newRow("a hold of which nothing is known") << "" << 45 << ""
                                                          << "30-45";
        QTest::newRow("changed while held") << "10m 11h 15m 16h 20s" << 0 << "o10 o15"
                                            << "10-15 15-20";
        QTest::newRow("released, then scaled") << "10m 11h 15u 20s" << 0 << "o10 ^15"
                                               << "10-15";
    }
    void marks()
    {
        QFETCH(QString, decisions);
        QFETCH(int, until);
        const std::optional<Hold> hold = until > 0 ? std::optional(Hold{5, minute(until), {}}) : std::nullopt;
        const ChartMarks found = marksOf(decisionsOf(decisions), {}, hold, minute(30));
        QStringList marks;
        for (const ChartMark &mark : found.marks)
            marks << QLatin1Char("^vo"[static_cast<int>(mark.kind)]) + QString::number(minutesOf(mark.at));
        QStringList holds;
        for (const ChartNote &one : found.holds)
            holds << QStringLiteral("%1-%2").arg(minutesOf(one.stretch.from)).arg(minutesOf(one.stretch.to));
        QTEST(marks.join(QLatin1Char(' ')), "marks");
        QTEST(holds.join(QLatin1Char(' ')), "holds");
    }

    void changesOfOperators_data()
    {
        QTest::addColumn<JournalEntry>("change");
        QTest::addColumn<QString>("text"); // nothing: no mark
        JournalEntry entry;
        entry.at = minute(7);
        entry.who = QStringLiteral("ann");
        const auto row = [&entry](const char *name, ChangeState state, const ChangeAction &action,
                                  const char *text) {
            entry.state = state;
            entry.change.action = action;
            const bool isForAll = std::holds_alternative<SetAutoscalerEnabled>(action);
            entry.change.pool = {isForAll ? QString() : QStringLiteral("analysis")};
            QTest::newRow(name) << entry << QString::fromUtf8(text);
        };
        row("for all pools", ChangeState::Verified, SetAutoscalerEnabled{false},
            "Turn autoscaling off by ann");
        row("not seen in effect", ChangeState::Unverified,
            ApplyProfile{Profile(), QStringLiteral("Aggressive")},
            "Apply Aggressive to analysis by ann, Not confirmed");
        row("put back later", ChangeState::Undone, SetPoolStopped{true}, "Stop analysis by ann, Undone");
        row("end unknown", ChangeState::Interrupted, SetReplicas{3, {}},
            "Scale analysis to 3 workers by ann, Interrupted");
        row("refused", ChangeState::Refused, SetReplicas{3, {}}, "");
        row("failed", ChangeState::Failed, SetWorkerLimits(), "");
        row("of a job", ChangeState::Verified, RetryJob{{QStringLiteral("5")}}, "");
        entry.change.reason = QStringLiteral("quiet hours");
        row("with a reason", ChangeState::Verified, DrainWorker{{QStringLiteral("3")}},
            "Drain 3 of analysis by ann, “quiet hours”");
    }
    void changesOfOperators()
    {
        QFETCH(JournalEntry, change);
        QFETCH(QString, text);
        const ChartMarks found = marksOf({}, {change}, std::nullopt, minute(30));
        std::vector<ChartMark> marks;
        if (!text.isEmpty())
            marks.push_back({minute(7), MarkKind::Operator, text});
        QVERIFY2(found.marks == marks, qPrintable(found.marks.empty() ? QString() : found.marks[0].text));
    }

    /// A decision "10m" that the service made of a change of this console is told once, by the change.
    void whatAChangeDecidedIsToldOnce_data()
    {
        QTest::addColumn<int>("secondsBefore");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("at once") << 1 << 0 << true;
        QTest::newRow("by a clock that is slow") << -9 << 0 << true;
        QTest::newRow("long before") << 60 << 0 << false;
        QTest::newRow("to another number") << 1 << 4 << false;
    }
    void whatAChangeDecidedIsToldOnce()
    {
        QFETCH(int, secondsBefore);
        QFETCH(int, replicas);
        JournalEntry entry;
        entry.at = minute(10) - Seconds(secondsBefore);
        entry.change.action = SetReplicas{replicas, {}};
        entry.state = ChangeState::Verified;
        const ChartMarks found =
            marksOf(decisionsOf(QStringLiteral("10m")), {entry}, std::nullopt, minute(30));
        QTEST(found.marks.size() == 1, "isOne");
        QVERIFY(std::ranges::count(found.marks, entry.at, &ChartMark::at) == 1);
    }
};

QTEST_GUILESS_MAIN(PoolMarksTest)
#include "tst_poolmarks.moc"
