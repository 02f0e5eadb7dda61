#include "local/filelog.h"
#include "platform/logline.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

/// A log file of another program, as it grows, is renamed, goes and comes.
class TestFileLog : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<FileLog> m_log;
    QByteArrayList m_lines;

    QString path() const { return m_folder.filePath(QStringLiteral("a.log")); }
    void append(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray told() const { return m_lines.join('|'); }

private Q_SLOTS:
    void init()
    {
        QFile::remove(path());
        QFile::remove(path() + QStringLiteral(".1"));
        m_lines.clear();
        m_log = std::make_unique<FileLog>(
            path(), [](const QByteArray &line) { return std::optional(serviceRecord(line)); });
        connect(m_log.get(), &LiveLog::wrote, this, [this](const LogRecords &records) {
            for (const LogRecord &record : records)
                m_lines << record.text;
        });
    }

    void tellsWhatIsThereAndWhatComes()
    {
        append("a\nb\n");
        QSignalSpy opens(m_log.get(), &LiveLog::opened);
        m_log->start();
        QTRY_COMPARE(told(), QByteArray("a|b"));
        append("c\nbegun");
        QTRY_COMPARE(told(), QByteArray("a|b|c"));
        append(", ended\n");
        QTRY_COMPARE(told(), QByteArray("a|b|c|begun, ended"));
        QCOMPARE(opens.size(), 1);
    }

    void goesOnAfterAPause()
    {
        append("a\n");
        m_log->start();
        QTRY_COMPARE(told(), QByteArray("a"));
        m_log->stop();
        append("b\n");
        m_log->start();
        QTRY_COMPARE(told(), QByteArray("a|b"));
    }

    void followsARenamedFile()
    {
        append("a, which is the longer one\n");
        m_log->start();
        QTRY_COMPARE(m_lines.size(), 1);
        m_log->stop();
        append("b\n");
        QVERIFY(QFile::rename(path(), path() + QStringLiteral(".1")));
        append("c\n");
        m_log->start();
        QTRY_COMPARE(told(), QByteArray("a, which is the longer one|b|c"));
    }

    void aMissingFileIsSaidOnceAndFoundAgain()
    {
        QSignalSpy losses(m_log.get(), &LiveLog::interrupted);
        QSignalSpy opens(m_log.get(), &LiveLog::opened);
        m_log->start();
        QTRY_COMPARE(losses.size(), 1);
        QCOMPARE(toString(losses.front().front().value<Error>().kind), QStringLiteral("io"));
        append("a\n");
        QTRY_COMPARE(told(), QByteArray("a"));
        QCOMPARE(losses.size(), 1);
        QCOMPARE(opens.size(), 1);
    }

    void ofALongFileOnlyTheEndIsRead()
    {
        append(QByteArray(100, 'x') + '\n' + (QByteArray(99, 'y') + '\n').repeated(40'000));
        const Result<FilePiece> piece = readOn(path(), -1);
        QVERIFY(piece);
        QVERIFY(piece->beginsInside);
        QCOMPARE(piece->bytes.size(), 2 * 1024 * 1024);
        QCOMPARE(piece->end, QFileInfo(path()).size());
        m_log->start();
        QTRY_VERIFY(!m_lines.isEmpty());
        QCOMPARE(m_lines.front().size(), 99); // no half line
    }
};

QTEST_GUILESS_MAIN(TestFileLog)
#include "tst_filelog.moc"
