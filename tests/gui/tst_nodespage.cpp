#include "tests/gui/consolefixture.h"
#include "ui/interaction/navigator.h"
#include "ui/pages/nodes/page.h"

#include <QLabel>
#include <QLineEdit>
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

QTEST_MAIN(NodesPageTest)
#include "tst_nodespage.moc"
