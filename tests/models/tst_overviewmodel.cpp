#include "control/connections.h"
#include "history/liveseries.h"
#include "tests/support/fakeplatform.h"
#include "ui/models/overviewmodel.h"
#include "ui/theme/colours.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

Pool pool(const char *id, int pending, int ready)
{
    Pool pool;
    pool.id = {QLatin1String(id)};
    pool.queue = QueueDepth{pending, ready};
    pool.desired = ready;
    pool.ready = ready;
    pool.busy = ready;
    pool.profile = guidePresets().front().profile;
    pool.autoscaler = AutoscalerStatus::Active;
    return pool;
}

QString rowText(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column) {
        const QModelIndex index = model.index(row, column);
        cells << QStringLiteral("%1/%2").arg(index.data().toString(),
                                             index.data(OverviewModel::DetailRole).toString());
    }
    return cells.join(QLatin1Char('|')).replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

} // namespace

class OverviewModelTest : public QObject {
    Q_OBJECT

    Connections m_connections;
    LiveSeries m_live;
    FakePlatform *m_local = nullptr;

    FakePlatform &add(const char *id)
    {
        return static_cast<FakePlatform &>(m_connections.add(
            std::make_unique<FakePlatform>(ConnectionId{QLatin1String(id)}, QLatin1String(id))));
    }
    void show(std::vector<Pool> pools)
    {
        m_local->show(now, std::move(pools),
                      {{Source::State, {now, Seconds(2), std::nullopt, std::nullopt}}});
    }

private Q_SLOTS:
    void init()
    {
        m_local = &add("local");
        m_local->start();
        m_local->setState(ConnectionState::Live);
    }
    void cleanup()
    {
        m_connections.remove({QStringLiteral("local")});
        m_connections.remove({QStringLiteral("second")});
    }

    void aRowTellsAPool()
    {
        OverviewModel model(m_connections, m_live);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        show({pool("analysis", 4, 2)});
        model.setNow(now);
        QCOMPARE(
            rowText(model, 0),
            QStringLiteral("analysis/local · now|No decision yet: load 6./More from load 5, fewer from load "
                           "2.|6 jobs/4 pending, 2 running|2 of 2/2 busy|Active/Conservative"));
    }

    void marksWhatIsUnsafe()
    {
        OverviewModel model(m_connections, m_live);
        m_local->unsafe = true;
        show({pool("analysis", 4, 2)});
        for (const Seconds age : {Seconds(1), Seconds(600)}) {
            model.setNow(now + age);
            QVERIFY(rowText(model, 0).startsWith(QStringLiteral("analysis/local · live · unsafe, ")));
            QCOMPARE(model.index(0, OverviewModel::Name).data(ToneRole).toInt(),
                     static_cast<int>(Tone::Broken));
        }
    }

    void whatIsUnknownIsADash()
    {
        OverviewModel model(m_connections, m_live);
        Pool bare;
        bare.id = {QStringLiteral("analysis")};
        show({bare});
        model.setNow(now);
        QCOMPARE(model.index(0, OverviewModel::Queue).data().toString(), QStringLiteral("–"));
        QCOMPARE(model.index(0, OverviewModel::Workers).data().toString(), QStringLiteral("–"));
        QCOMPARE(model.index(0, OverviewModel::Autoscaler).data().toString(), QStringLiteral("Unknown"));
    }

    void poolsComeAndGoWithTheirConnections()
    {
        OverviewModel model(m_connections, m_live);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        show({pool("analysis", 0, 1), pool("generation", 0, 1)});
        QCOMPARE(model.rowCount(), 2);
        FakePlatform &second = add("second");
        second.start();
        second.show(now, {pool("batch", 0, 1)});
        QCOMPARE(model.rowCount(), 3);
        show({pool("generation", 0, 1)});
        QCOMPARE(model.rowCount(), 2);
        m_connections.remove({QStringLiteral("local")});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.row(0).id.value, QStringLiteral("batch"));
    }

    void nothingNewIsNoSignal()
    {
        m_live.add(
            {{SeriesKey{{QStringLiteral("local")}, {QStringLiteral("analysis")}, {}, Metric::QueuePending},
              now - courseAge, 3}});
        OverviewModel model(m_connections, m_live);
        show({pool("analysis", 4, 2)});
        model.setNow(now);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        show({pool("analysis", 5, 2)});
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(changed.count(), 1);
    }

private:
    static constexpr Millis courseAge = Seconds(5);
};

QTEST_GUILESS_MAIN(OverviewModelTest)
#include "tst_overviewmodel.moc"
