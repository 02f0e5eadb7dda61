#include "config/settingsfile.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

// A service of somebody else: our reader would refuse its extra key and its thresholds.
const QByteArray foreign = R"({
  "Logging": { "LogLevel": { "Default": "Information" } },
  "Autoscaling": {
    "Enabled": true,
    "MinWorkers": 1, // always running
    "MaxWorkers": "5",
    "ScaleUpThreshold": 1,
    "ScaleDownThreshold": 1,
    "CheckIntervalSeconds": 10
  }
}
)";

std::vector<SettingEdit> aggressive()
{
    std::vector<SettingEdit> wanted;
    for (const ProfileValue &value : valuesOf(guidePresets().at(1).profile))
        wanted.push_back({QStringLiteral("Autoscaling:") + value.key, value.value});
    return wanted;
}

QString show(const std::vector<ProfileValue> &values)
{
    QStringList shown;
    for (const ProfileValue &value : values) {
        const bool *truth = std::get_if<bool>(&value.value);
        shown += value.key + QLatin1Char('=')
            + (truth ? QVariant(*truth).toString() : QString::number(std::get<qint64>(value.value)));
    }
    return shown.join(QLatin1Char(' '));
}

} // namespace

class TestSettingsFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { put(foreign); }

    void readsWhatIsSet()
    {
        QCOMPARE(
            show(m_file.read()->profile),
            QStringLiteral("Enabled=true MinWorkers=1 MaxWorkers=5 ScaleUpThreshold=1 ScaleDownThreshold=1"));
    }

    void readsLimits_data()
    {
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QString>("expected");
        QTest::newRow("both") << QByteArray(R"("MaxConcurrentJobs": 2, "MemoryLimit": "2Gi")") << "2 2Gi";
        QTest::newRow("no memory limit") << QByteArray(R"("MaxConcurrentJobs": "3")") << "3 none";
        QTest::newRow("none on purpose")
            << QByteArray(R"("MaxConcurrentJobs": 1, "MemoryLimit": 0)") << "1 none";
        QTest::newRow("half") << QByteArray(R"("MemoryLimit": "2Gi")") << "";
        QTest::newRow("something else") << QByteArray(R"("MaxConcurrentJobs": "many")") << "";
    }
    void readsLimits()
    {
        QFETCH(QByteArray, values);
        put("{\"Workers\": {\"analysis\": {" + values + "}}}");
        const Result<KnownSettings> known = m_file.read();
        QVERIFY(known);
        QStringList shown;
        for (const auto &[pool, limits] : known->limits)
            shown << QString::number(limits.maxConcurrentJobs) << memoryLimitText(limits.memory);
        QTEST(shown.join(QLatin1Char(' ')), "expected");
    }

    void changesOnlyTheBytesOfValuesThatDiffer()
    {
        QByteArray expected = foreign;
        expected.replace("\"5\"", "10").replace("\"ScaleUpThreshold\": 1", "\"ScaleUpThreshold\": 2");
        expected.replace("\"CheckIntervalSeconds\": 10\n",
                         "\"CheckIntervalSeconds\": 10,\n    \"CooldownSeconds\": 30\n");
        const SettingsEdit edit = m_file.plan(aggressive()).value();
        QCOMPARE(edit.after, expected);
        QVERIFY(m_file.write(edit));
        QCOMPARE(get(), expected);
        QVERIFY(!m_file.plan(aggressive())->changesAnything());
    }

    void writesIntoTheSameFile()
    {
        QFile open(m_file.path()); // as a container holds it whose mount is this file alone
        QVERIFY(open.open(QIODevice::ReadOnly));
        const SettingsEdit edit =
            m_file.plan({{QStringLiteral("Autoscaling:MinWorkers"), qint64(100)}}).value();
        QVERIFY(m_file.write(edit));
        QCOMPARE(open.readAll(), edit.after);
    }

    void shortensTheFileWhenTheValueIsShorter()
    {
        put(QByteArray(foreign).replace("\"5\"", "50000000"));
        const SettingsEdit edit =
            m_file.plan({{QStringLiteral("Autoscaling:MaxWorkers"), qint64(7)}}).value();
        QVERIFY(m_file.write(edit));
        QCOMPARE(get(), QByteArray(foreign).replace("\"5\"", "7"));
    }

    void leavesAFileAloneThatOthersChanged()
    {
        const SettingsEdit edit = m_file.plan(aggressive()).value();
        put(foreign + "\n");
        const Result<> written = m_file.write(edit);
        QVERIFY(!written);
        QCOMPARE(toString(written.error().kind), QStringLiteral("conflict"));
        QCOMPARE(get(), foreign + "\n");
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("no JSON") << QByteArray("{") << "invalidInput";
        QTest::newRow("no number") << QByteArray(R"({"Autoscaling": {"MinWorkers": "many"}})")
                                   << "invalidInput";
        QTest::newRow("an object") << QByteArray(R"({"Autoscaling": {"MinWorkers": {}}})") << "invalidInput";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        put(text);
        const auto values = m_file.read();
        QVERIFY(!values);
        QTEST(toString(values.error().kind), "error");
    }

    void saysThatThereIsNoFile()
    {
        QFile::remove(m_file.path());
        QCOMPARE(toString(m_file.read().error().kind), QStringLiteral("io"));
        QCOMPARE(toString(m_file.plan(aggressive()).error().kind), QStringLiteral("io"));
    }

    void makesAPatch_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("value") << foreign << QByteArray(foreign).replace("\"5\"", "7");
        QTest::newRow("added") << QByteArray("{\n}\n") << QByteArray("{\n  \"A\": 1\n}\n");
        QTest::newRow("removed") << QByteArray("{\n  \"A\": 1\n}\n") << QByteArray("{\n}\n");
        QTest::newRow("no line end") << QByteArray("{\"A\": 1}") << QByteArray("{\"A\": 2}");
        QTest::newRow("from nothing") << QByteArray("{\"A\": 1}\n") << QByteArray("// a\n{\"A\": 1}\n");
    }
    void makesAPatch()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        if (QStandardPaths::findExecutable(QStringLiteral("patch")).isEmpty())
            QSKIP("patch is not here");
        put(before);
        QProcess patch;
        patch.start(QStringLiteral("patch"), {m_file.path()});
        patch.write(patchOf({before, after}));
        patch.closeWriteChannel();
        QVERIFY(patch.waitForFinished());
        QVERIFY2(patch.exitCode() == 0, patch.readAllStandardOutput().constData());
        QCOMPARE(get(), after);
        QVERIFY(patchOf({after, after}).isEmpty());
    }

private:
    void put(const QByteArray &bytes)
    {
        QFile file(m_file.path());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(m_file.path()));
    }
    QByteArray get() const
    {
        QFile file(m_file.path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const QTemporaryDir m_folder;
    const SettingsFile m_file{m_folder.filePath(QStringLiteral("appsettings.Development.json"))};
};

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
