#include "config/autoscalersettings.h"

#include <QtTest>

using namespace crescendo;

namespace {

Result<AutoscalerSettings> settingsOf(const QByteArray &base, const QByteArray &development = {},
                                      const QProcessEnvironment &variables = {})
{
    return Configuration::from({{QStringLiteral("appsettings.json"), base},
                                {QStringLiteral("appsettings.Development.json"), development}},
                               variables)
        .and_then(settingsFrom);
}

/// "1-5 3/1 60", and " off" when disabled.
QString shortForm(const Profile &profile)
{
    return QStringLiteral("%1-%2 %3/%4 %5%6")
        .arg(profile.minWorkers)
        .arg(profile.maxWorkers)
        .arg(profile.scaleUpThreshold)
        .arg(profile.scaleDownThreshold)
        .arg(profile.cooldown.count())
        .arg(profile.enabled ? QString() : QStringLiteral(" off"));
}

QString shortForm(const PoolSettings &pool)
{
    return QStringLiteral("%1, %2 on %3-%4, %5 jobs, %6 bytes")
        .arg(shortForm(pool.profile), pool.service)
        .arg(pool.ports.first)
        .arg(pool.ports.last)
        .arg(pool.limits.maxConcurrentJobs)
        .arg(pool.limits.memory ? pool.limits.memory->value : -1);
}

QString warningsOf(const AutoscalerSettings &settings)
{
    QStringList lines;
    for (const ConfigWarning &warning : settings.warnings)
        lines.append(warning.text);
    return lines.join(QLatin1Char('\n'));
}

const char *const kedaHint = ", taken as 1: scale to zero needs KEDA on AKS";

} // namespace

class TestAutoscalerSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheGuidesDefaults();
    void readsTheGuidesProfiles_data();
    void readsTheGuidesProfiles();
    void readsPools();
    void readsTheRest();
    void layersOverride();
    void refuses_data();
    void refuses();
    void warns_data();
    void warns();
    void ignoresOtherSections();
    void namesEveryError();
    void namesOnlySomeOfManyErrors();
};

void TestAutoscalerSettings::hasTheGuidesDefaults()
{
    const Result<AutoscalerSettings> settings = settingsOf("");
    QVERIFY(settings);
    QCOMPARE(*settings, AutoscalerSettings());
    QCOMPARE(shortForm(settings->common), QStringLiteral("1-5 3/1 60"));
    QCOMPARE(settings->poll, Seconds(10));
    QCOMPARE(settings->pools.size(), std::size_t(2));
    QCOMPARE(shortForm(settings->pools.at({QStringLiteral("analysis")})),
             QStringLiteral("1-5 3/1 60, analysis-worker on 8001-8005, 1 jobs, -1 bytes"));
    QCOMPARE(shortForm(settings->pools.at({QStringLiteral("generation")})),
             QStringLiteral("1-5 3/1 60, generation-worker on 8002-8006, 1 jobs, -1 bytes"));
    QCOMPARE(settings->uploadMaxBytes, 200'000'000);
    QCOMPARE(settings->resultRetention, Seconds(7 * 86400));
    QCOMPARE(settings->dataMaxBytes, 10'000'000'000);
}

void TestAutoscalerSettings::readsTheGuidesProfiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first") << QByteArray(R"({
  "Autoscaling": {
    "Enabled": true,
    "MinWorkers": 1,
    "MaxWorkers": 5,
    "ScaleUpThreshold": 3,
    "ScaleDownThreshold": 1,
    "CooldownSeconds": 60
  }
})") << QStringLiteral("1-5 3/1 60");
    QTest::newRow("conservative") << QByteArray(
        R"({"Autoscaling": {"MinWorkers": 2, "MaxWorkers": 5, "ScaleUpThreshold": 5,
                          "ScaleDownThreshold": 2, "CooldownSeconds": 120}})")
                                  << QStringLiteral("2-5 5/2 120");
    QTest::newRow("cost-optimized, with its comment")
        << QByteArray(R"({"Autoscaling": {"MinWorkers": 0,  # Scale to zero when idle (AKS only with KEDA)
                          "MaxWorkers": 3, "ScaleUpThreshold": 1, "ScaleDownThreshold": 0, "CooldownSeconds": 180}})")
        << QStringLiteral("1-3 1/0 180");
    QTest::newRow("as text") << QByteArray(R"({"Autoscaling": {"Enabled": "False", "MinWorkers": " 2 ",
                                               "MaxWorkers": "+7"}})")
                             << QStringLiteral("2-7 3/1 60 off");
    QTest::newRow("flat keys in any case")
        << QByteArray(R"({"autoscaling:minworkers": 2, "AUTOSCALING": {"MAXWORKERS": 8}})")
        << QStringLiteral("2-8 3/1 60");
    QTest::newRow("outside its section: no effect") << QByteArray(R"({
  "CooldownSeconds": 180,  // Increase from 60
  "ScaleUpThreshold": 5,
  "ScaleDownThreshold": 1   // Wider gap
})") << QStringLiteral("1-5 3/1 60");
}

