#include "system/containerid.h"

#include <QTest>

using namespace crescendo;

class TestContainerId : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("mountInfo");
        QTest::addColumn<QString>("id");
        const QByteArray id = QByteArray("0123456789abcdef").repeated(4);
        const QByteArray root = "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n";
        const auto row = [](const char *name, const QByteArray &mountInfo, const QByteArray &expected) {
            QTest::newRow(name) << mountInfo << QString::fromLatin1(expected);
        };
        row("no container", root, "");
        row("nothing", "", "");
        row("Docker",
            root + "613 595 254:1 /docker/containers/" + id
                + "/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw\n",
            id);
        row("Docker with its own file system",
            "9 8 254:2 /containers/" + id + "/hostname /etc/hostname rw -\n", id);
        row("Podman",
            "9 8 0:25 /containers/overlay-containers/" + id + "/userdata/hostname /etc/hostname rw -\n", id);
        // A pod's workers are known by the pod's name.
        row("Kubernetes",
            "9 8 8:1 /io.containerd.grpc.v1.cri/sandboxes/" + id + "/hostname /etc/hostname rw -\n", "");
        row("another container's folder", "9 8 8:1 /docker/containers/" + id + "/hostname /mnt/host rw -\n",
            "");
    }

    void reads()
    {
        QFETCH(QByteArray, mountInfo);
        QTEST(containerIdIn(mountInfo), "id");
    }

    void readsControlGroups_data()
    {
        QTest::addColumn<QByteArray>("group");
        QTest::addColumn<QString>("id");
        const QByteArray id = QByteArray("0123456789abcdef").repeated(4);
        const auto row = [](const char *name, const QByteArray &group, const QByteArray &expected) {
            QTest::newRow(name) << group << QString::fromLatin1(expected);
        };
        row("no container", "0::/user.slice/user-1000.slice/session-2.scope\n", "");
        row("by systemd", "0::/system.slice/docker-" + id + ".scope\n", id);
        row("by the engine itself", "0::/docker/" + id + "\n", id);
        row("two versions", "12:pids:/docker/" + id + "\n0::/\n", id);
        row("Podman", "0::/machine.slice/libpod-" + id + ".scope/container\n", id);
        row("cut", "0::/docker/" + id.left(60) + "\n", "");
    }

    void readsControlGroups()
    {
        QFETCH(QByteArray, group);
        QTEST(containerIdInGroup(group), "id");
    }

    void hasNoContainerOfNobody() { QVERIFY(containerIdOf(0x7fff'ffff).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestContainerId)
#include "tst_containerid.moc"
