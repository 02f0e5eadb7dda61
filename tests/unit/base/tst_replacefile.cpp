#include "base/replacefile.h"
#include "tests/support/fulldisk.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace crescendo;

class TestReplaceFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replaces()
    {
        QVERIFY(replaceFile(path(), "first", QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(replaceFile(path(), "second"));
        QCOMPARE(content(), QByteArray("second"));
        QVERIFY(!(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void theOwnerStays_data()
    {
        QTest::addColumn<bool>("mayGiveAway");
        QTest::newRow("given to the owner before") << true;
        QTest::newRow("written into") << false;
    }
    /// As in a container that runs as somebody else than who owns the folder.
    void theOwnerStays()
    {
        QFETCH(bool, mayGiveAway);
        if (geteuid() != 0)
            QSKIP("only root can make files of others");
        constexpr uid_t owner = 12345;
        constexpr uid_t stranger = 23456;
        QFile::remove(path());
        QVERIFY(replaceFile(path(), "first and longer"));
        const auto everybody = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(QFile::setPermissions(path(), everybody));
        QVERIFY(QFile::setPermissions(m_folder.path(), everybody | QFile::ExeOwner | QFile::ExeOther));
        QVERIFY(chown(qPrintable(path()), owner, owner) == 0);
        if (mayGiveAway)
            QVERIFY(replaceFile(path(), "second"));
        else
            QVERIFY(replacesAs(stranger));
        QCOMPARE(content(), QByteArray("second"));
        QCOMPARE(QFileInfo(path()).ownerId(), owner);
        QCOMPARE(QFileInfo(path()).groupId(), owner);
    }

    void aFullDiskKeepsWhatWasThere()
    {
        QVERIFY(replaceFile(path(), "before"));
        {
            const FullDisk full(16);
            const Result<> done = replaceFile(path(), QByteArray(100, 'x'));
            QVERIFY(!done);
            QCOMPARE(describe(done.error()).section(QLatin1Char(':'), 0, 0),
                     QStringLiteral("write ") + path());
        }
        QCOMPARE(content(), QByteArray("before"));
    }

private:
    QString path() const { return m_folder.filePath(QStringLiteral("file")); }

    /// In a process of its own, that is nobody's friend.
    bool replacesAs(uid_t user) const
    {
        const pid_t child = fork();
        if (child == 0)
            _exit(setgid(user) == 0 && setuid(user) == 0 && replaceFile(path(), "second") ? 0 : 1);
        int status = 1;
        return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestReplaceFile)
#include "tst_replacefile.moc"
