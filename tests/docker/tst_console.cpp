#include "tests/support/consoleprocess.h"
#include "tests/support/musicproject.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace crescendo;

// The console itself beside the Compose project on a real engine: it shows what load does to the workers,
// scales them, and offers Compose's own command for that.
class ConsoleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsWhatLoadDoes();
    void scalesWithComposesCommandBeside();

private:
    QStringList connection() const;
    QString said() { return m_console.output() + m_project->lastLogs(); }

    const DockerEngine m_engine = DockerEngine::shared();
    std::unique_ptr<MusicProject> m_project;
    ConsoleProcess m_console;
};

namespace {

constexpr int loadTime = 150'000;

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

void ConsoleTest::initTestCase()
{
    if (!ComposeProject::isAvailable(ComposeProject::Version::V2))
        QSKIP("Compose 2 is not here");
    const ProgramOutput image = MusicProject::buildImage(m_engine);
    QVERIFY2(image.exitCode == 0, qPrintable(image.text));
    m_project = std::make_unique<MusicProject>(m_engine, ComposeProject::Version::V2, Seconds(5));
    QVERIFY2(m_project->bringUp(), qPrintable(m_project->lastLogs()));
    QVERIFY(write(m_console.file(QStringLiteral("token")), m_project->token().reveal()));
}

QStringList ConsoleTest::connection() const
{
    return {QStringLiteral("--endpoint"),
            m_project->url(),
            QStringLiteral("--docker-host"),
            m_engine.host(),
            QStringLiteral("--project"),
            QStringLiteral("directai"),
            QStringLiteral("--control-token-file"),
            m_console.file(QStringLiteral("token"))};
}

void ConsoleTest::showsWhatLoadDoes()
{
    m_console.start(m_console.headless(600, connection() + QStringList{QStringLiteral("--generate-load")}));
    QTRY_VERIFY2_WITH_TIMEOUT(m_project->pool().ready.value_or(0) >= 3, qPrintable(said()), loadTime);
    QTRY_VERIFY2_WITH_TIMEOUT(m_project->pool().ready == 1, qPrintable(said()), loadTime);
    QTest::qWait(3'000); // the console looks every two seconds
    m_console.terminate();
    QVERIFY(m_console.waitForEnd());
    QVERIFY2(m_console.exitCode() == 0, qPrintable(said()));
    const QJsonObject values = m_console.values(QStringLiteral("analysis"));
    const QJsonValue queue = values[QLatin1String("queuePending")];
    QVERIFY(queue[QLatin1String("most")].toInt() >= 4);
    QCOMPARE(queue[QLatin1String("value")], QJsonValue(0));
    const QJsonValue ready = values[QLatin1String("workersReady")];
    QVERIFY(ready[QLatin1String("most")].toInt() >= 3);
    QCOMPARE(ready[QLatin1String("value")], QJsonValue(1));
    QVERIFY(QFile::exists(m_console.file(QStringLiteral("pictures/pool-analysis.png"))));
}

void ConsoleTest::scalesWithComposesCommandBeside()
{
    const QJsonObject scale{{QStringLiteral("kind"), QStringLiteral("setReplicas")},
                            {QStringLiteral("connection"), m_project->url()},
                            {QStringLiteral("pool"), QStringLiteral("analysis")},
                            {QStringLiteral("replicas"), 2}};
    const QString changes = m_console.file(QStringLiteral("changes.json"));
    QVERIFY(write(changes, QJsonDocument(QJsonArray{scale}).toJson()));
    m_console.start(QStringList{QStringLiteral("--headless"), QStringLiteral("--apply"), changes}
                    + connection());
    QVERIFY(m_console.waitForEnd(60'000));
    QVERIFY2(m_console.exitCode() == 0, qPrintable(said()));
    const QString told = m_console.output();
    QVERIFY2(told.contains(QLatin1String("\"result\":\"verified\"")), qPrintable(told));
    const QString command =
        QStringLiteral("docker --host %1 compose -p directai up -d --no-recreate").arg(m_engine.host());
    QVERIFY2(told.contains(command), qPrintable(told));
}

int main(int argc, char **argv)
{
    return runWithEngine<ConsoleTest>(argc, argv);
}
#include "tst_console.moc"
