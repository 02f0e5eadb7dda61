#include "settings/presetstore.h"

#include "tests/support/fulldisk.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

Preset preset(const char *name, int maxWorkers = 4)
{
    return {QString::fromUtf8(name), QStringLiteral("For \"nights\"\nand days"),
            Profile{false, 1, maxWorkers, 3, 1, Seconds(90)}};
}

QStringList namesOf(const StoredPresets &stored)
{
    QStringList names;
    for (const Preset &each : stored.presets)
        names << each.name;
    return names;
}

QStringList textsOf(const std::vector<Error> &errors)
{
    QStringList texts;
    for (const Error &error : errors)
        texts << QStringLiteral("%1: %2").arg(error.operation.section(u'/', -1), error.detail);
    return texts;
}

constexpr const char *guideSnippet = R"({
  "Autoscaling": {
    "MinWorkers": 0,  # Scale to zero when idle (AKS only with KEDA)
    "MaxWorkers": 3,
    "ScaleUpThreshold": 1,
    "ScaleDownThreshold": 0,
    "CooldownSeconds": 180
  }
})";

} // namespace

class TestPresetStore : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    PresetStore store() const { return PresetStore(m_folder->path()); }
    QString file(const char *name) const
    {
        return m_folder->filePath(QStringLiteral("presets/") + QLatin1String(name));
    }
    QByteArray bytesOf(const char *name) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    void put(const char *name, const QByteArray &bytes) const
    {
        QDir(m_folder->path()).mkpath(QStringLiteral("presets"));
        QFile written(file(name));
        QVERIFY(written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void beginsEmpty()
    {
        QVERIFY(store().load().presets.empty());
        QVERIFY(store().load().errors.empty());
    }

    void keepsPresets()
    {
        QVERIFY(store().save(preset("night")));
        QVERIFY(store().save(preset("Batch import")));
        const std::vector expected{preset("Batch import"), preset("night")};
        QCOMPARE(store().load().presets, expected);
    }

    void writesWhatAnAppsettingsFileHolds()
    {
        QVERIFY(store().save({QStringLiteral("Night"), QStringLiteral("quiet"), Profile()}));
        QCOMPARE(bytesOf("Night.json"), QByteArray(R"({
  "Name": "Night",
  "Description": "quiet",
  "Autoscaling": {
    "Enabled": true,
    "MinWorkers": 1,
    "MaxWorkers": 5,
    "ScaleUpThreshold": 3,
    "ScaleDownThreshold": 1,
    "CooldownSeconds": 60
  }
}
)"));
    }

    void replacesThatOfTheSameName()
    {
        put("from-a-colleague.json", R"({"Name":"Night","Autoscaling":{"MinWorkers":1,"MaxWorkers":2,
            "ScaleUpThreshold":3,"ScaleDownThreshold":1,"CooldownSeconds":60}})");
        QVERIFY(store().save(preset("night", 7)));
        QCOMPARE(store().load().presets, std::vector{preset("night", 7)});
        QCOMPARE(QDir(file("")).entryList(QDir::Files), QStringList{QStringLiteral("from-a-colleague.json")});
    }

    void refusesNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("rule");
        QTest::newRow("good") << QStringLiteral("Batch import (night)") << "";
        QTest::newRow("other letters") << QString::fromUtf8("Größe 2") << "";
        QTest::newRow("empty") << ""
                               << "must not be empty";
        QTest::newRow("blank") << "  "
                               << "must not be empty";
        QTest::newRow("space at the end") << "night "
                                          << "must not begin or end with a space or a dot";
        QTest::newRow("a hidden file") << ".night"
                                       << "must not begin or end with a space or a dot";
        QTest::newRow("a path") << "../night"
                                << "must not begin or end with a space or a dot";
        QTest::newRow("a folder") << "a/b"
                                  << "must not hold any of \\/:*?\"<>|";
        QTest::newRow("a folder of Windows") << "a\\b"
                                             << "must not hold any of \\/:*?\"<>|";
        QTest::newRow("two lines") << "a\nb"
                                   << "must not hold any of \\/:*?\"<>|";
        QTest::newRow("too long") << QString(61, u'a') << "must not be longer than 60 characters";
        QTest::newRow("long enough") << QString(60, u'a') << "";
        QTest::newRow("the guide's") << "aggressive"
                                     << "is that of a preset of the guide";
        QTest::newRow("taken") << "NIGHT"
                               << "is taken";
    }
    void refusesNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, rule);
        QVERIFY(store().save(preset("Night")));
        const Result<> checked = store().checkName(name);
        QCOMPARE(checked.has_value(), rule.isEmpty());
        if (!checked)
            QCOMPARE(checked.error().detail, QStringLiteral("the name \"%1\" %2").arg(name, rule));
    }

    void savesNothingBroken()
    {
        QVERIFY(!store().save(preset("a/b")));
        const Result<> saved = store().save(preset("Night", 0));
        QVERIFY(!saved);
        QCOMPARE(saved.error().detail, QStringLiteral("MaxWorkers must be at least 1"));
        QVERIFY(store().load().presets.empty());
    }

    void renames()
    {
        QVERIFY(store().save(preset("Night")));
        QVERIFY(store().save(preset("Day")));
        QVERIFY(!store().rename(QStringLiteral("Night"), QStringLiteral("day")));
        QVERIFY(store().rename(QStringLiteral("Night"), QStringLiteral("Evening")));
        QCOMPARE(namesOf(store().load()), (QStringList{QStringLiteral("Day"), QStringLiteral("Evening")}));
        QVERIFY(store().rename(QStringLiteral("Evening"), QStringLiteral("EVENING")));
        QCOMPARE(namesOf(store().load()), (QStringList{QStringLiteral("Day"), QStringLiteral("EVENING")}));
        QCOMPARE(toString(store().rename(QStringLiteral("gone"), QStringLiteral("x")).error().kind),
                 QStringLiteral("notFound"));
    }

    void removes()
    {
        QVERIFY(store().save(preset("Night")));
        QVERIFY(store().remove(QStringLiteral("Night")));
        QVERIFY(store().load().presets.empty());
        QCOMPARE(toString(store().remove(QStringLiteral("Night")).error().kind), QStringLiteral("notFound"));
    }

    void readsTheGuidesOwnSnippets()
    {
        put("Least cost.json", guideSnippet);
        const Result<Preset> read = PresetStore::read(file("Least cost.json"));
        QVERIFY(read);
        QCOMPARE(read->name, QStringLiteral("Least cost"));
        QCOMPARE(read->profile, guidePresets()[2].profile);
    }

    void refusesFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const char *bytes, const char *reason) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(reason);
        };
        row("no JSON", "{\n  nothing", "line 2, column 3: expected a key in double quotes or '}', found 'n'");
        row("no section", "{}", "the section Autoscaling is missing");
        row("a name that is none", R"({"Name":3})", "Name must be a text");
        row("values missing", R"({"Autoscaling":{"MinWorkers":1,"MaxWorkers":2,"ScaleUpThreshold":3}})",
            "ScaleDownThreshold is missing; CooldownSeconds is missing");
        row("wrong types",
            R"({"Autoscaling":{"Enabled":1,"MinWorkers":"1","MaxWorkers":2.5,"ScaleUpThreshold":3,
                "scaledownthreshold":1,"CooldownSeconds":60}})",
            "Enabled must be true or false; MinWorkers must be a whole number; "
            "MaxWorkers must be a whole number");
        row("broken rules",
            R"({"Autoscaling":{"MinWorkers":3,"MaxWorkers":2,"ScaleUpThreshold":3,"ScaleDownThreshold":1,
                "CooldownSeconds":60}})",
            "MinWorkers must not exceed MaxWorkers (2)");
    }
    void refusesFiles()
    {
        QFETCH(QByteArray, bytes);
        put("bad.json", bytes);
        QVERIFY(store().save(preset("Night")));
        const StoredPresets stored = store().load();
        QCOMPARE(namesOf(stored), QStringList{QStringLiteral("Night")});
        QCOMPARE(stored.errors.size(), std::size_t(1));
        QCOMPARE(stored.errors.front().operation, QStringLiteral("read ") + file("bad.json"));
        QTEST(stored.errors.front().detail, "reason");
    }

    void saysWhichOfTwoIsLeftOut()
    {
        QVERIFY(store().save(preset("Night")));
        put("Other.json", bytesOf("Night.json"));
        put("Aggressive.json", guideSnippet);
        const StoredPresets stored = store().load();
        QCOMPARE(namesOf(stored), QStringList{QStringLiteral("Night")});
        QCOMPARE(
            textsOf(stored.errors),
            (QStringList{
                QStringLiteral("Aggressive.json: the name \"Aggressive\" is that of a preset of the guide"),
                QStringLiteral("Other.json: the name \"Night\" is that of another file")}));
    }

    void leavesADamagedFileAlone()
    {
        put("Night.json", "{");
        QVERIFY(store().save(preset("Night")));
        QCOMPARE(bytesOf("Night.json"), QByteArray("{"));
        QCOMPARE(namesOf(store().load()), QStringList{QStringLiteral("Night")});
    }

    void aFullDiskKeepsWhatWasThere()
    {
        QVERIFY(store().save(preset("Night")));
        {
            const FullDisk full(16);
            const Result<> saved = store().save(preset("Night", 9));
            QVERIFY(!saved);
            QCOMPARE(toString(saved.error().kind), QStringLiteral("io"));
        }
        QCOMPARE(store().load().presets, std::vector{preset("Night")});
    }
};

QTEST_GUILESS_MAIN(TestPresetStore)
#include "tst_presetstore.moc"
