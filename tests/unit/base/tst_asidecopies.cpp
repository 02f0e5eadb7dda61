#include "base/asidecopies.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class TestAsideCopies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void namesTheTime()
    {
        QCOMPARE(asideSuffix(fromMillis(1'772'374'925'007)), QStringLiteral(".corrupt-20260301T142205007Z"));
    }

    void keepsTheNewestTwo()
    {
        for (const char *name :
             {"q.db", "q.db-wal", "q.db.corrupt-20260101T000000000Z", "q.db.corrupt-20260101T000000000Z-wal",
              "q.db.corrupt-20260102T000000000Z", "q.db.corrupt-20260103T000000000Z",
              "q.db.corrupt-20260103T000000000Z-shm", "in.corrupt-20260101T000000000Z/1",
              "in.corrupt-20260102T000000000Z/2", "other.db.corrupt-20260101T000000000Z"})
            make(QLatin1String(name));
        const QStringList said = removeOldAside(path("q.db"), {QStringLiteral("in")});
        QCOMPARE(said.size(), 3);
        for (const QString &line : said)
            QVERIFY2(line.contains(QLatin1String(".corrupt-20260101T000000000Z")), qPrintable(line));
        QVERIFY2(said.join(QLatin1Char('\n')).contains(path("in.corrupt-20260101T000000000Z")),
                 qPrintable(said.join(QLatin1Char('\n'))));
        const QStringList left{QStringLiteral("in.corrupt-20260102T000000000Z"),
                               QStringLiteral("other.db.corrupt-20260101T000000000Z"),
                               QStringLiteral("q.db"),
                               QStringLiteral("q.db-wal"),
                               QStringLiteral("q.db.corrupt-20260102T000000000Z"),
                               QStringLiteral("q.db.corrupt-20260103T000000000Z"),
                               QStringLiteral("q.db.corrupt-20260103T000000000Z-shm")};
        QCOMPARE(names(), left);
        QCOMPARE(removeOldAside(path("q.db"), {QStringLiteral("in")}), QStringList());
        QCOMPARE(names(), left);
    }

    void followsNoLink()
    {
        make(QStringLiteral("precious/file"));
        QVERIFY(QFile::link(path("precious"), path("in.corrupt-20260101T000000000Z")));
        make(QStringLiteral("q.db.corrupt-20260102T000000000Z"));
        make(QStringLiteral("q.db.corrupt-20260103T000000000Z"));
        QCOMPARE(removeOldAside(path("q.db"), {QStringLiteral("in")}).size(), 1);
        QVERIFY(!QFileInfo(path("in.corrupt-20260101T000000000Z")).isSymLink());
        QVERIFY(QFile::exists(path("precious/file")));
    }

    void countsAllThatIsIn()
    {
        make(QStringLiteral("q.db"), 1);
        QCOMPARE(asideBytes(m_folder->path()).value, 0);
        make(QStringLiteral("q.db.corrupt-20260101T000000000Z"), 10);
        make(QStringLiteral("in.corrupt-20260101T000000000Z/1"), 100);
        make(QStringLiteral("in.corrupt-20260101T000000000Z/deeper/2"), 1000);
        make(QStringLiteral("state.json.corrupt"), 10'000);
        QCOMPARE(asideBytes(m_folder->path()).value, 11'110);
    }

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList names() const
    {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name);
    }
    void make(const QString &name, int bytes = 1)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray(bytes, 'x')), qint64{bytes});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestAsideCopies)
#include "tst_asidecopies.moc"
