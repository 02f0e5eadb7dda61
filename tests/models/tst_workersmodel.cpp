#include "ui/models/decisionsmodel.h"
#include "ui/models/workersmodel.h"
#include "ui/theme/colours.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

Worker worker(const char *id, WorkerState state = WorkerState::Idle, std::optional<MilliCores> cpu = {})
{
    Worker worker;
    worker.id = {QLatin1String(id)};
    worker.name = QLatin1String(id);
    worker.state = state;
    worker.cpu = cpu;
    return worker;
}

QString rowText(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data().toString().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
    return cells.join(QLatin1Char('|'));
}

} // namespace

class WorkersModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    void cellsAreTextAndSortByValue()
    {
        Worker busy = worker("analysis-worker-2", WorkerState::Busy, MilliCores{1350});
        busy.job = JobId{QStringLiteral("job-7")};
        busy.progress = 0.5;
        busy.memory = mebibytes(480);
        busy.gpu = GpuUse{40, gibibytes(2)};
        busy.port = 8002;
        busy.started = now - Seconds(200);
        WorkersModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show({busy, worker("analysis-worker-1", WorkerState::Starting)}, now);
        QCOMPARE(
            rowText(model, 0),
            QStringLiteral("analysis-worker-2|Busy|job-7 · 50 %|1.4 cores|480 MiB|40 % · 2 GiB|8002|3 min|"));
        QCOMPARE(rowText(model, 1), QStringLiteral("analysis-worker-1|Starting|–|–|–|–|–|–|"));
        QCOMPARE(model.index(0, WorkersModel::State).data(ToneRole).toInt(), static_cast<int>(Tone::Fine));

        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(SortRole);
        for (int column = 0; column < WorkersModel::PoolColumn; ++column) {
            sorted.sort(column);
            const bool busyIsLast = column != WorkersModel::Uptime;
            QCOMPARE(sorted.index(busyIsLast ? 1 : 0, 0).data().toString(), busy.name);
        }
    }

    void saysWhyThereIsNoGpu()
    {
        Worker computing = worker("a");
        computing.gpu = GpuUse{40, {}};
        WorkersModel model;
        model.show({computing, worker("b")}, now, QStringLiteral("no GPU found: no such library"));
        const auto toolTip = [&model](int row) {
            return model.index(row, WorkersModel::Gpu).data(Qt::ToolTipRole).toString();
        };
        QCOMPARE(rowText(model, 0), QStringLiteral("a|Idle|–|–|–|40 % · –|–|–|"));
        QCOMPARE(toolTip(0), QString());
        QCOMPARE(rowText(model, 1), QStringLiteral("b|Idle|–|–|–|–|–|–|"));
        QCOMPARE(toolTip(1), QStringLiteral("no GPU found: no such library"));
    }

    void aChangedWorkerIsOneSignal()
    {
        WorkersModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show({worker("a"), worker("b"), worker("c")}, now);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.show({worker("a"), worker("b", WorkerState::Busy), worker("c")}, now);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
        model.show({worker("a"), worker("b", WorkerState::Busy), worker("c")}, now);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(inserted.count(), 0);
    }

    void timePassesInOneSignal()
    {
        Worker old = worker("a");
        old.started = now;
        WorkersModel model;
        model.setNow(now);
        model.show({old, worker("b")}, now);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setNow(now + Seconds(5));
        QCOMPARE(changed.count(), 1);
        QVERIFY(rowText(model, 0).endsWith(QStringLiteral("5 s|")));
    }

    void decisionsShowTheNewestAndWhatChanged()
    {
        using Reason = DecisionReason;
        DecisionsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Decision steady{{}, now, 3, 3, 3, 4, Reason::AtTarget};
        const Decision calm{{}, now - Seconds(10), 3, 3, 3, 5, Reason::AtTarget};
        const Decision up{{}, now - Seconds(20), 1, 3, 3, 7, Reason::ScaledUp};
        model.show({steady, calm, up});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("14:22:05 Steady 3, load 4"));
        QCOMPARE(model.index(1, 0).data(DecisionsModel::ChangeRole).toString(), QStringLiteral("1 → 3"));
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.show({Decision{{}, now + Seconds(10), 3, 1, 1, 0, Reason::ScaledDown}, steady, calm, up});
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(WorkersModelTest)
#include "tst_workersmodel.moc"
