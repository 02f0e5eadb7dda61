#include "autoscaler/runner/portpool.h"

#include <QTcpServer>
#include <QTest>

using namespace crescendo;

class TestPortPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsFromBothEnds()
    {
        PortPool ports([](quint16) { return true; });
        const PortRange analysis{8001, 8005};
        const PortRange generation{8002, 8006};
        QVERIFY(ports.take(analysis, false) == quint16(8001));
        QVERIFY(ports.take(generation, true) == quint16(8006));
        QVERIFY(ports.take(analysis, false) == quint16(8002));
        QVERIFY(ports.take(generation, true) == quint16(8005));
    }

    void theGuidesRangesShareSixPorts()
    {
        PortPool ports([](quint16) { return true; });
        for (int i = 0; i < 5; ++i)
            QVERIFY(ports.take({8001, 8005}, false));
        QCOMPARE(ports.freeIn({8002, 8006}), 1);
        QVERIFY(ports.take({8002, 8006}, true) == quint16(8006));
        QVERIFY(!ports.take({8002, 8006}, true));
        ports.giveBack(8003);
        QVERIFY(ports.take({8002, 8006}, true) == quint16(8003));
    }

    void passesOverPortsOfOthers()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, 0));
        PortPool ports = PortPool::ofThisMachine();
        const PortRange range{other.serverPort(), other.serverPort()};
        QCOMPARE(ports.freeIn(range), 0);
        QVERIFY(!ports.take(range, false));
        other.close();
        QVERIFY(ports.take(range, false) == std::optional(range.first));
    }
};

QTEST_GUILESS_MAIN(TestPortPool)
#include "tst_portpool.moc"
