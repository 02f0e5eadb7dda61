#include "config/watcher.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace crescendo;

namespace {

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestWatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void seesWritingInPlace();
    void seesReplacingByRename();
    void seesReplacingWhileSomebodyReads();
    void seesCreatingAndDeleting();
    void seesTheFolderGoAndComeBack();
    void tellsManyWritesOnce();
    void leavesOtherFilesAlone();

private:
    QString settings() const { return m_folder + QStringLiteral("/appsettings.json"); }

    std::unique_ptr<QTemporaryDir> m_parent;
    QString m_folder;
};

void TestWatcher::init()
{
    m_parent = std::make_unique<QTemporaryDir>();
    m_folder = m_parent->filePath(QStringLiteral("config"));
    QVERIFY(QDir().mkpath(m_folder));
    put(settings(), "{}");
}

void TestWatcher::cleanup()
{
    m_parent.reset();
}

void TestWatcher::seesWritingInPlace()
{
    const ConfigWatcher watcher(m_folder);
    QSignalSpy changed(&watcher, &ConfigWatcher::changed);
    put(settings(), "[]"); // as long as before
    QVERIFY(changed.wait());
    put(settings(), "{\"A\": 1}");
    QVERIFY(changed.wait());
}

void TestWatcher::seesReplacingByRename()
{
    const ConfigWatcher watcher(m_folder);
    QSignalSpy changed(&watcher, &ConfigWatcher::changed);
    for (int round = 0; round < 3; ++round) {
        const QString draft = m_folder + QStringLiteral("/draft");
        put(draft, "{\"A\": " + QByteArray::number(round) + '}');
        QVERIFY(std::rename(qPrintable(draft), qPrintable(settings())) == 0);
        QVERIFY2(changed.wait(), qPrintable(QString::number(round)));
    }
    put(settings(), "{}");
    QVERIFY(changed.wait());
}

void TestWatcher::seesReplacingWhileSomebodyReads()
{
    const ConfigWatcher watcher(m_folder);
    QSignalSpy changed(&watcher, &ConfigWatcher::changed);
    QFile reader(settings()); // keeps the old file alive, and with it whatever watches it
    QVERIFY(reader.open(QIODevice::ReadOnly));
    const QString draft = m_folder + QStringLiteral("/draft");
    put(draft, "{\"A\": 1}");
    QVERIFY(std::rename(qPrintable(draft), qPrintable(settings())) == 0);
    QVERIFY(changed.wait());
    put(settings(), "{\"A\": 2}");
    QVERIFY(changed.wait());
}

void TestWatcher::seesCreatingAndDeleting()
{
    const ConfigWatcher watcher(m_folder);
    QSignalSpy changed(&watcher, &ConfigWatcher::changed);
    const QString other = m_folder + QStringLiteral("/appsettings.Development.json");
    put(other, "{}");
    QVERIFY(changed.wait());
    put(other, "{ }");
    QVERIFY(changed.wait());
    QVERIFY(QFile::remove(other));
    QVERIFY(changed.wait());
}

void TestWatcher::seesTheFolderGoAndComeBack()
{
    const ConfigWatcher watcher(m_folder);
    QSignalSpy changed(&watcher, &ConfigWatcher::changed);
    QVERIFY(QDir(m_folder).removeRecursively());
    QVERIFY(changed.wait());
    QVERIFY(QDir().mkpath(m_folder));
    put(settings(), "{\"A\": 1}");
    QVERIFY(changed.wait());
    put(settings(), "{\"A\": 22}");
    QVERIFY(changed.wait());
}

void TestWatcher::tellsManyWritesOnce()
{
    const ConfigWatcher watcher(m_folder);
    QSignalSpy changed(&watcher, &ConfigWatcher::changed);
    const QString draft = m_folder + QStringLiteral("/draft");
    for (int i = 0; i < 10; ++i) {
        put(settings(), QByteArray(i, ' '));
        QVERIFY(!changed.wait(1));
        put(draft, QByteArray(i, '\n'));
        QVERIFY(std::rename(qPrintable(draft), qPrintable(settings())) == 0);
        QVERIFY(!changed.wait(1));
    }
    QVERIFY(changed.wait());
    QVERIFY(!changed.wait(500));
    QCOMPARE(changed.size(), 1);
}

void TestWatcher::leavesOtherFilesAlone()
{
    const ConfigWatcher watcher(m_folder);
    QSignalSpy changed(&watcher, &ConfigWatcher::changed);
    put(m_folder + QStringLiteral("/queue.db-journal"), "x");
    QVERIFY(QFile::remove(m_folder + QStringLiteral("/queue.db-journal")));
    QVERIFY(!changed.wait(500));
}

QTEST_GUILESS_MAIN(TestWatcher)
#include "tst_watcher.moc"
