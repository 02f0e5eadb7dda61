#include "config/configsource.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace crescendo;

namespace {

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestConfigSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choosesTheEnvironment_data();
    void choosesTheEnvironment();
    void finds_data();
    void finds();
    void loads();
    void saysWhatIsBroken();
    void refusesWhatCannotBeRead();
};

void TestConfigSource::choosesTheEnvironment_data()
{
    QTest::addColumn<QString>("dotnet");
    QTest::addColumn<QString>("aspnet");
    QTest::addColumn<QString>("expected");
    QTest::newRow("neither") << QString() << QString() << QStringLiteral("Development");
    QTest::newRow("one") << QString() << QStringLiteral("Staging") << QStringLiteral("Staging");
    QTest::newRow("both") << QStringLiteral("Production") << QStringLiteral("Staging")
                          << QStringLiteral("Production");
}

void TestConfigSource::choosesTheEnvironment()
{
    QFETCH(QString, dotnet);
    QFETCH(QString, aspnet);
    QProcessEnvironment variables;
    variables.insert(QStringLiteral("DOTNET_ENVIRONMENT"), dotnet);
    variables.insert(QStringLiteral("ASPNETCORE_ENVIRONMENT"), aspnet);
    QTEST(environmentName(variables), "expected");
}

void TestConfigSource::finds_data()
{
    QTest::addColumn<QStringList>("present");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("warning"); // how it begins
    const auto row = [](const char *name, const char *present, const char *environment, const char *found,
                        const char *warning = "") {
        QTest::newRow(name) << QString::fromLatin1(present).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                            << QString::fromLatin1(environment) << QString::fromLatin1(found)
                            << QString::fromLatin1(warning);
    };
    row("both", "appsettings.json appsettings.Development.json other.json", "Development",
        "appsettings.json appsettings.Development.json");
    row("in another case", "AppSettings.json appsettings.development.json", "DEVELOPMENT",
        "AppSettings.json appsettings.development.json");
    row("exact spelling first", "appsettings.Test.json appsettings.test.json", "test",
        "appsettings.test.json");
    row("own environment", "appsettings.json appsettings.Night.json", "night",
        "appsettings.json appsettings.Night.json");
    row("common environment without a file", "appsettings.json", "Production", "appsettings.json");
    row("unknown environment", "appsettings.json", "Developmnt", "appsettings.json",
        "unknown environment Developmnt: no file appsettings.Developmnt.json");
    row("no file", "", "Development", "", "no appsettings.json in ");
    row("an environment that is a path", "appsettings.json", "x/../../y", "appsettings.json",
        "unknown environment");
}

void TestConfigSource::finds()
{
    QFETCH(QStringList, present);
    QFETCH(QString, environment);
    QFETCH(QString, warning);
    const QTemporaryDir folder;
    for (const QString &name : present)
        writeFile(folder.filePath(name), name.toUtf8());
    const Result<ConfigFiles> files = readFiles({folder.path(), environment, {}});
    QVERIFY(files);
    QStringList names;
    for (const ConfigFile &file : files->files) {
        names.append(file.name);
        QCOMPARE(file.bytes, file.name.toUtf8());
    }
    QTEST(names.join(QLatin1Char(' ')), "found");
    QCOMPARE(files->warnings.size(), std::size_t(warning.isEmpty() ? 0 : 1));
    if (!warning.isEmpty())
        QVERIFY2(files->warnings.front().text.startsWith(warning), qPrintable(files->warnings.front().text));
}

void TestConfigSource::loads()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("appsettings.json")), R"({"Autoscaling": {"MinWorkers": 2}})");
    writeFile(folder.filePath(QStringLiteral("appsettings.Development.json")), R"({"CooldownSeconds": 5})");
    QProcessEnvironment variables;
    variables.insert(QStringLiteral("Autoscaling__MaxWorkers"), QStringLiteral("4"));
    const Result<AutoscalerSettings> settings =
        load({folder.path(), QStringLiteral("development"), variables});
    QVERIFY(settings);
    QCOMPARE(settings->common.minWorkers, 2);
    QCOMPARE(settings->common.maxWorkers, 4);
    QCOMPARE(settings->common.cooldown, Seconds(60));
    QCOMPARE(settings->warnings.size(), std::size_t(1));

    const Result<AutoscalerSettings> unknown = load({folder.path(), QStringLiteral("Developmnt"), {}});
    QVERIFY(unknown);
    QCOMPARE(unknown->warnings.front().text,
             QStringLiteral("unknown environment Developmnt: no file appsettings.Developmnt.json"));
}

void TestConfigSource::saysWhatIsBroken()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("appsettings.json")),
              "{\n  \"Autoscaling\": {\n    \"MinWorkers\" 2\n");
    const Result<AutoscalerSettings> settings = load({folder.path(), QStringLiteral("Development"), {}});
    QVERIFY(!settings);
    QCOMPARE(describe(settings.error()),
             QStringLiteral("read appsettings.json: line 3, column 18: expected ':', found '2'"));
}

void TestConfigSource::refusesWhatCannotBeRead()
{
    const QTemporaryDir folder;
    const Result<AutoscalerSettings> none = load({folder.filePath(QStringLiteral("none")), {}, {}});
    QVERIFY(!none);
    QCOMPARE(toString(none.error().kind), QStringLiteral("notFound"));

    writeFile(folder.filePath(QStringLiteral("appsettings.json")),
              QByteArray(JsonDocument::maxBytes + 1, ' '));
    const Result<AutoscalerSettings> huge = load({folder.path(), QStringLiteral("Development"), {}});
    QVERIFY(!huge);
    QCOMPARE(describe(huge.error()), QStringLiteral("read appsettings.json: longer than 1048576 bytes"));
}

QTEST_GUILESS_MAIN(TestConfigSource)
#include "tst_configsource.moc"
