#include "local/embeddedservice.h"
#include "tests/support/fulldisk.h"
#include "tests/support/testports.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace crescendo;

class TestEmbeddedService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskKeepsItFromStarting()
    {
        const QTemporaryDir folder;
        EmbeddedService service({QStringLiteral("/bin/true"), folder.path(), {}, 0});
        {
            const FullDisk full(16);
            const Result<> started = service.start();
            QVERIFY(!started);
            QVERIFY2(describe(started.error()).contains(service.configFile()),
                     qPrintable(describe(started.error())));
        }
        QVERIFY(!QFile::exists(service.configFile()));
        QVERIFY(service.start());
        QVERIFY(QFile::exists(service.configFile()));
    }

    void takesAnotherPortWhereItsOwnIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const QTemporaryDir folder;
        EmbeddedService service({QStringLiteral("/bin/true"), folder.path(), {}, other.serverPort()});
        QVERIFY(service.start());
        QVERIFY(!service.hasPreferredPort());
        const QUrl url(service.url());
        QVERIFY2(url.port() > 0, qPrintable(service.url()));
        QVERIFY(url.port() != other.serverPort());
    }

    void takesAnotherPortWhereItsOwnWasTakenMeanwhile()
    {
        const QTemporaryDir folder;
        EmbeddedService service({QStringLiteral("/bin/true"), folder.path(), {}, testPorts(1).first});
        QSignalSpy moved(&service, &EmbeddedService::moved);
        QVERIFY(service.start());
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, testPorts(1).first));
        QTRY_COMPARE(moved.size(), 1);
        QVERIFY(QUrl(service.url()).port() != static_cast<int>(testPorts(1).first));
    }

    void aStrangerOnItsPortIsNotTheService()
    {
        const QTemporaryDir folder;
        EmbeddedService service({QStringLiteral("/bin/false"), folder.path(), {}, testPorts(1).first, true});
        QSignalSpy ready(&service, &EmbeddedService::ready);
        QSignalSpy failed(&service, &EmbeddedService::failed);
        QVERIFY(service.start());
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, testPorts(1).first));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(ready.size(), 0);
    }

    void keepsAPortThatIsFree()
    {
        const QTemporaryDir folder;
        EmbeddedService service({QStringLiteral("/bin/true"), folder.path(), {}, testPorts(1).first});
        QVERIFY(service.start());
        QVERIFY(service.hasPreferredPort());
        QCOMPARE(QUrl(service.url()).port(), static_cast<int>(testPorts(1).first));
    }
};

QTEST_GUILESS_MAIN(TestEmbeddedService)
#include "tst_embeddedservice.moc"
