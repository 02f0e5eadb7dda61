#include "config/configchange.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

/// A folder with settings files, made from and compared with text.
class Folder {
public:
    explicit Folder(const QByteArray &base, const QByteArray &development = {})
    {
        put("appsettings.json", base);
        put("appsettings.Development.json", development);
    }

    ConfigSource source() const { return {m_directory.path(), QStringLiteral("Development"), variables}; }
    QByteArray base() const { return get("appsettings.json"); }
    QByteArray development() const { return get("appsettings.Development.json"); }
    QString path(const char *name) const { return m_directory.filePath(QString::fromLatin1(name)); }
    /// No file for no text.
    void put(const char *name, const QByteArray &bytes)
    {
        QFile file(path(name));
        if (bytes.isEmpty())
            file.remove();
        else if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
    }

    QProcessEnvironment variables;

private:
    QByteArray get(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_directory;
};

Profile conservative()
{
    return guidePresets().at(0).profile;
}

Profile costOptimized()
{
    return guidePresets().at(2).profile;
}

} // namespace

class TestConfigChange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savesWhereValuesWereSet_data();
    void savesWhereValuesWereSet();
    void keepsScaleToZeroAsWritten();
    void anotherChangeLeavesScaleToZeroAlone();
    void leavesSettledFilesAlone();
    void repairsABadValue();
    void refusesBrokenRules();
    void refusesWhatVariablesSet();
    void poolValueBeatsTheVariableOfAll();
    void plansWithoutWriting();
    void refusesFilesThatChangedMeanwhile();
    void writesAllOrNone();
    void keepsPermissions();
    void savesLimits_data();
    void savesLimits();
    void refusesBrokenLimits();
    void switchesAllPools();
    void switchesNothingTwice();
};

void TestConfigChange::savesWhereValuesWereSet_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("development");
    QTest::addColumn<bool>("forPool");
    QTest::addColumn<QByteArray>("expectedBase");
    QTest::addColumn<QByteArray>("expectedDevelopment");
    QTest::newRow("no file")
        << QByteArray() << QByteArray() << false
        << QByteArray("{\n  \"Autoscaling\": {\n    \"MinWorkers\": 2,\n    \"ScaleUpThreshold\": 5,\n"
                      "    \"ScaleDownThreshold\": 2,\n    \"CooldownSeconds\": 120\n  }\n}\n")
        << QByteArray();
    QTest::newRow("each where it was set last")
        << QByteArray(R"({"Autoscaling": {"MinWorkers": 1, "MaxWorkers": 4, "CooldownSeconds": 60}})")
        << QByteArray(R"({"Autoscaling": {"CooldownSeconds": 30}})") << false
        << QByteArray(R"({"Autoscaling": {"MinWorkers": 2, "MaxWorkers": 5, "CooldownSeconds": 60}})")
        << QByteArray(
               R"({"Autoscaling": {"CooldownSeconds": 120, "ScaleUpThreshold": 5, "ScaleDownThreshold": 2}})");
    QTest::newRow("new ones into the environment's file")
        << QByteArray("{}") << QByteArray("{\n  // ours\n}\n") << false << QByteArray("{}")
        << QByteArray(
               "{\n  // ours\n  \"Autoscaling\": {\n    \"MinWorkers\": 2,\n    \"ScaleUpThreshold\": 5,\n"
               "    \"ScaleDownThreshold\": 2,\n    \"CooldownSeconds\": 120\n  }\n}\n");
    QTest::newRow("of one pool")
        << QByteArray(
               R"({"Autoscaling": {"MinWorkers": 2, "ScaleUpThreshold": 5, "Pools": {"ANALYSIS": {"CooldownSeconds": 9}}}})")
        << QByteArray() << true
        << QByteArray(
               R"({"Autoscaling": {"MinWorkers": 2, "ScaleUpThreshold": 5, "Pools": {"ANALYSIS": {"CooldownSeconds": 120, "ScaleDownThreshold": 2}}}})")
        << QByteArray();
}

