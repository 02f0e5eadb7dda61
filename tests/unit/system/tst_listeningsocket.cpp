#include "system/listeningsocket.h"

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

using namespace crescendo;

class TestListeningSocket : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoseAPortIs()
    {
        QProcess other;
        other.start(QStringLiteral("sleep"), {QStringLiteral("600")});
        QVERIFY(other.waitForStarted());
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        QVERIFY(listensOn(::getpid(), port));
        QVERIFY(!listensOn(other.processId(), port));
        server.close();
        QVERIFY(!listensOn(::getpid(), port));
        other.kill();
        QVERIFY(other.waitForFinished());
        QVERIFY(!listensOn(other.processId(), port));
    }

    void aConnectionIsNoListening()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket call;
        call.connectToHost(server.serverAddress(), server.serverPort());
        QVERIFY(call.waitForConnected());
        QVERIFY(!listensOn(::getpid(), call.localPort()));
    }
};

QTEST_GUILESS_MAIN(TestListeningSocket)
#include "tst_listeningsocket.moc"
