#include "policy/hpacourse.h"

#include <QStringList>
#include <QTest>

using namespace crescendo;

namespace {

/// "0:1 15:5": seconds and replicas.
QString textOf(const std::vector<CourseStep> &course)
{
    QStringList texts;
    for (const CourseStep &step : course)
        texts += QStringLiteral("%1:%2").arg(step.at.count()).arg(step.replicas);
    return texts.join(QLatin1Char(' '));
}

constexpr auto up = ScalingDirection::Up;
constexpr auto down = ScalingDirection::Down;
constexpr auto pods = ScalingPolicyType::Pods;
constexpr auto percent = ScalingPolicyType::Percent;

} // namespace

Q_DECLARE_METATYPE(crescendo::ScalingRules)
Q_DECLARE_METATYPE(crescendo::ScalingDirection)

class HpaCourseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesAsFastAsItMay_data();
    void goesAsFastAsItMay();
    void startsBeyondTheRange();
};

void HpaCourseTest::goesAsFastAsItMay_data()
{
    QTest::addColumn<ScalingDirection>("direction");
    QTest::addColumn<int>("from");
    QTest::addColumn<ScalingRules>("rules");
    QTest::addColumn<QString>("expected"); // within 2 to 20 and ten minutes
    const auto row = [](const char *name, ScalingDirection direction, int from, const ScalingRules &rules,
                        const char *expected) {
        QTest::newRow(name) << direction << from << rules << QString::fromLatin1(expected);
    };
    row("up by default", up, 2, defaultRules(up), "0:2 0:6 15:12 30:20");
    row("down by default", down, 20, defaultRules(down), "0:20 300:2");
    row("nothing to do", up, 20, defaultRules(up), "0:20");
    row("a window", up, 2, {Seconds(40), SelectPolicy::Max, {{pods, 18, Seconds(15)}}, {}}, "0:2 45:20");
    row("switched off", down, 20, {Seconds(0), SelectPolicy::Disabled, {{pods, 4, Seconds(15)}}, {}}, "0:20");
    row("a policy a minute", up, 2, {Seconds(0), SelectPolicy::Max, {{pods, 6, Seconds(60)}}, {}},
        "0:2 0:8 60:14 120:20");
    row("the least of two", up, 2,
        {Seconds(0), SelectPolicy::Min, {{pods, 4, Seconds(15)}, {percent, 100, Seconds(60)}}, {}},
        "0:2 0:4 60:8 120:12 135:16 180:20");
    row("a tenth, rounded away", up, 2, {Seconds(0), SelectPolicy::Max, {{percent, 10, Seconds(300)}}, {}},
        "0:2 0:3 300:4 600:5");
    row("half of them down", down, 20, {Seconds(0), SelectPolicy::Max, {{percent, 50, Seconds(60)}}, {}},
        "0:20 0:10 60:5 120:2");
    row("one by one down", down, 5, {Seconds(60), SelectPolicy::Max, {{pods, 1, Seconds(120)}}, {}},
        "0:5 60:4 180:3 300:2");
    row("the least of two down", down, 20,
        {Seconds(0), SelectPolicy::Min, {{pods, 5, Seconds(15)}, {percent, 50, Seconds(15)}}, {}},
        "0:20 0:15 15:10 30:5 45:2");
}

void HpaCourseTest::goesAsFastAsItMay()
{
    QFETCH(ScalingDirection, direction);
    QFETCH(int, from);
    QFETCH(ScalingRules, rules);
    HpaSpec spec;
    spec.minReplicas = 2;
    spec.maxReplicas = 20;
    (direction == up ? spec.scaleUp : spec.scaleDown) = rules;
    QTEST(textOf(allowedCourse(spec, direction, from, std::chrono::minutes(10))), "expected");
}

/// What is above the most or below the least the HPA moves without these rules.
void HpaCourseTest::startsBeyondTheRange()
{
    HpaSpec spec;
    spec.maxReplicas = 3;
    QCOMPARE(textOf(allowedCourse(spec, up, 5, Seconds(60))), QStringLiteral("0:5"));
    QCOMPARE(textOf(allowedCourse(spec, down, 0, Seconds(600))), QStringLiteral("0:0"));
}

QTEST_GUILESS_MAIN(HpaCourseTest)
#include "tst_hpacourse.moc"