void TestConfigChange::savesWhereValuesWereSet()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, development);
    QFETCH(bool, forPool);
    const Folder folder(base, development);
    const std::optional<PoolId> pool = forPool ? std::optional(analysis) : std::nullopt;
    const Result<AutoscalerSettings> saved = saveProfile(folder.source(), pool, conservative());
    QVERIFY2(saved, saved ? "" : qPrintable(describe(saved.error())));
    QTEST(folder.base(), "expectedBase");
    QTEST(folder.development(), "expectedDevelopment");
    const Result<AutoscalerSettings> loaded = load(folder.source());
    QVERIFY(loaded);
    QCOMPARE(loaded->pools.at(analysis).profile, conservative());
    QCOMPARE(saved->pools, loaded->pools);
    QCOMPARE(loaded->common == conservative(), !forPool);
}

void TestConfigChange::keepsScaleToZeroAsWritten()
{
    const Folder folder("{\n  \"Autoscaling\": {\n    \"MinWorkers\": 2\n  }\n}\n");
    const Result<AutoscalerSettings> saved = saveProfile(folder.source(), std::nullopt, costOptimized());
    QVERIFY2(saved, saved ? "" : qPrintable(describe(saved.error())));
    QVERIFY(folder.base().contains("\"MinWorkers\": 0"));
    QCOMPARE(saved->common.minWorkers, 1);
    QCOMPARE(saved->warnings.size(), std::size_t(1));
    QVERIFY(saved->warnings.front().text.contains(QStringLiteral("KEDA")));
}

void TestConfigChange::anotherChangeLeavesScaleToZeroAlone()
{
    const Folder folder(R"({"Autoscaling": {"MinWorkers": 0, "MaxWorkers": 5}})");
    Profile inForce;
    inForce.minWorkers = 1;
    inForce.maxWorkers = 4;
    const Result<AutoscalerSettings> saved = saveProfile(folder.source(), analysis, inForce);
    QVERIFY2(saved, saved ? "" : qPrintable(describe(saved.error())));
    QVERIFY(folder.base().contains("\"MinWorkers\": 0"));
    QCOMPARE(folder.base().count("MinWorkers"), 1);
    QCOMPARE(saved->pools.at(analysis).profile.maxWorkers, 4);
}

void TestConfigChange::leavesSettledFilesAlone()
{
    const Folder folder(
        R"({"Autoscaling": {"MinWorkers": " 2 ", "ScaleUpThreshold": "+5", "CooldownSeconds": 120}})",
        R"({"Autoscaling": {"Pools:analysis:ScaleDownThreshold": 2}})");
    const Result<ConfigChange> change = planProfile(folder.source(), analysis, conservative());
    QVERIFY2(change, change ? "" : qPrintable(describe(change.error())));
    QVERIFY(change->files.empty());
}

void TestConfigChange::repairsABadValue()
{
    const Folder folder(R"({"Autoscaling": {"MinWorkers": "many"}})");
    QVERIFY(!load(folder.source()));
    QVERIFY(saveProfile(folder.source(), std::nullopt, Profile()));
    QCOMPARE(folder.base(), QByteArray(R"({"Autoscaling": {"MinWorkers": 1}})"));
}

void TestConfigChange::refusesBrokenRules()
{
    const QByteArray base = R"({"Autoscaling": {"Pools": {"analysis": {"MinWorkers": 4}}}})";
    const Folder folder(base);
    Profile profile;
    profile.maxWorkers = 3;
    const Result<AutoscalerSettings> saved = saveProfile(folder.source(), std::nullopt, profile);
    QVERIFY(!saved);
    QVERIFY2(describe(saved.error()).contains(QStringLiteral("MinWorkers must not exceed MaxWorkers (3)")),
             qPrintable(describe(saved.error())));
    QCOMPARE(folder.base(), base);
}

