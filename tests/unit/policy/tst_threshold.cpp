#include "policy/threshold.h"

#include <QtTest>

#include <random>

using namespace crescendo;

namespace {

constexpr Millis longAgo{3'600'000};

/// "min-max up/down cooldown", and " off" when disabled: "1-5 3/1 60".
Profile profileFrom(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d+)-(\\d+) (\\d+)/(\\d+) (\\d+)( off)?$"));
    const QRegularExpressionMatch match = form.match(text);
    Q_ASSERT(match.hasMatch());
    const auto number = [&match](int group) { return match.captured(group).toInt(); };
    return {match.captured(6).isEmpty(), number(1), number(2), number(3), number(4), Seconds(number(5))};
}

/// "present 1, load 7": also "last 18s", "ports 5", "stopped", "held 3", "hold over"; without a load it is
/// unknown.
ThresholdInput inputFrom(const QString &text)
{
    ThresholdInput input;
    input.pool = {QStringLiteral("analysis")};
    input.now = fromMillis(1'772'374'925'000);
    input.sinceLastAction = longAgo;
    for (const QString &part : text.split(QStringLiteral(", "))) {
        const QStringList words = part.split(QLatin1Char(' '));
        const int number = words.size() > 1 ? words[1].toInt() : 0;
        if (words[0] == QLatin1String("present"))
            input.present = number;
        else if (words[0] == QLatin1String("load"))
            input.queue = QueueDepth{number / 2, number - number / 2};
        else if (words[0] == QLatin1String("last"))
            input.sinceLastAction = Millis(number);
        else if (words[0] == QLatin1String("never"))
            input.sinceLastAction.reset();
        else if (words[0] == QLatin1String("ports"))
            input.portCapacity = number;
        else if (words[0] == QLatin1String("stopped"))
            input.stopped = true;
        else if (words[0] == QLatin1String("held"))
            input.hold = Hold{number, input.now + Millis(1), QStringLiteral("night run")};
        else if (words[0] == QLatin1String("expired"))
            input.hold = Hold{number, input.now, {}};
        else
            qFatal("unknown word in %s", qPrintable(text));
    }
    return input;
}

/// "1 -> 3 scaledUp", with " limited by ports" and " (42 s left)" where they apply.
QString textOf(const Decision &decision)
{
    QString text =
        QStringLiteral("%1 -> %2 %3").arg(decision.from).arg(decision.to).arg(toString(decision.reason));
    if (decision.limitedBy != Limit::None)
        text += QStringLiteral(" limited by ") + toString(decision.limitedBy);
    if (decision.cooldownLeft > Seconds(0))
        text += QStringLiteral(" (%1 s left)").arg(decision.cooldownLeft.count());
    return text;
}

Profile randomProfile(std::mt19937 &random)
{
    const auto upTo = [&random](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
    Profile profile;
    profile.minWorkers = upTo(0, 4);
    profile.maxWorkers = upTo(std::max(1, profile.minWorkers), 12);
    profile.scaleUpThreshold = upTo(1, 8);
    profile.scaleDownThreshold = upTo(0, profile.scaleUpThreshold - 1);
    return profile;
}

} // namespace

class TestThreshold : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void tellsWhatItSaw();
    void neverHasMoreWorkersThanJobsInAStepOfOne();
    void staysWithinBounds();
    void neverWantsLessForMoreLoad();
    void comesToRest();
    void saysWhatThresholdsSay_data();
    void saysWhatThresholdsSay();
    void measuresUtilization_data();
    void measuresUtilization();
    void drawsTheCurve();
};

