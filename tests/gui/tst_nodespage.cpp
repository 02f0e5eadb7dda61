#include "tests/gui/consolefixture.h"
#include "ui/interaction/navigator.h"
#include "ui/pages/nodes/page.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace crescendo;

namespace {

Node node(const char *name, const char *accelerator)
{
    Node node;
    node.name = QLatin1String(name);
    node.labels = {{QStringLiteral("accelerator"), QLatin1String(accelerator)}};
    return node;
}

} // namespace

class NodesPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysThatThereAreNone();
    void findsGpuNodes();
    void cordonsTheChosenNode();
    void saysWhyNotToCordon();
};

void NodesPageTest::saysThatThereAreNone()
{
    ConsoleFixture console;
    NodesPage page(console.services());
    page.show();
    QVERIFY(page.findChild<QLabel *>(QStringLiteral("nodesStatus"))->isVisible());
}

void NodesPageTest::findsGpuNodes()
{
    ConsoleFixture console;
    NodesPage page(console.services());
    page.show();
    console.platform.show(console.clock.now(), {}, {}, {},
                          {node("gpu-0", "nvidia"), node("system-0", "none")});
    const auto *nodes = page.findChild<QTableView *>(QStringLiteral("nodes"));
    QTRY_COMPARE(nodes->model()->rowCount(), 2);
    QVERIFY(!page.findChild<QLabel *>(QStringLiteral("nodesStatus"))->isVisible());
    QTest::keyClicks(page.findChild<QLineEdit *>(QStringLiteral("nodesFilter")),
                     QStringLiteral("accelerator=nvidia"));
    QCOMPARE(nodes->model()->rowCount(), 1);
    QCOMPARE(nodes->model()->index(0, 0).data().toString(), QStringLiteral("gpu-0"));
}

void NodesPageTest::cordonsTheChosenNode()
{
    ConsoleFixture console;
    NodesPage page(console.services());
    page.show();
    Node cordoned = node("gpu-0", "nvidia");
    cordoned.isCordoned = true;
    console.platform.show(console.clock.now(), {}, {}, {}, {cordoned, node("system-0", "none")});
    auto *nodes = page.findChild<QTableView *>(QStringLiteral("nodes"));
    auto *button = page.findChild<QPushButton *>(QStringLiteral("cordonNode"));
    QTRY_COMPARE(nodes->model()->rowCount(), 2);
    QVERIFY(!button->isEnabled());
    nodes->setCurrentIndex(nodes->model()->index(1, 0));
    QCOMPARE(button->text(), QStringLiteral("&Cordon…"));
    QVERIFY(!page.findChild<QPushButton *>(QStringLiteral("describeNode"))->isEnabled());
    Capabilities capabilities = console.platform.capabilities();
    capabilities.cluster = true;
    console.platform.setCapabilities(capabilities);
    nodes->setCurrentIndex(nodes->model()->index(0, 0));
    nodes->setCurrentIndex(nodes->model()->index(1, 0));
    QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("describeNode")), Qt::LeftButton);
    QCOMPARE(console.scriptedOperator.objects, QStringList{QStringLiteral("Node system-0")});
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(console.platform.applied().size(), std::size_t(1));
    QCOMPARE(console.platform.applied().front().action,
             ChangeAction(SetNodeCordoned{QStringLiteral("system-0"), true}));
    QTRY_VERIFY(page.findChild<QLabel *>(QStringLiteral("nodesStatus"))
                    ->text()
                    .startsWith(QStringLiteral("Done and verified")));
    QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("drainNode")), Qt::LeftButton);
    QTRY_COMPARE(console.platform.applied().size(), std::size_t(2));
    QCOMPARE(console.platform.applied().back().action, ChangeAction(DrainNode{QStringLiteral("system-0")}));
    nodes->setCurrentIndex(nodes->model()->index(0, 0));
    QCOMPARE(button->text(), QStringLiteral("Un&cordon…"));
}

void NodesPageTest::saysWhyNotToCordon()
{
    ConsoleFixture console;
    Capabilities capabilities = console.platform.capabilities();
    capabilities.readOnly = true;
    console.platform.setCapabilities(capabilities);
    NodesPage page(console.services());
    page.show();
    console.platform.show(console.clock.now(), {}, {}, {}, {node("gpu-0", "nvidia")});
    auto *nodes = page.findChild<QTableView *>(QStringLiteral("nodes"));
    QTRY_COMPARE(nodes->model()->rowCount(), 1);
    nodes->setCurrentIndex(nodes->model()->index(0, 0));
    auto *button = page.findChild<QPushButton *>(QStringLiteral("cordonNode"));
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), QStringLiteral("This connection is read-only."));
    console.platform.setCapabilities({});
    console.platform.onMissingRight = [](const Change &) {
        return std::optional(MissingRight{QStringLiteral("patch"), QStringLiteral("nodes"), {}});
    };
    console.platform.show(console.clock.now(), {}, {}, {}, {node("gpu-0", "nvidia")});
    QTRY_COMPARE(button->toolTip(), QStringLiteral("You may not: it needs patch on nodes."));
    QVERIFY(!button->isEnabled());
}

QTEST_MAIN(NodesPageTest)
#include "tst_nodespage.moc"