void TestConfigChange::refusesWhatVariablesSet()
{
    Folder folder(R"({"Autoscaling": {"MinWorkers": 1}})");
    folder.variables.insert(QStringLiteral("Autoscaling__MinWorkers"), QStringLiteral("3"));
    const QByteArray before = folder.base();
    const Result<AutoscalerSettings> saved = saveProfile(folder.source(), std::nullopt, conservative());
    QVERIFY(!saved);
    QCOMPARE(toString(saved.error().kind), QStringLiteral("conflict"));
    QCOMPARE(
        saved.error().detail,
        QStringLiteral("Autoscaling:MinWorkers is set by environment variable Autoscaling__MinWorkers, which "
                       "overrides the files"));
    QCOMPARE(folder.base(), before);

    Profile sameMinimum = conservative();
    sameMinimum.minWorkers = 3;
    QVERIFY(saveProfile(folder.source(), std::nullopt, sameMinimum));
}

void TestConfigChange::poolValueBeatsTheVariableOfAll()
{
    Folder folder("{}");
    folder.variables.insert(QStringLiteral("Autoscaling__MinWorkers"), QStringLiteral("3"));
    QVERIFY(saveProfile(folder.source(), analysis, conservative()));
    QCOMPARE(load(folder.source())->pools.at(analysis).profile, conservative());
}

void TestConfigChange::plansWithoutWriting()
{
    const QByteArray base = R"({"Autoscaling": {"MinWorkers": 1}})";
    const Folder folder(base);
    const Result<ConfigChange> change = planProfile(folder.source(), std::nullopt, conservative());
    QVERIFY(change);
    QCOMPARE(folder.base(), base);
    QCOMPARE(change->files.size(), std::size_t(1));
    QCOMPARE(change->files.front().before, std::optional(base));
    QCOMPARE(change->settings.common, conservative());
}

void TestConfigChange::refusesFilesThatChangedMeanwhile()
{
    Folder folder("{}");
    const Result<ConfigChange> change = planProfile(folder.source(), std::nullopt, conservative());
    QVERIFY(change);
    folder.put("appsettings.json", "{ }");
    const Result<> written = write(folder.source(), *change);
    QVERIFY(!written);
    QCOMPARE(toString(written.error().kind), QStringLiteral("conflict"));
    QCOMPARE(folder.base(), QByteArray("{ }"));
}

void TestConfigChange::writesAllOrNone()
{
    Folder folder("{}");
    const QByteArray before = folder.base();
    ConfigChange change;
    change.files.push_back({QStringLiteral("appsettings.json"), before, "{ }"});
    change.files.push_back({QStringLiteral("appsettings.New.json"), std::nullopt, "{ }"});
    change.files.push_back({QStringLiteral("none/appsettings.json"), std::nullopt, "{ }"});
    const Result<> written = write(folder.source(), change);
    QVERIFY(!written);
    QCOMPARE(toString(written.error().kind), QStringLiteral("io"));
    QCOMPARE(folder.base(), before);
    QVERIFY(!QFile::exists(folder.path("appsettings.New.json")));
}

void TestConfigChange::keepsPermissions()
{
    const Folder folder("{}");
    const QFile::Permissions secret =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QVERIFY(QFile::setPermissions(folder.path("appsettings.json"), secret));
    QVERIFY(saveProfile(folder.source(), std::nullopt, conservative()));
    QCOMPARE(QFile::permissions(folder.path("appsettings.json")), secret);
}

