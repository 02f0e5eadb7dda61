#include "tests/support/mp3clip.h"
#include "tests/support/musicproject.h"

#include <QFile>
#include <QRegularExpression>

using namespace crescendo;

// Every command of installer/compose/README.md, in its order, as its reader types them.
class ProjectReadmeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void commandWorks_data();
    void commandWorks();
    void leavesNothing();

private:
    /// Containers, volumes and networks of the engine, also those of other tests.
    QString everything() const;

    const DockerEngine m_engine = DockerEngine::shared();
    QString m_before;
    MusicProject m_project{m_engine, ComposeProject::Version::V1, Seconds(60)};
};

namespace {

QString readme()
{
    QFile file(QStringLiteral(QT_TESTCASE_SOURCEDIR "/../../installer/compose/README.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The lines of its code blocks.
QStringList commands()
{
    static const QRegularExpression block(QStringLiteral("```sh\\n(.*?)```"),
                                          QRegularExpression::DotMatchesEverythingOption);
    QStringList lines;
    const QString text = readme();
    for (auto it = block.globalMatch(text); it.hasNext();)
        lines += it.next().captured(1).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return lines;
}

} // namespace

void ProjectReadmeTest::initTestCase()
{
    if (!ComposeProject::isAvailable(ComposeProject::Version::V1))
        QSKIP("Compose 1 is not here");
    m_before = everything();
    QVERIFY(writeMp3(m_project.folder() + QStringLiteral("/test.mp3"), 5));
}

void ProjectReadmeTest::commandWorks_data()
{
    QTest::addColumn<QString>("command");

    const QStringList all = commands();
    for (qsizetype i = 0; i < all.size(); ++i)
        QTest::addRow("%lld %s", i + 1, qPrintable(all[i])) << all[i];
}

void ProjectReadmeTest::commandWorks()
{
    QFETCH(QString, command);
    // What the test does otherwise than a reader: where the build lies, and on which port the service.
    if (command.startsWith(QLatin1String("installer/compose/build-image"))) {
        const ProgramOutput image = MusicProject::buildImage(m_engine);
        QVERIFY2(image.exitCode == 0, qPrintable(image.text));
        return;
    }
    command.replace(QStringLiteral("http://localhost:5000"), m_project.url());
    const auto works = [&] { return m_project.shell(command).exitCode == 0; };
    QTRY_VERIFY2_WITH_TIMEOUT(works(), qPrintable(m_project.shell(command).text), 20'000);
}

QString ProjectReadmeTest::everything() const
{
    return m_project
        .shell(QStringLiteral(
            "docker ps -aq && docker volume ls -q && docker network ls -q --filter type=custom"))
        .text;
}

void ProjectReadmeTest::leavesNothing()
{
    QVERIFY(commands().size() > 8);
    QCOMPARE(everything(), m_before);
}

int main(int argc, char **argv)
{
    return runWithEngine<ProjectReadmeTest>(argc, argv);
}
#include "tst_projectreadme.moc"
