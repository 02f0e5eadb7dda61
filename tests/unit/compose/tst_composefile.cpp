#include "compose/composefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class ComposeFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void saysThatItIsNotThere();
};

void ComposeFileTest::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected"); // "project: services", or the error

    QTest::newRow("name") << QByteArray("name: studio\nservices:\n  b: {image: x}\n  a: {}\n")
                          << QStringLiteral("studio: b a");
    QTest::newRow("the folder's name") << QByteArray("services: {a: {}}") << QStringLiteral("mymusic_1: a");
    QTest::newRow("a name of variables")
        << QByteArray("name: ${NAME:-x}\nservices: {a: {}}") << QStringLiteral("mymusic_1: a");
    QTest::newRow("anchors") << QByteArray("x-w: &w {image: x}\nservices:\n  a: {<<: *w}\n")
                             << QStringLiteral("mymusic_1: a");
    QTest::newRow("no services") << QByteArray("version: '3'\n") << QStringLiteral("it has no services");
    QTest::newRow("a list") << QByteArray("- a\n") << QStringLiteral("it has no services");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("it has no services");
    QTest::newRow("broken") << QByteArray("services:\n  a: {image: [}\n")
                            << QStringLiteral("line 2: illegal flow end");
}

void ComposeFileTest::reads()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("_My Music_1")));
    QFile file(folder.filePath(QStringLiteral("_My Music_1/docker-compose.yml")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const Result<ComposeFile> read = readComposeFile(file.fileName());
    QTEST(read ? read->project + QStringLiteral(": ") + read->services.join(QLatin1Char(' '))
               : read.error().detail,
          "expected");
}

void ComposeFileTest::saysThatItIsNotThere()
{
    const Result<ComposeFile> read = readComposeFile(QStringLiteral("nowhere.yml"));
    QVERIFY(!read);
    QCOMPARE(describe(read.error()),
             QStringLiteral("read Compose file nowhere.yml: No such file or directory"));
}

QTEST_GUILESS_MAIN(ComposeFileTest)
#include "tst_composefile.moc"