void TestAutoscalerSettings::readsTheGuidesProfiles()
{
    QFETCH(QByteArray, text);
    const Result<AutoscalerSettings> settings = settingsOf(text);
    QVERIFY2(settings, settings ? "" : qPrintable(describe(settings.error())));
    QTEST(shortForm(settings->common), "expected");
    QTEST(shortForm(settings->pools.at({QStringLiteral("analysis")}).profile), "expected");
}

void TestAutoscalerSettings::readsPools()
{
    const Result<AutoscalerSettings> settings = settingsOf(R"({
        "Autoscaling": {"MaxWorkers": 4, "Pools": {"Analysis": {"MaxWorkers": 3, "Enabled": false}}},
        "Workers": {
            "analysis": {"Service": "tunes", "Ports": "9000-9003", "MaxConcurrentJobs": 2, "MemoryLimit": "2Gi"},
            "generation": {"Ports": 9100, "MemoryLimit": 16777216}}})");
    QVERIFY2(settings, settings ? "" : qPrintable(describe(settings.error())));
    QCOMPARE(shortForm(settings->pools.at({QStringLiteral("analysis")})),
             QStringLiteral("1-3 3/1 60 off, tunes on 9000-9003, 2 jobs, 2147483648 bytes"));
    QCOMPARE(shortForm(settings->pools.at({QStringLiteral("generation")})),
             QStringLiteral("1-4 3/1 60, generation-worker on 9100-9100, 1 jobs, 16777216 bytes"));
    QVERIFY(settings->warnings.empty());
}

void TestAutoscalerSettings::readsTheRest()
{
    const Result<AutoscalerSettings> settings =
        settingsOf(R"({"Autoscaling": {"PollSeconds": 2}, "Upload": {"MaxBytes": 1000},
                         "Results": {"RetentionSeconds": 60}, "Data": {"MaxBytes": "5000000000"}})");
    QVERIFY(settings);
    QCOMPARE(settings->poll, Seconds(2));
    QCOMPARE(settings->uploadMaxBytes, 1000);
    QCOMPARE(settings->resultRetention, Seconds(60));
    QCOMPARE(settings->dataMaxBytes, 5'000'000'000);
}

void TestAutoscalerSettings::layersOverride()
{
    QProcessEnvironment variables;
    variables.insert(QStringLiteral("AUTOSCALING__MAXWORKERS"), QStringLiteral("9"));
    variables.insert(QStringLiteral("Workers__generation__Ports"), QStringLiteral("7000-7001"));
    const Result<AutoscalerSettings> settings =
        settingsOf(R"({"Autoscaling": {"MinWorkers": 2, "MaxWorkers": 6, "CooldownSeconds": 5}})",
                   R"({"Autoscaling": {"MaxWorkers": 7, "CooldownSeconds": 6}})", variables);
    QVERIFY(settings);
    QCOMPARE(shortForm(settings->common), QStringLiteral("2-9 3/1 6"));
    QCOMPARE(settings->pools.at({QStringLiteral("generation")}).ports, (PortRange{7000, 7001}));
}

