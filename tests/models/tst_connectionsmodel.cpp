#include "control/connections.h"
#include "tests/support/fakeplatform.h"
#include "ui/models/connectionsmodel.h"
#include "ui/theme/colours.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

Pool pool(const char *id, int ready, int desired)
{
    Pool pool;
    pool.id = {QLatin1String(id)};
    pool.ready = ready;
    pool.desired = desired;
    return pool;
}

std::map<Source, SourceStatus> heardAt(TimePoint at)
{
    return {{Source::State, {at, Seconds(2), {}, {}}}};
}

/// "Local[2 s ago] analysis[1/3] generation[1]"
QString textOf(const ConnectionsModel &model)
{
    QStringList words;
    const auto add = [&words](const QModelIndex &index) {
        words << QStringLiteral("%1[%2]").arg(index.data().toString(),
                                              index.data(ConnectionsModel::TrailingRole).toString());
    };
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex connection = model.index(row, 0);
        add(connection);
        for (int child = 0; child < model.rowCount(connection); ++child)
            add(model.index(child, 0, connection));
    }
    return words.join(QLatin1Char(' ')).replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

} // namespace

class ConnectionsModelTest : public QObject {
    Q_OBJECT

    Connections m_connections;
    FakePlatform *m_local = nullptr;

    FakePlatform *add(const char *id)
    {
        return static_cast<FakePlatform *>(&m_connections.add(
            std::make_unique<FakePlatform>(ConnectionId{QLatin1String(id)}, QLatin1String(id))));
    }

private Q_SLOTS:
    void init() { m_local = add("Local"); }
    void cleanup()
    {
        for (const Platform *platform : m_connections.all())
            m_connections.remove(platform->id());
    }

    void followsStatesAndSnapshots()
    {
        ConnectionsModel model(m_connections);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNow(now);
        QCOMPARE(textOf(model), QStringLiteral("Local[closed]"));
        m_local->setState(ConnectionState::Live);
        m_local->show(now, {pool("generation", 1, 1), pool("analysis", 1, 3)}, heardAt(now));
        model.setNow(now + Seconds(2));
        QCOMPARE(textOf(model), QStringLiteral("Local[2 s ago] analysis[1/3] generation[1]"));
        m_local->show(now, {pool("analysis", 3, 3), pool("batch", 2, 2)}, heardAt(now));
        QCOMPARE(textOf(model), QStringLiteral("Local[2 s ago] analysis[3] batch[2]"));
    }

    void aClustersPoolIsCalledAfterItsWorkload()
    {
        ConnectionsModel model(m_connections);
        const char *id = "music-platform/Deployment/analysis-worker";
        m_local->show(now, {pool(id, 2, 2)}, heardAt(now));
        const QModelIndex shown = model.index(0, 0, model.index(0, 0));
        QCOMPARE(shown.data().toString(), QStringLiteral("analysis-worker"));
        QCOMPARE(shown.data(Qt::ToolTipRole).toString(), QLatin1String(id));
    }

    void tellsTheLatency()
    {
        ConnectionsModel model(m_connections);
        m_local->setState(ConnectionState::Live);
        auto sources = heardAt(now);
        for (auto &source : sources)
            source.second.latency = Millis(3);
        m_local->show(now, {}, sources);
        model.setNow(now + Seconds(2));
        QCOMPARE(textOf(model), QStringLiteral("Local[3 ms · 2 s ago]"));
        QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("Local · Live · answers in 3\u00a0ms"));
    }

    void marksWhatIsUnsafe()
    {
        ConnectionsModel model(m_connections);
        m_local->unsafe = true;
        m_local->setState(ConnectionState::Live);
        m_local->show(now, {}, heardAt(now));
        for (const Seconds age : {Seconds(2), Seconds(600)}) {
            model.setNow(now + age);
            QCOMPARE(textOf(model), QStringLiteral("Local[live · unsafe]"));
            QCOMPARE(model.index(0, 0).data(ToneRole).toInt(), static_cast<int>(Tone::Broken));
            QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
                     QStringLiteral("Local, Live · unsafe"));
        }
        m_local->setState(ConnectionState::Lost);
        QCOMPARE(textOf(model), QStringLiteral("Local[lost · unsafe]"));
    }

    void tellsWhatHasTroubleWhileLive()
    {
        ConnectionsModel model(m_connections);
        m_local->setState(ConnectionState::Live);
        auto sources = heardAt(now);
        sources[Source::State].error = Error{ErrorKind::InvalidInput, {}, QStringLiteral("no kubeconfig")};
        m_local->show(now, {}, sources);
        model.setNow(now + Seconds(2));
        const QModelIndex connection = model.index(0, 0);
        QCOMPARE(textOf(model), QStringLiteral("Local[2 s ago]"));
        QCOMPARE(connection.data(ToneRole).toInt(), static_cast<int>(Tone::Limited));
        QCOMPARE(connection.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Local, Live · limited"));
        QVERIFY(connection.data(Qt::ToolTipRole).toString().contains(QStringLiteral("no kubeconfig")));
    }

    void onlyWhatChangedIsTold()
    {
        m_local->setState(ConnectionState::Live);
        m_local->show(now, {pool("analysis", 1, 3), pool("generation", 1, 1)}, heardAt(now));
        ConnectionsModel model(m_connections);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNow(now);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        m_local->show(now, {pool("analysis", 2, 3), pool("generation", 1, 1)}, heardAt(now));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().data().toString(), QStringLiteral("analysis"));
        m_local->show(now, {pool("analysis", 2, 3), pool("batch", 1, 1)}, heardAt(now));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(removed.count(), 1);
        model.setNow(now);
        QCOMPARE(changed.count(), 1);
    }

    void staleAndBrokenShow()
    {
        ConnectionsModel model(m_connections);
        m_local->setState(ConnectionState::Live);
        Pool broken = pool("analysis", 1, 3);
        broken.fault = Error{ErrorKind::Unavailable, {}, QStringLiteral("no engine")};
        m_local->show(now, {broken}, heardAt(now));
        model.setNow(now);
        const auto tone = [&model](const QModelIndex &index) {
            return static_cast<Tone>(model.data(index, ToneRole).toInt());
        };
        const QModelIndex connection = model.indexOf(m_local->id(), {});
        QCOMPARE(tone(connection), Tone::Fine);
        QCOMPARE(tone(model.indexOf(m_local->id(), broken.id)), Tone::Broken);
        model.setNow(now + Seconds(7));
        QCOMPARE(tone(connection), Tone::Limited);
        m_local->setState(ConnectionState::Lost);
        QCOMPARE(tone(connection), Tone::Broken);
        QVERIFY(!model.indexOf({QStringLiteral("nowhere")}, {}).isValid());
        QVERIFY(!model.indexOf(m_local->id(), {QStringLiteral("none")}).isValid());
    }

    void connectionsComeAndGo()
    {
        m_local->show(now, {pool("analysis", 1, 1)}, heardAt(now));
        ConnectionsModel model(m_connections);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FakePlatform *second = add("Second");
        second->show(now, {pool("x", 2, 2)}, heardAt(now));
        QCOMPARE(textOf(model), QStringLiteral("Local[closed] analysis[1] Second[closed] x[2]"));
        m_connections.remove(m_local->id());
        QCOMPARE(textOf(model), QStringLiteral("Second[closed] x[2]"));
        second->show(now, {pool("x", 2, 3)}, heardAt(now));
        QCOMPARE(textOf(model), QStringLiteral("Second[closed] x[2/3]"));
    }
};

QTEST_GUILESS_MAIN(ConnectionsModelTest)
#include "tst_connectionsmodel.moc"