void TestConfigChange::savesLimits_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("development");
    QTest::addColumn<bool>("isLimited");
    QTest::addColumn<QByteArray>("expectedBase");
    QTest::addColumn<QByteArray>("expectedDevelopment");
    const QByteArray ports(R"({"Workers": {"analysis": {"Ports": "9000-9003"}}})");
    QTest::newRow("new ones beside their neighbours")
        << ports << QByteArray() << true
        << QByteArray(
               R"({"Workers": {"analysis": {"Ports": "9000-9003", "MaxConcurrentJobs": 2, "MemoryLimit": "512Mi"}}})")
        << QByteArray();
    QTest::newRow("each where it was set last")
        << QByteArray(R"({"Workers": {"ANALYSIS": {"MaxConcurrentJobs": 1, "MemoryLimit": "2Gi"}}})")
        << QByteArray("{\n  \"Workers\": {\"analysis\": {\"MemoryLimit\": 1000000000}} // less\n}\n") << true
        << QByteArray(R"({"Workers": {"ANALYSIS": {"MaxConcurrentJobs": 2, "MemoryLimit": "2Gi"}}})")
        << QByteArray("{\n  \"Workers\": {\"analysis\": {\"MemoryLimit\": \"512Mi\"}} // less\n}\n");
    QTest::newRow("what means the same stays as it is written")
        << QByteArray(R"({"Workers": {"analysis": {"MaxConcurrentJobs": "2", "MemoryLimit": 536870912}}})")
        << QByteArray() << true
        << QByteArray(R"({"Workers": {"analysis": {"MaxConcurrentJobs": "2", "MemoryLimit": 536870912}}})")
        << QByteArray();
    QTest::newRow("no limit") << QByteArray(R"({"Workers": {"analysis": {"MemoryLimit": "2Gi"}}})")
                              << QByteArray() << false
                              << QByteArray(R"({"Workers": {"analysis": {"MemoryLimit": 0}}})")
                              << QByteArray();
    QTest::newRow("never limited") << ports << QByteArray() << false << ports << QByteArray();
}

void TestConfigChange::savesLimits()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, development);
    QFETCH(bool, isLimited);
    const Folder folder(base, development);
    const WorkerLimits wanted = isLimited ? WorkerLimits{2, mebibytes(512)} : WorkerLimits();
    const Result<ConfigChange> change = planLimits(folder.source(), analysis, wanted);
    QVERIFY2(change, change ? "" : qPrintable(describe(change.error())));
    QVERIFY(write(folder.source(), *change));
    QTEST(folder.base(), "expectedBase");
    QTEST(folder.development(), "expectedDevelopment");
    const Result<AutoscalerSettings> loaded = load(folder.source());
    QVERIFY(loaded);
    QVERIFY(loaded->pools.at(analysis).limits == wanted);
    QCOMPARE(change->settings.pools, loaded->pools);
}

void TestConfigChange::refusesBrokenLimits()
{
    const Folder folder("{}");
    const Result<ConfigChange> change = planLimits(folder.source(), analysis, {1, Bytes{5}});
    QVERIFY(!change);
    QCOMPARE(describe(change.error()),
             QStringLiteral("save configuration: MemoryLimit must be at least 6Mi"));
}

void TestConfigChange::switchesAllPools()
{
    const Folder folder(R"({"Autoscaling": {"Pools": {"analysis": {"Enabled": true}}}})");
    const Result<ConfigChange> change = planEnabled(folder.source(), false);
    QVERIFY2(change, change ? "" : qPrintable(describe(change.error())));
    QVERIFY(write(folder.source(), *change));
    QCOMPARE(folder.base(),
             QByteArray(R"({"Autoscaling": {"Pools": {"analysis": {"Enabled": false}}, "Enabled": false}})"));
    const Result<AutoscalerSettings> settings = load(folder.source());
    QVERIFY(settings);
    QVERIFY(!settings->common.enabled);
    for (const auto &[pool, values] : settings->pools)
        QVERIFY(!values.profile.enabled);
}

void TestConfigChange::switchesNothingTwice()
{
    const Folder folder(R"({"Autoscaling": {"Enabled": "True"}})");
    const Result<ConfigChange> change = planEnabled(folder.source(), true);
    QVERIFY(change);
    QVERIFY(change->files.empty());
}

QTEST_GUILESS_MAIN(TestConfigChange)
#include "tst_configchange.moc"