void TestAutoscalerSettings::refuses_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("development");
    QTest::addColumn<QString>("expected"); // after "read configuration: "
    const auto row = [](const char *name, const char *base, const char *expected,
                        const char *development = "") {
        QTest::newRow(name) << QByteArray(base) << QByteArray(development) << QString::fromLatin1(expected);
    };
    row("min over max", R"({"Autoscaling": {"MinWorkers": 6, "MaxWorkers": 5}})",
        "MinWorkers must not exceed MaxWorkers (5): Autoscaling:MinWorkers is 6 (appsettings.json:1:32), "
        "Autoscaling:MaxWorkers is 5 (appsettings.json:1:49)");
    row("min over max of another file", R"({"Autoscaling": {"MinWorkers": 3}})",
        "MinWorkers must not exceed MaxWorkers (2): Autoscaling:MinWorkers is 3 (appsettings.json:1:32), "
        "Autoscaling:MaxWorkers is 2 (appsettings.Development.json:1:32)",
        R"({"Autoscaling": {"MaxWorkers": 2}})");
    row("min over the default max", R"({"Autoscaling": {"MinWorkers": 6}})",
        "MinWorkers must not exceed MaxWorkers (5): Autoscaling:MinWorkers is 6 (appsettings.json:1:32), "
        "Autoscaling:MaxWorkers is 5 (default)");
    row("min of a pool over the common max", R"({"Autoscaling:Pools:analysis:MinWorkers": 6})",
        "MinWorkers must not exceed MaxWorkers (5): Autoscaling:Pools:analysis:MinWorkers is 6 "
        "(appsettings.json:1:43), Autoscaling:MaxWorkers is 5 (default)");
    row("max of a pool under the common min",
        R"({"Autoscaling": {"MinWorkers": 3, "Pools": {"generation": {"MaxWorkers": 2}}}})",
        "MinWorkers must not exceed MaxWorkers (2): Autoscaling:MinWorkers is 3 (appsettings.json:1:32), "
        "Autoscaling:Pools:generation:MaxWorkers is 2 (appsettings.json:1:74)");
    row("thresholds the wrong way round",
        R"({"Autoscaling": {"ScaleUpThreshold": 2, "ScaleDownThreshold": 2}})",
        "ScaleDownThreshold must be below ScaleUpThreshold (2): Autoscaling:ScaleDownThreshold is 2 "
        "(appsettings.json:1:63), Autoscaling:ScaleUpThreshold is 2 (appsettings.json:1:38)");
    row("negative", R"({"Autoscaling": {"MinWorkers": -1}})",
        "MinWorkers must not be negative: Autoscaling:MinWorkers is -1 (appsettings.json:1:32)");
    row("cooldown over a day", R"({"Autoscaling": {"CooldownSeconds": 86401}})",
        "CooldownSeconds must not exceed a day (86400): Autoscaling:CooldownSeconds is 86401 "
        "(appsettings.json:1:37)");
    row("no worker at all", R"({"Autoscaling": {"MinWorkers": 0, "MaxWorkers": 0}})",
        "MaxWorkers must be at least 1: Autoscaling:MaxWorkers is 0 (appsettings.json:1:49); "
        "MinWorkers must not exceed MaxWorkers (0): Autoscaling:MinWorkers is 1 (appsettings.json:1:32), "
        "Autoscaling:MaxWorkers is 0 (appsettings.json:1:49)");
    row("word", R"({"Autoscaling": {"MinWorkers": "three"}})",
        "Autoscaling:MinWorkers (appsettings.json:1:32): expected an integer, found \"three\"");
    row("fraction", R"({"Autoscaling": {"MinWorkers": 1.5}})",
        "Autoscaling:MinWorkers (appsettings.json:1:32): expected an integer, found 1.5");
    row("null", R"({"Autoscaling": {"MinWorkers": null}})",
        "Autoscaling:MinWorkers (appsettings.json:1:32): expected an integer, found null");
    row("truth for a number", R"({"Autoscaling": {"MinWorkers": true}})",
        "Autoscaling:MinWorkers (appsettings.json:1:32): expected an integer, found true");
    row("empty object", R"({"Autoscaling": {"MinWorkers": {}}})",
        "Autoscaling:MinWorkers (appsettings.json:1:32): expected an integer, found an object");
    row("object", R"({"Autoscaling": {"MinWorkers": {"Value": 1}}})",
        "Autoscaling:MinWorkers (appsettings.json:1:42): expected a single value");
    row("33 bits", R"({"Autoscaling": {"MinWorkers": 2147483648}})",
        "Autoscaling:MinWorkers (appsettings.json:1:32): expected an integer from -2147483648 to 2147483647, "
        "found 2147483648");
    row("a bad value proves nothing about others", R"({"Autoscaling": {"MinWorkers": 7, "MaxWorkers": "x"}})",
        "Autoscaling:MaxWorkers (appsettings.json:1:49): expected an integer, found \"x\"");
    row("number for truth", R"({"Autoscaling": {"Enabled": 1}})",
        "Autoscaling:Enabled (appsettings.json:1:29): expected true or false, found 1");
    row("poll too often", R"({"Autoscaling": {"PollSeconds": 0}})",
        "Autoscaling:PollSeconds (appsettings.json:1:33): expected an integer from 1 to 3600, found 0");
    row("poll too seldom", R"({"Autoscaling": {"PollSeconds": 3601}})",
        "Autoscaling:PollSeconds (appsettings.json:1:33): expected an integer from 1 to 3600, found 3601");
    row("reversed ports", R"({"Workers": {"analysis": {"Ports": "8005-8001"}}})",
        "Workers:analysis:Ports (appsettings.json:1:36): expected ports from a lower to a higher like "
        "\"8001-8005\", "
        "found \"8005-8001\"");
    row("more ports than can be tried", R"({"Workers": {"analysis": {"Ports": "8001-9001"}}})",
        "Workers:analysis:Ports (appsettings.json:1:36): expected at most 1000 ports, found \"8001-9001\"");
    row("ports as an array", R"({"Workers": {"analysis": {"Ports": [8001, 8005]}}})",
        "Workers:analysis:Ports (appsettings.json:1:37): expected a single value; "
        "Workers:analysis:Ports (appsettings.json:1:43): expected a single value");
    row("memory in other words", R"({"Workers": {"analysis": {"MemoryLimit": "2 GB"}}})",
        "Workers:analysis:MemoryLimit (appsettings.json:1:42): expected a size like \"2Gi\" or \"512Mi\", or "
        "bytes, "
        "found \"2 GB\"");
    row("negative memory", R"({"Workers": {"analysis": {"MemoryLimit": -1}}})",
        "Workers:analysis:MemoryLimit (appsettings.json:1:42): expected a size like \"2Gi\" or \"512Mi\", or "
        "bytes, found -1");
    row("memory that no engine gives", R"({"Workers": {"analysis": {"MemoryLimit": "1Ki"}}})",
        "Workers:analysis:MemoryLimit is 1024 (appsettings.json:1:42): must be at least 6Mi");
    row("no jobs at a time", R"({"Workers": {"analysis": {"MaxConcurrentJobs": 0}}})",
        "Workers:analysis:MaxConcurrentJobs (appsettings.json:1:48): expected an integer from 1 to 64, "
        "found 0");
    row("service with a slash", R"({"Workers": {"analysis": {"Service": "../x"}}})",
        "Workers:analysis:Service (appsettings.json:1:38): expected the name of a Compose service, found "
        "\"../x\"");
    row("shared service", R"({"Workers": {"analysis": {"Service": "generation-worker"}}})",
        "two pools must not share a Service: Workers:analysis:Service is generation-worker "
        "(appsettings.json:1:38), "
        "Workers:generation:Service is generation-worker (default)");
    row("unknown key", R"({"Autoscaling": {"MinWorker": 1}})",
        "unknown key Autoscaling:MinWorker (appsettings.json:1:31), the nearest known key is "
        "Autoscaling:MinWorkers");
    row("unknown key with a line end", R"({"Autoscaling": {"Min\nWorkers": 1}})",
        "unknown key Autoscaling:Min\\u000aWorkers (appsettings.json:1:34), the nearest known key is "
        "Autoscaling:MinWorkers");
    row("unknown pool", R"({"Workers": {"analisys": {"Ports": "8001-8005"}}})",
        "unknown key Workers:analisys:Ports (appsettings.json:1:36), the nearest known key is "
        "Workers:analysis:Ports");
    row("key of the other section", R"({"Autoscaling": {"Service": "x"}})",
        "unknown key Autoscaling:Service (appsettings.json:1:29), the nearest known key is "
        "Workers:analysis:Service");
    row("section that is none", R"({"Autoscaling": 5})",
        "Autoscaling (appsettings.json:1:17): expected an object, found 5");
    row("section that is null", R"({"Workers": {"analysis": null}})",
        "Workers:analysis (appsettings.json:1:26): expected an object, found null");
    row("section that is a list", R"({"Workers": []})",
        "Workers (appsettings.json:1:13): expected an object, found an array");
    row("upload limit", R"({"Upload": {"MaxBytes": "200 MB"}})",
        "Upload:MaxBytes (appsettings.json:1:25): expected an integer, found \"200 MB\"");
    row("no retention", R"({"Results": {"RetentionSeconds": 0}})",
        "Results:RetentionSeconds (appsettings.json:1:34): expected an integer from 1 to 315569520, found 0");
}

