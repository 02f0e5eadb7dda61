#include "autoscaler/loop/statefile.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class TestStateFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote()
    {
        const QTemporaryDir folder;
        const StateFile file(folder.filePath(QStringLiteral("state.json")));
        QVERIFY(file.read()->empty());
        GovernorState held{4, false, Hold{4, m_clock.now() + Seconds(900), QStringLiteral("batch")},
                           m_clock.now(), 7};
        const StateFile::States states{{{QStringLiteral("analysis")}, held},
                                       {{QStringLiteral("generation")}, {std::nullopt, true, {}, {}, 0}}};
        QVERIFY(file.write(states));
        QVERIFY(*file.read() == states);
    }

    void keepsADamagedFileAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cut") << QByteArray("{\"analysis\": {");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("missing member") << QByteArray("{\"analysis\": {\"target\": 1}}");
        QTest::newRow("negative target")
            << QByteArray("{\"analysis\": {\"stopped\": false, \"revision\": 1, \"target\": -1}}");
        QTest::newRow("endless target")
            << QByteArray("{\"analysis\": {\"stopped\": false, \"revision\": 1, \"target\": 10001}}");
    }

    void keepsADamagedFileAside()
    {
        QFETCH(QByteArray, text);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("state.json"));
        QFile damaged(path);
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(text);
        damaged.close();
        const Result<StateFile::States> read = StateFile(path).read();
        QVERIFY(!read);
        QCOMPARE(toString(read.error().kind), QStringLiteral("corrupt"));
        QVERIFY(!QFile::exists(path));
        QFile aside(path + QStringLiteral(".corrupt"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), text);
        QVERIFY(StateFile(path).read()->empty());
    }

    void saysThatItCannotWrite()
    {
        const Result<> written = StateFile(QStringLiteral("/nowhere/state.json")).write({});
        QVERIFY(!written);
        QCOMPARE(toString(written.error().kind), QStringLiteral("io"));
    }

private:
    FakeClock m_clock;
};

QTEST_GUILESS_MAIN(TestStateFile)
#include "tst_statefile.moc"