void TestThreshold::decides_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *profile, const char *input, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(profile) << QString::fromLatin1(input)
                            << QString::fromLatin1(expected);
    };
    const char *guide = "1-5 3/1 60";
    const char *aggressive = "1-10 2/1 30";

    row("guide: up", guide, "present 1, load 7", "1 -> 3 scaledUp");
    row("guide: down", guide, "present 3, load 0", "3 -> 1 scaledDown limited by minWorkers");
    row("load 3 acts with one worker", guide, "present 1, load 3", "1 -> 2 scaledUp");
    row("never scaled before", guide, "present 1, load 7, never", "1 -> 3 scaledUp");
    row("a step of one", guide, "present 3, load 7", "3 -> 4 scaledUp");
    row("one worker for each job is enough", guide, "present 3, load 3", "3 -> 3 atTarget");
    row("more workers than jobs stay until load falls", guide, "present 5, load 3", "5 -> 5 atTarget");
    row("between the thresholds", guide, "present 3, load 2", "3 -> 3 withinThresholds");
    row("falls to what the load needs", guide, "present 4, load 1", "4 -> 1 scaledDown");
    row("wide gap falls to what the load needs", "1-9 5/4 60", "present 7, load 4", "7 -> 1 scaledDown");
    row("higher minimum", "2-5 5/2 120", "present 5, load 1", "5 -> 2 scaledDown limited by minWorkers");
    row("at the maximum", guide, "present 5, load 40", "5 -> 5 atMaximum limited by maxWorkers");
    row("up to the maximum", guide, "present 2, load 40", "2 -> 5 scaledUp limited by maxWorkers");
    row("at the minimum", guide, "present 1, load 0", "1 -> 1 atMinimum limited by minWorkers");
    row("one job, one worker", guide, "present 1, load 1", "1 -> 1 atTarget");
    row("to zero where the profile lets it", "0-3 1/0 180", "present 2, load 0", "2 -> 0 scaledDown");
    row("from zero", "0-3 1/0 180", "present 0, load 1", "0 -> 1 scaledUp");

    row("cooldown", guide, "present 1, load 7, last 18000",
        "1 -> 1 cooldown limited by cooldown (42 s left)");
    row("cooldown rounds up", guide, "present 1, load 7, last 59001",
        "1 -> 1 cooldown limited by cooldown (1 s left)");
    row("cooldown just over", guide, "present 1, load 7, last 60000", "1 -> 3 scaledUp");
    row("cooldown of a fall", guide, "present 3, load 0, last 0",
        "3 -> 3 cooldown limited by cooldown (60 s left)");
    row("cooldown without need", guide, "present 3, load 2, last 18000",
        "3 -> 3 withinThresholds (42 s left)");
    row("no cooldown", "1-5 3/1 0", "present 1, load 7, last 0", "1 -> 3 scaledUp");

    row("ports limit a rise", aggressive, "present 1, load 40, ports 5", "1 -> 5 scaledUp limited by ports");
    row("ports are all taken", aggressive, "present 5, load 40, ports 5",
        "5 -> 5 atMaximum limited by ports");
    row("ports beyond the maximum", guide, "present 5, load 40, ports 6",
        "5 -> 5 atMaximum limited by maxWorkers");
    row("ports that went", aggressive, "present 5, load 40, ports 3, last 0",
        "5 -> 3 scaledDown limited by ports (30 s left)");
    row("ports below the minimum", "3-5 3/1 60", "present 0, load 0, ports 2",
        "0 -> 2 startUp limited by ports");
    row("at ports below the minimum", "3-5 3/1 60", "present 2, load 0, ports 2",
        "2 -> 2 atMaximum limited by ports");
    row("no port at all", guide, "present 1, load 9, ports 0", "1 -> 0 scaledDown limited by ports");

    row("fills at start", "2-5 3/1 60", "present 0, load 0, never", "0 -> 2 startUp");
    row("fills before it looks at the load", guide, "present 0, load 7, never", "0 -> 1 startUp");
    row("fills without cooldown", "2-5 3/1 60", "present 1, load 0, last 0", "1 -> 2 startUp (60 s left)");
    row("fills without data", guide, "present 0", "0 -> 1 startUp");
    row("fills while disabled", "2-5 3/1 60 off", "present 1, load 0", "1 -> 2 startUp");
    row("down to the maximum without cooldown", guide, "present 8, load 40, last 0",
        "8 -> 5 scaledDown limited by maxWorkers (60 s left)");
    row("the maximum holds while disabled", "1-5 3/1 60 off", "present 8, load 40",
        "8 -> 5 scaledDown limited by maxWorkers");

    row("disabled", "1-5 3/1 60 off", "present 1, load 7", "1 -> 1 disabled");
    row("no data", guide, "present 3", "3 -> 3 noData");
    row("stopped", guide, "present 0, load 7, stopped", "0 -> 0 stopped");
    row("stopped beats a hold", guide, "present 0, load 7, stopped, held 3", "0 -> 0 stopped");
    row("held against load", guide, "present 2, load 40, held 2", "2 -> 2 held limited by hold");
    row("held brings back", guide, "present 1, load 0, held 4, last 0",
        "1 -> 4 held limited by hold (60 s left)");
    row("held without data", guide, "present 4, held 4", "4 -> 4 held limited by hold");
    row("held while disabled", "1-5 3/1 60 off", "present 1, load 0, held 4", "1 -> 4 held limited by hold");
    row("held beyond the maximum", guide, "present 7, load 0, held 7", "7 -> 5 held limited by maxWorkers");
    row("held below the minimum", "2-5 3/1 60", "present 2, load 0, held 1",
        "2 -> 2 held limited by minWorkers");
    row("held beyond the ports", aggressive, "present 1, load 0, held 7, ports 5",
        "1 -> 5 held limited by ports");
    row("a hold that has ended", guide, "present 1, load 7, expired 1", "1 -> 3 scaledUp");
}

