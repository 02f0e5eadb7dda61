#include "control/connections.h"
#include "tests/support/fakeplatform.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

class TestConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsThemInOrder()
    {
        Connections connections;
        const QSignalSpy added(&connections, &Connections::added);
        Platform &first = connections.add(std::make_unique<FakePlatform>(ConnectionId{QStringLiteral("b")}));
        Platform &second = connections.add(std::make_unique<FakePlatform>(ConnectionId{QStringLiteral("a")}));
        QCOMPARE(connections.all(), (std::vector{&first, &second}));
        QCOMPARE(connections.find({QStringLiteral("a")}), &second);
        QCOMPARE(connections.find({QStringLiteral("c")}), nullptr);
        QCOMPARE(added.count(), 2);
        QCOMPARE(added[1][0].value<Platform *>(), &second);
    }

    void tellsBeforeOneGoes()
    {
        Connections connections;
        const ConnectionId id{QStringLiteral("a")};
        const QPointer<Platform> platform = &connections.add(std::make_unique<FakePlatform>(id));
        bool wasThere = false;
        connect(&connections, &Connections::aboutToRemove, this,
                [&](Platform *going) { wasThere = going == platform && connections.find(id) == platform; });
        connections.remove(id);
        connections.remove(id);
        QVERIFY(wasThere);
        QVERIFY(!platform);
        QVERIFY(connections.all().empty());
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
