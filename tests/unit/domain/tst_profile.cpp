#include "domain/profile.h"

#include <QtTest>

using namespace crescendo;

class TestProfile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsFaults_data();
    void findsFaults();
    void findsFaultsOfLimits_data();
    void findsFaultsOfLimits();
    void writesMemoryAsTheConfigurationHasIt();
    void presetsAreTheGuides();
};

void TestProfile::findsFaults_data()
{
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("up");
    QTest::addColumn<int>("down");
    QTest::addColumn<int>("cooldown");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, std::array<int, 5> values, const char *expected) {
        QTest::newRow(name) << values[0] << values[1] << values[2] << values[3] << values[4]
                            << QString::fromLatin1(expected);
    };
    row("the guide's", {1, 5, 3, 1, 60}, "");
    row("as low as it goes", {0, 1, 1, 0, 0}, "");
    row("as slow as it goes", {1, 5, 3, 1, 86400}, "");
    row("min = max", {5, 5, 3, 1, 60}, "");
    row("min > max", {6, 5, 3, 1, 60}, "MinWorkers must not exceed MaxWorkers (5) [MaxWorkers]");
    row("negative min", {-1, 5, 3, 1, 60}, "MinWorkers must not be negative");
    row("no max", {0, 0, 3, 1, 60}, "MaxWorkers must be at least 1");
    row("thresholds meet", {1, 5, 3, 3, 60},
        "ScaleDownThreshold must be below ScaleUpThreshold (3) [ScaleUpThreshold]");
    row("no threshold up", {1, 5, 0, 0, 60},
        "ScaleUpThreshold must be at least 1; "
        "ScaleDownThreshold must be below ScaleUpThreshold (0) [ScaleUpThreshold]");
    row("negative threshold", {1, 5, 3, -1, 60}, "ScaleDownThreshold must not be negative");
    row("negative cooldown", {1, 5, 3, 1, -1}, "CooldownSeconds must not be negative");
    row("over a day", {1, 5, 3, 1, 86401}, "CooldownSeconds must not exceed a day (86400)");
}

void TestProfile::findsFaults()
{
    QFETCH(int, least);
    QFETCH(int, most);
    QFETCH(int, up);
    QFETCH(int, down);
    QFETCH(int, cooldown);
    QStringList texts;
    for (const ProfileFault &fault : faultsOf({true, least, most, up, down, Seconds(cooldown)})) {
        const QString against =
            fault.against.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(fault.against);
        texts.append(fault.field + QLatin1Char(' ') + fault.rule + against);
    }
    QTEST(texts.join(QStringLiteral("; ")), "expected");
}

void TestProfile::findsFaultsOfLimits_data()
{
    QTest::addColumn<int>("jobs");
    QTest::addColumn<qint64>("memory");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no limit") << 1 << qint64(0) << QString();
    QTest::newRow("as much as it goes") << 64 << mebibytes(6).value << QString();
    QTest::newRow("no jobs") << 0 << qint64(0) << QStringLiteral("MaxConcurrentJobs must be from 1 to 64");
    QTest::newRow("too many and too little")
        << 257 << mebibytes(6).value - 1
        << QStringLiteral("MaxConcurrentJobs must be from 1 to 64; MemoryLimit must be at least 6Mi");
}

void TestProfile::findsFaultsOfLimits()
{
    QFETCH(int, jobs);
    QFETCH(qint64, memory);
    QStringList texts;
    for (const ProfileFault &fault :
         faultsOf({jobs, memory > 0 ? std::optional(Bytes{memory}) : std::nullopt}))
        texts.append(fault.field + QLatin1Char(' ') + fault.rule);
    QTEST(texts.join(QStringLiteral("; ")), "expected");
}

void TestProfile::writesMemoryAsTheConfigurationHasIt()
{
    QStringList texts{memoryLimitText(std::nullopt)};
    for (const qint64 bytes : {qint64(0), qint64(1023), qint64(1024), mebibytes(1536).value,
                               gibibytes(2).value, gibibytes(3072).value})
        texts.append(memoryLimitText(Bytes{bytes}));
    QCOMPARE(texts.join(QLatin1Char(' ')), QStringLiteral("none 0 1023 1Ki 1536Mi 2Gi 3072Gi"));
}

void TestProfile::presetsAreTheGuides()
{
    QStringList texts;
    for (const Preset &preset : guidePresets()) {
        const Profile &profile = preset.profile;
        QVERIFY(faultsOf(profile).empty());
        QVERIFY(!preset.description.isEmpty());
        texts.append(QStringLiteral("%1 %2-%3 %4/%5 %6")
                         .arg(preset.name)
                         .arg(profile.minWorkers)
                         .arg(profile.maxWorkers)
                         .arg(profile.scaleUpThreshold)
                         .arg(profile.scaleDownThreshold)
                         .arg(profile.cooldown.count()));
    }
    QCOMPARE(texts.join(QStringLiteral(", ")),
             QStringLiteral("Conservative 2-5 5/2 120, Aggressive 1-10 2/1 30, Cost-Optimized 0-3 1/0 180"));
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
