#include "ui/models/nodesmodel.h"
#include "ui/theme/colours.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace crescendo;

namespace {

Node node(const char *name)
{
    Node node;
    node.name = QLatin1String(name);
    node.conditions = {{QStringLiteral("Ready"), QStringLiteral("True"), {}}};
    node.capacity = node.allocatable = {{16000}, gibibytes(64), 0};
    return node;
}

Node gpuNode(const char *name)
{
    Node gpu = node(name);
    gpu.pool = QStringLiteral("gpupool");
    gpu.labels = {{QStringLiteral("kubernetes.azure.com/accelerator"), QStringLiteral("nvidia")}};
    gpu.capacity.gpus = gpu.allocatable.gpus = 8;
    gpu.requested = NodeResources{{3500}, gibibytes(12), 2};
    gpu.pods = 2;
    gpu.taints = {QStringLiteral("sku=gpu:NoSchedule")};
    return gpu;
}

QString rowText(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data().toString().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
    return cells.join(QLatin1Char('|'));
}

} // namespace

class NodesModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void showsWhatIsRequested();
    void saysInWhatState_data();
    void saysInWhatState();
    void isFoundByLabel();
    void tellsOnlyWhatChanged();
};

void NodesModelTest::showsWhatIsRequested()
{
    NodesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({{gpuNode("gpu-0"), QStringLiteral("aks")}, {node("system-0"), QStringLiteral("aks")}});
    QCOMPARE(rowText(model, 0),
             QStringLiteral(
                 "gpu-0|gpupool|Ready|2|3.5 of 16 cores|12 GiB of 64 GiB|2 of 8|sku=gpu:NoSchedule|aks"));
    QCOMPARE(rowText(model, 1), QStringLiteral("system-0|–|Ready|–|– of 16 cores|– of 64 GiB|–||aks"));
    QCOMPARE(model.index(0, NodesModel::Cpu).data(SortRole).toLongLong(), 3500);
}

void NodesModelTest::saysInWhatState_data()
{
    QTest::addColumn<QString>("ready");
    QTest::addColumn<QString>("pressure");
    QTest::addColumn<bool>("isCordoned");
    QTest::addColumn<QString>("text");
    const QString yes = QStringLiteral("True");
    const QString no = QStringLiteral("False");
    QTest::newRow("lost") << QStringLiteral("Unknown") << no << true << QStringLiteral("Not ready");
    QTest::newRow("full") << yes << yes << true << QStringLiteral("MemoryPressure");
    QTest::newRow("cordoned") << yes << no << true << QStringLiteral("Cordoned");
    QTest::newRow("fine") << yes << no << false << QStringLiteral("Ready");
}

void NodesModelTest::saysInWhatState()
{
    QFETCH(QString, ready);
    QFETCH(QString, pressure);
    QFETCH(bool, isCordoned);
    Node shown = node("n");
    shown.conditions = {{QStringLiteral("Ready"), ready, {}},
                        {QStringLiteral("MemoryPressure"), pressure, {}}};
    shown.isCordoned = isCordoned;
    NodesModel model;
    model.setRows({{shown, {}}});
    QTEST(model.index(0, NodesModel::State).data().toString(), "text");
}

void NodesModelTest::isFoundByLabel()
{
    NodesModel model;
    model.setRows({{gpuNode("gpu-0"), {}}, {node("system-0"), {}}});
    QSortFilterProxyModel found;
    found.setSourceModel(&model);
    found.setFilterRole(NodesModel::FilterRole);
    found.setFilterFixedString(QStringLiteral("accelerator=nvidia"));
    QCOMPARE(found.rowCount(), 1);
    QCOMPARE(found.index(0, NodesModel::Name).data().toString(), QStringLiteral("gpu-0"));
}

void NodesModelTest::tellsOnlyWhatChanged()
{
    NodesModel model;
    Node gpu = gpuNode("gpu-0");
    model.setRows({{gpu, {}}, {node("system-0"), {}}});
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setRows({{gpu, {}}, {node("system-0"), {}}});
    QCOMPARE(changes.count(), 0);
    gpu.pods = 3;
    model.setRows({{gpu, {}}, {node("system-0"), {}}});
    QCOMPARE(changes.count(), 1);
}

QTEST_GUILESS_MAIN(NodesModelTest)
#include "tst_nodesmodel.moc"