void TestAutoscalerSettings::refuses()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, development);
    QFETCH(QString, expected);
    const Result<AutoscalerSettings> settings = settingsOf(base, development);
    QVERIFY(!settings);
    QCOMPARE(toString(settings.error().kind), QStringLiteral("invalidInput"));
    QCOMPARE(describe(settings.error()), QStringLiteral("read configuration: ") + expected);
}

void TestAutoscalerSettings::warns_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const QString &expected) {
        QTest::newRow(name) << QByteArray(text) << expected;
    };
    const QString keda = QString::fromLatin1(kedaHint);
    row("scale to zero", R"({"Autoscaling": {"MinWorkers": 0}})",
        QStringLiteral("Autoscaling:MinWorkers is 0 (appsettings.json:1:32)") + keda);
    row("scale to zero of a pool", R"({"Autoscaling:Pools:analysis:MinWorkers": 0})",
        QStringLiteral("Autoscaling:Pools:analysis:MinWorkers is 0 (appsettings.json:1:43)") + keda);
    row("scale to zero in both places",
        R"({"Autoscaling": {"MinWorkers": 0, "Pools:analysis:MinWorkers": 0}})",
        QStringLiteral("Autoscaling:MinWorkers is 0 (appsettings.json:1:32)") + keda
            + QStringLiteral("\nAutoscaling:Pools:analysis:MinWorkers is 0 (appsettings.json:1:64)") + keda);
    row("the guide's snippet",
        "{\n  \"CooldownSeconds\": 180,\n  \"ScaleUpThreshold\": 5,\n  \"enabled\": true\n}",
        QStringLiteral(
            "CooldownSeconds (appsettings.json:2:22) has no effect here; Autoscaling:CooldownSeconds has\n"
            "enabled (appsettings.json:4:14) has no effect here; Autoscaling:Enabled has\n"
            "ScaleUpThreshold (appsettings.json:3:23) has no effect here; Autoscaling:ScaleUpThreshold has"));
    row("misspelt section", R"({"Autoscale": {"MinWorkers": 2}})",
        QStringLiteral(
            "Autoscale:MinWorkers (appsettings.json:1:30) has no effect here; Autoscaling:MinWorkers has"));
    row("nothing to say", R"({"Autoscaling": {"MinWorkers": 2}, "Kestrel": {"Http": {"Enabled": true}}})",
        {});
}

