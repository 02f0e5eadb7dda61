#include "policy/whatif.h"

#include <QStringList>
#include <QTest>

using namespace crescendo;

namespace {

constexpr TimePoint start = fromMillis(1'772'374'800'000);

Pool pool(int load, int desired)
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.queue = QueueDepth{load, 0};
    pool.desired = desired;
    pool.profile = Profile();
    return pool;
}

QString textOf(const std::optional<Decision> &decision)
{
    if (!decision)
        return QStringLiteral("unknown");
    QString text =
        QStringLiteral("%1 -> %2 %3").arg(decision->from).arg(decision->to).arg(toString(decision->reason));
    if (decision->cooldownLeft > Seconds(0))
        text += QStringLiteral(" (%1 s left)").arg(decision->cooldownLeft.count());
    return text;
}

/// "0=7 60=1 90=?": load 7 at the start, 1 a minute later, unknown from 90 s on.
std::vector<LoadStep> courseFrom(const QString &text)
{
    std::vector<LoadStep> course;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = word.split(u'=');
        const bool isKnown = parts[1] != QStringLiteral("?");
        course.push_back(
            {start + Seconds(parts[0].toInt()), isKnown ? std::optional(parts[1].toInt()) : std::nullopt});
    }
    return course;
}

/// Six jobs come and go every two minutes.
std::vector<LoadStep> bursts()
{
    std::vector<LoadStep> course;
    for (int minute = 0; minute < 60; ++minute)
        course.push_back({start + std::chrono::minutes(minute), minute % 2 == 0 ? 6 : 1});
    return course;
}

Profile flappingCure()
{
    return {true, 1, 5, 5, 1, Seconds(180)};
}

} // namespace

class TestWhatIf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decidesForAPoolAsItIs_data()
    {
        QTest::addColumn<Pool>("pool");
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("expected");
        const Profile conservative = guidePresets()[0].profile;
        QTest::newRow("as the guide") << pool(7, 1) << Profile() << "1 -> 3 scaledUp";
        QTest::newRow("another profile") << pool(7, 1) << conservative << "1 -> 2 startUp";
        QTest::newRow("within its thresholds") << pool(4, 2) << conservative << "2 -> 2 withinThresholds";
        Profile off;
        off.enabled = false;
        QTest::newRow("switched off") << pool(7, 1) << off << "1 -> 1 disabled";

        Pool cooling = pool(7, 1);
        cooling.cooldownLeft = Seconds(42);
        QTest::newRow("in cooldown") << cooling << Profile() << "1 -> 1 cooldown (42 s left)";
        QTest::newRow("a longer cooldown") << cooling << flappingCure() << "1 -> 1 cooldown (162 s left)";
        Pool cooled = pool(7, 1);
        cooled.decisions = {{cooled.id, start - Seconds(30), 1, 1, 3, 7, DecisionReason::AtTarget},
                            {cooled.id, start - Seconds(100), 3, 1, 1, 0, DecisionReason::ScaledDown}};
        QTest::newRow("over, but a longer one would not be")
            << cooled << flappingCure() << "1 -> 1 cooldown (80 s left)";
        cooled.decisions.front() = {cooled.id, start - Seconds(30), 1, 1, 1, 7, DecisionReason::Manual};
        QTest::newRow("a manual scale starts it too")
            << cooled << flappingCure() << "1 -> 1 cooldown (150 s left)";
        cooled.decisions.front() = {cooled.id, start - Seconds(30), 0, 1, 1, 7, DecisionReason::StartUp};
        QTest::newRow("a start does not") << cooled << flappingCure() << "1 -> 1 cooldown (80 s left)";

        Pool stopped = pool(7, 0);
        stopped.stopped = true;
        QTest::newRow("stopped") << stopped << Profile() << "0 -> 0 stopped";
        Pool held = pool(7, 1);
        held.hold = Hold{4, start + Seconds(9), {}};
        QTest::newRow("held") << held << Profile() << "1 -> 4 held";
        Pool full = pool(40, 3);
        full.limitedBy = Limit::Ports;
        QTest::newRow("out of ports") << full << Profile() << "3 -> 3 atMaximum";
        Pool unknown = pool(7, 1);
        unknown.desired.reset();
        QTest::newRow("nobody knows its workers") << unknown << Profile() << "unknown";
        unknown.ready = 1;
        QTest::newRow("those that are ready") << unknown << Profile() << "1 -> 3 scaledUp";
        unknown.queue.reset();
        QTest::newRow("nobody knows its load") << unknown << Profile() << "1 -> 1 noData";
    }
    void decidesForAPoolAsItIs()
    {
        QFETCH(Pool, pool);
        QFETCH(Profile, profile);
        QTEST(textOf(decisionUnder(profile, pool, start)), "expected");
    }

    void countsScaleEvents_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("course");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("events");
        const Profile guide;
        QTest::newRow("nothing recorded") << guide << "" << 600 << 0;
        QTest::newRow("idle") << guide << "0=0" << 600 << 0;
        QTest::newRow("one burst: 2, 3, 4, down") << guide << "0=4 300=0" << 600 << 4;
        QTest::newRow("the cooldown holds it back") << guide << "0=4 50=0" << 60 << 1;
        QTest::newRow("and lets it go on") << guide << "0=4 50=0" << 70 << 2;
        QTest::newRow("an unknown load decides nothing") << guide << "0=4 50=?" << 600 << 1;
        QTest::newRow("filling to the minimum is none")
            << Profile{true, 3, 5, 9, 1, Seconds(60)} << "0=0" << 600 << 0;
    }
    void countsScaleEvents()
    {
        QFETCH(Profile, profile);
        QFETCH(QString, course);
        QFETCH(int, seconds);
        QTEST(activityUnder(profile, courseFrom(course), start + Seconds(seconds)).events, "events");
    }

    /// The guide's cure for flapping: a longer cooldown, and a wider gap between the thresholds.
    void aWiderGapAndALongerCooldownCalm()
    {
        const TimePoint end = start + std::chrono::hours(1);
        Profile longer;
        longer.cooldown = Seconds(180);
        Profile wider;
        wider.scaleUpThreshold = 7;
        const ScaleActivity flapping = activityUnder(Profile(), bursts(), end);
        QCOMPARE(flapping.eventsPerHour(), 60.0);
        QVERIFY(activityUnder(longer, bursts(), end).events <= flapping.events / 2);
        QCOMPARE(activityUnder(wider, bursts(), end).events, 0);
        QVERIFY(activityUnder(flappingCure(), bursts(), end).events < flapping.events);
    }

    void averagesTheWorkers()
    {
        // 40 s with 2, 60 s with 3, then 4
        const ScaleActivity activity =
            activityUnder(Profile(), courseFrom(QStringLiteral("0=4")), start + Seconds(240));
        QCOMPARE(activity.meanWorkers, (6 * 2 + 6 * 3 + 12 * 4) / 24.0);
        QCOMPARE(activity.span, Seconds(240));
    }
};

QTEST_GUILESS_MAIN(TestWhatIf)
#include "tst_whatif.moc"
