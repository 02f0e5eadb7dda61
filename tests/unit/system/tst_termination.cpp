#include "system/termination.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace crescendo;

class TestTermination : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEverySignal();
    void knowsItsParent();
};

void TestTermination::tellsEverySignal()
{
    for (int round = 0; round < 2; ++round) { // a second one works after the first has gone
        const Termination termination;
        QSignalSpy spy(&termination, &Termination::requested);
        raise(SIGTERM);
        QTRY_COMPARE(spy.size(), 1);
        raise(SIGINT);
        QTRY_COMPARE(spy.size(), 2);
        raise(SIGPIPE); // survived, and not told
        raise(SIGTERM);
        QTRY_COMPARE(spy.size(), 3);
    }
}

void TestTermination::knowsItsParent()
{
    const qint64 parent = endWithParent();
    QVERIFY(isParentAlive(parent));
    QVERIFY(!isParentAlive(parent + 1));
}

QTEST_GUILESS_MAIN(TestTermination)
#include "tst_termination.moc"