void TestAutoscalerSettings::warns()
{
    QFETCH(QByteArray, text);
    const Result<AutoscalerSettings> settings = settingsOf(text);
    QVERIFY2(settings, settings ? "" : qPrintable(describe(settings.error())));
    QTEST(warningsOf(*settings), "expected");
}

void TestAutoscalerSettings::ignoresOtherSections()
{
    const Result<AutoscalerSettings> settings =
        settingsOf(R"({"Logging": {"LogLevel": {"Default": "Information"}}, "AllowedHosts": "*",
                         "ConnectionStrings": null, "Upload": {"Folder": "x"}, "Serilog": [1, {"a": null}]})");
    QVERIFY(settings);
    QCOMPARE(*settings, AutoscalerSettings());
}

void TestAutoscalerSettings::namesEveryError()
{
    QProcessEnvironment variables;
    variables.insert(QStringLiteral("Autoscaling__CooldownSeconds"), QStringLiteral("soon"));
    const Result<AutoscalerSettings> settings =
        settingsOf(R"({"Autoscaling": {"MinWorkers": 9, "Enable": true}})",
                   R"({"Workers": {"analysis": {"Ports": "many"}}})", variables);
    QVERIFY(!settings);
    const QString text = describe(settings.error());
    for (const char *part :
         {"MinWorkers must not exceed", "unknown key Autoscaling:Enable ",
          "Workers:analysis:Ports (appsettings.Development.json:1:36)",
          "Autoscaling:CooldownSeconds (environment variable Autoscaling__CooldownSeconds): "
          "expected an integer, found \"soon\""})
        QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
    QVERIFY(!text.contains(QLatin1Char('\n')));
}

void TestAutoscalerSettings::namesOnlySomeOfManyErrors()
{
    QByteArray text = "{\"Autoscaling\":{";
    for (int i = 0; text.size() < JsonDocument::maxBytes - 100; ++i)
        text += "\"k" + QByteArray::number(i) + "\":1,";
    text += "}}";
    const Result<AutoscalerSettings> settings = settingsOf(text);
    QVERIFY(!settings);
    QCOMPARE(settings.error().detail.count(QStringLiteral("unknown key")), 20);
    QVERIFY(settings.error().detail.endsWith(QStringLiteral("; and perhaps more")));
}

QTEST_GUILESS_MAIN(TestAutoscalerSettings)
#include "tst_autoscalersettings.moc"