void TestThreshold::decides()
{
    QFETCH(QString, profile);
    QFETCH(QString, input);
    QFETCH(QString, expected);
    QCOMPARE(textOf(evaluate(inputFrom(input), profileFrom(profile))), expected);
}

void TestThreshold::tellsWhatItSaw()
{
    const ThresholdInput input = inputFrom(QStringLiteral("present 2, load 40, held 2"));
    const Decision decision = evaluate(input, Profile());
    QCOMPARE(decision.pool, input.pool);
    QCOMPARE(decision.at, input.now);
    QCOMPARE(decision.load, std::optional(40));
    QCOMPARE(decision.wanted, 14);
    QCOMPARE(decision.note, QStringLiteral("night run"));
    QVERIFY(!evaluate(inputFrom(QStringLiteral("present 2")), Profile()).load);
}

void TestThreshold::neverHasMoreWorkersThanJobsInAStepOfOne()
{
    Profile profile;
    profile.maxWorkers = 50;
    for (int load = 0; load < 60; ++load) {
        for (int present = 1; present < 50; ++present) {
            const int desired = desiredFor(profile, load, present);
            QVERIFY2(
                desired <= std::max(present, load),
                qPrintable(QStringLiteral("%1 jobs, %2 workers: %3").arg(load).arg(present).arg(desired)));
        }
    }
}

void TestThreshold::staysWithinBounds()
{
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        const Profile profile = randomProfile(random);
        ThresholdInput input;
        input.present = static_cast<int>(random() % 15);
        input.queue = QueueDepth{static_cast<int>(random() % 30), static_cast<int>(random() % 10)};
        input.portCapacity = static_cast<int>(random() % 15);
        if (random() % 4 == 0)
            input.hold = Hold{static_cast<int>(random() % 15), input.now + Millis(1), {}};
        const int most = std::min(profile.maxWorkers, *input.portCapacity);
        const Decision decision = evaluate(input, profile);
        QVERIFY(decision.to <= most);
        QVERIFY(decision.to >= std::min(profile.minWorkers, most));
    }
}

