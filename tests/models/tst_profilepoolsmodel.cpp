#include "control/connections.h"
#include "history/liveseries.h"
#include "tests/support/fakeplatform.h"
#include "ui/models/profilepoolsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

constexpr TimePoint now = fromMillis(1'772'374'925'000);

Pool pool(const char *id, int load, int desired)
{
    Pool pool;
    pool.id = {QLatin1String(id)};
    pool.queue = QueueDepth{load, 0};
    pool.desired = desired;
    pool.profile = Profile();
    return pool;
}

QString rowText(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column) {
        const QModelIndex index = model.index(row, column);
        cells << QStringLiteral("%1/%2").arg(index.data().toString(),
                                             index.data(ProfilePoolsModel::DetailRole).toString());
    }
    return cells.join(u'|').replace(QChar(QChar::Nbsp), u' ');
}

} // namespace

class ProfilePoolsModelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<LiveSeries> m_live;
    std::unique_ptr<ProfilePoolsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    FakePlatform *m_local = nullptr;

    FakePlatform &add(const char *id)
    {
        return static_cast<FakePlatform &>(m_connections->add(
            std::make_unique<FakePlatform>(ConnectionId{QLatin1String(id)}, QLatin1String(id))));
    }
    /// Six jobs come and go every two minutes.
    void recordBursts()
    {
        for (Millis since = std::chrono::hours(1); since > Millis(0); since -= Seconds(10)) {
            const SeriesKey key{m_local->id(), {QStringLiteral("analysis")}, {}, Metric::QueuePending};
            SeriesKey running = key;
            running.metric = Metric::QueueRunning;
            const bool isBurst = since / std::chrono::minutes(1) % 2 == 0;
            m_live->add({{key, now - since, isBurst ? 5.0 : 0.0}, {running, now - since, 1}});
        }
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init()
    {
        m_connections = std::make_unique<Connections>();
        m_live = std::make_unique<LiveSeries>();
        m_local = &add("local");
        m_model = std::make_unique<ProfilePoolsModel>(*m_connections, *m_live);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
        m_model->setNow(now);
        m_local->show(now, {pool("analysis", 7, 1), pool("generation", 0, 1)});
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_connections.reset();
    }

    void showsWhatTheEditedProfileWouldDo()
    {
        m_model->setProfile(guidePresets()[1].profile);
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(
            rowText(*m_model, 0),
            QStringLiteral("analysis/local · own values|1 → 4/Scale up, load 7|3 values/MaxWorkers 5 → 10, "
                           "ScaleUpThreshold 3 → 2, CooldownSeconds 60 → 30|–/its queue is not watched "
                           "long enough"));
        m_model->setProfile(Profile());
        QVERIFY(rowText(*m_model, 0).contains(QStringLiteral("|1 → 3/Scale up, load 7|live as it is/|")));
    }

    void countsWhatWouldHaveBeenScaled()
    {
        recordBursts();
        m_model->setProfile(Profile{true, 1, 5, 5, 1, Seconds(180)});
        const ProfilePoolRow &row = m_model->row(0);
        QVERIFY(row.editedActivity.events > 0);
        QVERIFY(row.editedActivity.events < row.liveActivity.events);
        QVERIFY(m_model->index(0, ProfilePoolsModel::Activity).data().toString().contains(QChar(0x2192)));
    }

    void aPlatformWithoutScaleToZeroKeepsOne()
    {
        m_local->show(now, {pool("analysis", 0, 2)});
        m_model->setProfile(guidePresets()[2].profile);
        QCOMPARE(m_model->row(0).decision->to, 1);
        Capabilities capabilities;
        capabilities.scaleToZero = true;
        m_local->setCapabilities(capabilities);
        m_model->setNow(now);
        QCOMPARE(m_model->row(0).decision->to, 0);
    }

    void whatIsNotKnownIsSaid()
    {
        Pool foreign = pool("analysis", 7, 1);
        foreign.profile.reset();
        foreign.desired.reset();
        m_local->show(now, {foreign});
        QCOMPARE(rowText(*m_model, 0),
                 QStringLiteral("analysis/local|–/its workers are unknown|–/the platform does not tell its "
                                "profile|–/its queue is not watched long enough"));
    }

    void poolsAreChosen()
    {
        const QModelIndex second = m_model->index(1, ProfilePoolsModel::Name);
        QVERIFY(second.flags().testFlag(Qt::ItemIsUserCheckable));
        QVERIFY(!m_model->index(1, ProfilePoolsModel::Now).flags().testFlag(Qt::ItemIsUserCheckable));
        QCOMPARE(second.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
        const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QVERIFY(m_model->setData(second, Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_model->chosen().size(), std::size_t(1));
        QCOMPARE(m_model->chosen().front().id.value, QStringLiteral("generation"));
        // It stays chosen while it is gone.
        m_local->show(now, {pool("analysis", 7, 1)});
        QVERIFY(m_model->chosen().empty());
        m_local->show(now, {pool("analysis", 7, 1), pool("generation", 0, 1)});
        QCOMPARE(m_model->chosen().size(), std::size_t(1));
        QVERIFY(m_model->setData(second, Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(m_model->chosen().empty());
        QVERIFY(!m_model->setData(second, QStringLiteral("x"), Qt::EditRole));
    }

    void followsConnections()
    {
        FakePlatform &other = add("other");
        other.show(now, {pool("analysis", 1, 1)});
        QCOMPARE(m_model->rowCount(), 3);
        m_connections->remove(other.id());
        QTRY_COMPARE(m_model->rowCount(), 2);
    }
};

QTEST_MAIN(ProfilePoolsModelTest)
#include "tst_profilepoolsmodel.moc"
