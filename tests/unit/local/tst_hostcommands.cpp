#include "local/hostcommands.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

Change change(ChangeAction action)
{
    return {{QStringLiteral("local")}, {QStringLiteral("analysis")}, std::move(action), {}, {}};
}

Pool poolOf(const QString &containerName)
{
    Worker worker;
    worker.id = {QStringLiteral("w")};
    worker.name = containerName;
    worker.container = QStringLiteral("c0ffee");
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.workers = {worker};
    return pool;
}

} // namespace

class TestHostCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesCommandsToCopy_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("scale") << "docker compose -p directai up -d --no-recreate --scale analysis-worker=3 "
                                  "analysis-worker";
        QTest::newRow("stop") << "docker compose -p directai stop analysis-worker";
        QTest::newRow("start")
            << "docker --host unix:///run/d.sock compose -p directai --project-directory "
               "'/srv/my music' -f '/srv/my music/docker-compose.yml' start analysis-worker";
        QTest::newRow("profile") << "";
    }
    void makesCommandsToCopy()
    {
        const std::map<QByteArray, ChangeAction> actions{{"scale", SetReplicas{3, std::nullopt}},
                                                         {"stop", SetPoolStopped{true}},
                                                         {"start", SetPoolStopped{false}},
                                                         {"profile", ApplyProfile()}};
        ComposeAddress address{{}, QStringLiteral("directai"), {}, {}};
        if (QByteArray(QTest::currentDataTag()) == "start")
            address = {QStringLiteral("unix:///run/d.sock"),
                       QStringLiteral("directai"),
                       QStringLiteral("/srv/my music"),
                       {QStringLiteral("docker-compose.yml")}};
        QTEST(composeCommand(change(actions.at(QTest::currentDataTag())), QStringLiteral("analysis-worker"),
                             address),
              "command");
    }

    void makesAPatchToCopy()
    {
        QCOMPARE(
            patchCommand({"{\"a\": 1}\n", "{\"a\": 2}\n"}, QStringLiteral("/etc/a b.json")),
            QStringLiteral("patch '/etc/a b.json' <<'END_OF_PATCH'\n--- before\n+++ after\n@@ -1,1 +1,1 @@\n"
                           "-{\"a\": 1}\n+{\"a\": 2}\nEND_OF_PATCH"));
        QVERIFY(patchCommand({"a", "a"}, QStringLiteral("f")).isEmpty());
    }

    void composeComesToTheSame_data()
    {
        QTest::addColumn<QString>("worker");
        QTest::addColumn<ChangeAction>("action");
        QTest::addColumn<QString>("end"); // empty: it does not
        const ChangeAction scale = SetReplicas{3, std::nullopt};
        const QString scaled =
            QStringLiteral("-p directai up -d --no-recreate --scale analysis-worker=3 analysis-worker");
        const QString name = QStringLiteral("directai-analysis-worker-1");
        QTest::newRow("scale") << name << scale << scaled;
        QTest::newRow("scale, of Compose v1")
            << QStringLiteral("directai_analysis-worker_1") << scale << scaled;
        QTest::newRow("of another project")
            << QStringLiteral("other-analysis-worker-1") << scale << QString();
        QTest::newRow("stop") << name << ChangeAction(SetPoolStopped{true})
                              << QStringLiteral("-p directai stop analysis-worker");
        QTest::newRow("a hold") << name << ChangeAction(SetReplicas{3, Seconds(60)}) << QString();
        QTest::newRow("a profile") << name << ChangeAction(ApplyProfile()) << QString();
    }
    void composeComesToTheSame()
    {
        QFETCH(QString, worker);
        QFETCH(ChangeAction, action);
        QFETCH(QString, end);
        const ComposeAddress address{{}, QStringLiteral("directai"), {}, {}};
        Pool pool = poolOf(worker);
        QCOMPARE(composeEquivalent(change(action), pool, address),
                 end.isEmpty() ? QString() : QStringLiteral("docker compose ") + end);
        pool.hold = Hold(); // which would put back what Compose does
        QCOMPARE(composeEquivalent(change(action), pool, address), QString());
        pool = poolOf(worker);
        pool.workers.front().container.clear(); // a process
        QCOMPARE(composeEquivalent(change(action), pool, address), QString());
        QCOMPARE(composeEquivalent(change(action), Pool(), address), QString());
    }

    void theSettingsFileComesToTheSame()
    {
        const QTemporaryDir folder;
        const ConfigSource source{folder.path(), QStringLiteral("Development"), {}};
        QCOMPARE(settingsEquivalent(change(SetAutoscalerEnabled{false}), source), QString()); // no file
        QFile file(folder.filePath(QStringLiteral("appsettings.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "{\n  \"Autoscaling\": {\n    \"Enabled\": true, // as ever\n    \"MaxWorkers\": 5\n  }\n}\n");
        file.close();
        QCOMPARE(settingsEquivalent(change(SetAutoscalerEnabled{false}), source),
                 QStringLiteral("patch %1 <<'END_OF_PATCH'\n--- before\n+++ after\n@@ -3,1 +3,1 @@\n"
                                "-    \"Enabled\": true, // as ever\n+    \"Enabled\": false, // as ever\n"
                                "END_OF_PATCH")
                     .arg(file.fileName()));
        Profile wider;
        wider.maxWorkers = 8;
        QVERIFY(settingsEquivalent(change(ApplyProfile{wider, {}}), source).contains(QStringLiteral("8")));
        QVERIFY(settingsEquivalent(change(SetWorkerLimits{{2, {}}}), source)
                    .contains(QStringLiteral("MaxConcurrentJobs")));
        QCOMPARE(settingsEquivalent(change(SetReplicas{3, {}}), source), QString());
        QCOMPARE(settingsEquivalent(change(SetAutoscalerEnabled{true}), source), QString()); // nothing to do
    }
};

QTEST_GUILESS_MAIN(TestHostCommands)
#include "tst_hostcommands.moc"