void TestThreshold::neverWantsLessForMoreLoad()
{
    std::mt19937 random(2);
    for (int round = 0; round < 2'000; ++round) {
        const Profile profile = randomProfile(random);
        const int present = static_cast<int>(random() % 15);
        for (int load = 0; load < 40; ++load)
            QVERIFY(desiredFor(profile, load, present) <= desiredFor(profile, load + 1, present));
    }
}

void TestThreshold::comesToRest()
{
    std::mt19937 random(3);
    for (int round = 0; round < 2'000; ++round) {
        const Profile profile = randomProfile(random);
        ThresholdInput input;
        input.present = static_cast<int>(random() % 15);
        input.queue = QueueDepth{static_cast<int>(random() % 40), 0};
        for (int step = 0; step < 15; ++step)
            input.present = evaluate(input, profile).to;
        const Decision atRest = evaluate(input, profile);
        QVERIFY2(!atRest.changes(), qPrintable(textOf(atRest)));
        QCOMPARE(evaluate(input, profile), atRest);
    }
}

void TestThreshold::saysWhatThresholdsSay_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("load");
    QTest::addColumn<int>("present");
    QTest::addColumn<bool>("up");
    QTest::addColumn<bool>("down");
    const QString guide = QStringLiteral("1-5 3/1 60");
    QTest::newRow("guide's reply") << guide << 7 << 1 << true << false;
    QTest::newRow("threshold itself") << guide << 3 << 1 << true << false;
    QTest::newRow("at the maximum") << guide << 7 << 5 << false << false;
    QTest::newRow("between") << guide << 2 << 3 << false << false;
    QTest::newRow("idle") << guide << 1 << 3 << false << true;
    QTest::newRow("at the minimum") << guide << 0 << 1 << false << false;
    QTest::newRow("disabled, busy") << QStringLiteral("1-5 3/1 60 off") << 7 << 1 << false << false;
    QTest::newRow("disabled, idle") << QStringLiteral("1-5 3/1 60 off") << 0 << 3 << false << false;
}

void TestThreshold::saysWhatThresholdsSay()
{
    QFETCH(QString, profile);
    QFETCH(int, load);
    QFETCH(int, present);
    QTEST(shouldScaleUp(profileFrom(profile), load, present), "up");
    QTEST(shouldScaleDown(profileFrom(profile), load, present), "down");
}

void TestThreshold::measuresUtilization_data()
{
    QTest::addColumn<int>("running");
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("jobsEach");
    QTest::addColumn<int>("percent");
    QTest::newRow("guide's reply") << 2 << 5 << 1 << 40;
    QTest::newRow("idle") << 0 << 5 << 1 << 0;
    QTest::newRow("several jobs each") << 3 << 5 << 2 << 30;
    QTest::newRow("rounds down") << 1 << 3 << 1 << 33;
    QTest::newRow("rounds up") << 2 << 3 << 1 << 67;
    QTest::newRow("half rounds up") << 1 << 8 << 1 << 13;
    QTest::newRow("never over 100") << 9 << 5 << 1 << 100;
    QTest::newRow("large numbers") << 2'000'000'000 << 2'000'000'000 << 256 << 0;
    QTest::newRow("no workers") << 1 << 0 << 1 << 0;
}

void TestThreshold::measuresUtilization()
{
    QFETCH(int, running);
    QFETCH(int, workers);
    QFETCH(int, jobsEach);
    QTEST(utilizationPercent(running, workers, jobsEach), "percent");
}

void TestThreshold::drawsTheCurve()
{
    QStringList curve;
    for (int load = 0; load <= 16; ++load)
        curve.append(QString::number(desiredFor(Profile(), load, 2)));
    QCOMPARE(curve.join(QLatin1Char(' ')), QStringLiteral("1 1 2 3 3 3 3 3 3 3 4 4 4 5 5 5 5"));
}

QTEST_GUILESS_MAIN(TestThreshold)
#include "tst_threshold.moc"
