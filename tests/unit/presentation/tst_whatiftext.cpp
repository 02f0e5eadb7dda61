#include "ui/presentation/profiletext.h"
#include "ui/presentation/whatiftext.h"

#include <QLocale>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

QString textOf(const WhatIfText &text)
{
    return plain(QStringLiteral("%1|%2").arg(text.text, text.detail));
}

Decision decision(int from, int to, DecisionReason reason)
{
    Decision decision;
    decision.from = from;
    decision.to = decision.wanted = to;
    decision.load = 7;
    decision.reason = reason;
    return decision;
}

ScaleActivity activity(int events, double workers, Seconds span = std::chrono::hours(1))
{
    return {events, workers, span};
}

} // namespace

class TestWhatIfText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void tellsADecision()
    {
        const Decision up = decision(1, 3, DecisionReason::ScaledUp);
        QCOMPARE(textOf(crescendo::textOf(std::optional(up))), QStringLiteral("1 → 3|Scale up, load 7"));
        QCOMPARE(plain(nowSentence(analysis, up)),
                 QStringLiteral("Right now analysis would go from 1 to 3 workers: scale up, load 7."));
        Decision waits = decision(1, 1, DecisionReason::Cooldown);
        waits.cooldownLeft = Seconds(42);
        QCOMPARE(textOf(crescendo::textOf(std::optional(waits))),
                 QStringLiteral("stays at 1|Cooldown, load 7, 42 s left"));
        QCOMPARE(plain(nowSentence(analysis, waits)),
                 QStringLiteral("Right now analysis would stay at 1 worker: cooldown, load 7, 42 s left."));
        QVERIFY(nowSentence(analysis, std::nullopt).contains(QStringLiteral("unknown")));
        QCOMPARE(textOf(crescendo::textOf(std::optional<Decision>())),
                 QStringLiteral("–|its workers are unknown"));
    }

    void tellsDifferences()
    {
        const auto told = [](const Profile &after) {
            return textOf(crescendo::textOf(std::optional(differencesBetween(Profile(), after))));
        };
        QCOMPARE(told(Profile()), QStringLiteral("live as it is|"));
        QCOMPARE(textOf(crescendo::textOf(std::optional<std::vector<FieldDifference>>())),
                 QStringLiteral("–|the platform does not tell its profile"));
        Profile one;
        one.cooldown = Seconds(180);
        QCOMPARE(told(one), QStringLiteral("1 value|CooldownSeconds 60 → 180"));
        Profile all{false, 2, 6, 4, 2, Seconds(90)};
        QCOMPARE(told(all),
                 QStringLiteral("6 values|Enabled yes → no, MinWorkers 1 → 2, MaxWorkers 5 → 6, "
                                "ScaleUpThreshold 3 → 4, ScaleDownThreshold 1 → 2, CooldownSeconds 60 → 90"));
    }

    void comparesActivity()
    {
        QCOMPARE(textOf(comparisonText(activity(12, 2.3), activity(4, 3.1))),
                 QStringLiteral("12.0 → 4.0|workers 2.3 → 3.1, last 1 h"));
        QCOMPARE(comparisonText(activity(12, 2), activity(4, 2)).tone, Tone::Fine);
        QCOMPARE(comparisonText(activity(4, 2), activity(12, 2)).tone, Tone::Limited);
        QCOMPARE(comparisonText(activity(4, 2), activity(4, 3)).tone, Tone::Muted);
        QCOMPARE(comparisonText(activity(1, 2, Seconds(90)), activity(0, 2, Seconds(90))).text,
                 QStringLiteral("–"));
    }

    void comparesInASentence()
    {
        QCOMPARE(
            plain(comparisonSentence(activity(12, 2.3), activity(4, 3.1))),
            QStringLiteral("The queue of the last 1 h would have scaled it 4 times instead of 12, with 3.1 "
                           "instead of 2.3 workers on average."));
        QVERIFY(comparisonSentence(activity(1, 2, Seconds(90)), activity(0, 2, Seconds(90))).isEmpty());
    }

    void hintsAtWhatAValueDoes_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("cooldown");
        QTest::addColumn<int>("down");
        QTest::addColumn<QString>("expected");
        QTest::newRow("short") << "CooldownSeconds" << 30 << 1 << "quick, may flap";
        QTest::newRow("the guide's") << "CooldownSeconds" << 60 << 1 << "between two actions";
        QTest::newRow("long") << "CooldownSeconds" << 120 << 1 << "stable, slower to react";
        QTest::newRow("a gap") << "ScaleDownThreshold" << 60 << 1 << "a gap of 2 steadies it";
        QTest::newRow("none") << "ScaleDownThreshold" << 60 << 2 << "no load between: may flap";
        QTest::newRow("maximum") << "MaxWorkers" << 60 << 1 << "hard limit";
    }
    void hintsAtWhatAValueDoes()
    {
        QFETCH(QString, key);
        QFETCH(int, cooldown);
        QFETCH(int, down);
        QTEST(hintText(key, Profile{true, 1, 5, 3, down, Seconds(cooldown)}), "expected");
    }
};

QTEST_GUILESS_MAIN(TestWhatIfText)
#include "tst_whatiftext.moc"
