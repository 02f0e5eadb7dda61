#include "base/replacefile.h"
#include "tests/support/fulldisk.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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

    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestReplaceFile)
#include "tst_replacefile.moc"
