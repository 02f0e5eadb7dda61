#include "autoscaler/loop/servicelog.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class TestServiceLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesOneLinePerEvent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("guide") << QStringLiteral("Scaling UP analysis workers: 1 -> 3 (load: 7)")
                               << QByteArray("Scaling UP analysis workers: 1 -> 3 (load: 7)");
        QTest::newRow("lines") << QStringLiteral("a\r\nb") << QByteArray("a  b");
        QTest::newRow("terminal sequence") << QStringLiteral("\x1b[2Jgone\x07") << QByteArray(" [2Jgone ");
        QTest::newRow("other languages") << QStringLiteral(u"Über")
                                         << QByteArray("\xC3\x9C"
                                                       "ber");
    }

    void writesOneLinePerEvent()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, expected);
        ServiceLog log(options(), m_clock);
        log.info(text);
        QCOMPARE(content(), "2026-03-01T14:22:05.000Z info WorkerAutoscalerService: " + expected + '\n');
    }

    void staysBelowItsBound()
    {
        ServiceLog log(options(200), m_clock);
        for (int i = 0; i < 20; ++i)
            log.warn(QStringLiteral("line %1").arg(i));
        QVERIFY(content().contains("line 19"));
        QVERIFY(content(QStringLiteral(".1")).contains("line 1"));
        QVERIFY(QFile::exists(path(QStringLiteral(".2"))));
        QVERIFY(!QFile::exists(path(QStringLiteral(".3"))));
        for (const char *suffix : {"", ".1", ".2"})
            QVERIFY(QFileInfo(path(QString::fromLatin1(suffix))).size() <= 200);
    }

    void goesOnOnceItsFolderIsBack()
    {
        ServiceLog log({m_folder->filePath(QStringLiteral("later/autoscaler.log")), 1000, 3, false}, m_clock);
        QSignalSpy written(&log, &ServiceLog::written);
        log.info(QStringLiteral("lost"));
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("later")));
        log.info(QStringLiteral("kept"));
        QCOMPARE(written.count(), 2);
        QFile file(m_folder->filePath(QStringLiteral("later/autoscaler.log")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("2026-03-01T14:22:05.000Z info WorkerAutoscalerService: kept\n"));
    }

    void aFullDiskLosesLinesOnly()
    {
        ServiceLog log({QStringLiteral("/dev/full"), 1000, 3, false}, m_clock);
        QSignalSpy written(&log, &ServiceLog::written);
        log.error(QStringLiteral("one"));
        log.error(QStringLiteral("two"));
        QCOMPARE(written.count(), 2);
    }

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

private:
    ServiceLog::Options options(qint64 maxBytes = 1000) const { return {path(), maxBytes, 3, false}; }
    QString path(const QString &suffix = {}) const
    {
        return m_folder->filePath(QStringLiteral("autoscaler.log")) + suffix;
    }
    QByteArray content(const QString &suffix = {}) const
    {
        QFile file(path(suffix));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestServiceLog)
#include "tst_servicelog.moc"
