#include "ui/models/activitymodel.h"
#include "ui/theme/colours.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

/// A change of the pool analysis that was confirmed `id` minutes ago.
ActivityRow row(int id, ChangeState state, const ChangeAction &action = SetReplicas{5, std::nullopt})
{
    ActivityRow row;
    row.entry.id = {id};
    row.entry.at = now - std::chrono::minutes(id);
    row.entry.who = QStringLiteral("anna");
    row.entry.change = {{QStringLiteral("local")}, {QStringLiteral("analysis")}, action, {}, {}};
    row.entry.state = state;
    row.where = QStringLiteral("Local platform");
    return row;
}

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

QString rowText(const QAbstractItemModel &model, int row, int role = Qt::DisplayRole)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << plain(model.index(row, column).data(role).toString());
    return cells.join(QLatin1Char('|'));
}

} // namespace

class ActivityModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    void cellsAreText()
    {
        ActivityRow scaled = row(5, ChangeState::Verified);
        scaled.entry.change.reason = QStringLiteral("batch import");
        scaled.entry.differences = {{QStringLiteral("replicas"), QStringLiteral("2"), QStringLiteral("5")}};
        ActivityRow failed = row(1500, ChangeState::Failed, SetAutoscalerEnabled{false});
        failed.entry.change.pool = {};
        failed.entry.error = Error{ErrorKind::Unavailable, {}, QStringLiteral("connection refused")};
        ActivityModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show({scaled, failed}, now);
        QCOMPARE(rowText(model, 0),
                 QStringLiteral("14:17|analysis|Scale analysis to 5 workers|batch import|Verified"));
        QCOMPARE(rowText(model, 0, ActivityModel::DetailRole),
                 QStringLiteral("5 min ago|Local platform|Workers 2 → 5|anna|"));
        QCOMPARE(rowText(model, 1), QStringLiteral("28 Feb 13:22|all pools|Turn autoscaling off|–|Failed"));
        QCOMPARE(rowText(model, 1, ActivityModel::DetailRole),
                 QStringLiteral(
                     "1 d ago|Local platform|Turn autoscaling off|anna|"
                     "The platform cannot be reached (connection refused). It is tried again by itself."));
        QCOMPARE(plain(model.index(0, ActivityModel::Where).data(Qt::AccessibleTextRole).toString()),
                 QStringLiteral("analysis\nLocal platform"));
    }

    void theResultHasATone_data()
    {
        QTest::addColumn<ChangeState>("state");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("applying") << ChangeState::Applying << Tone::Accent;
        QTest::newRow("verified") << ChangeState::Verified << Tone::Fine;
        QTest::newRow("unverified") << ChangeState::Unverified << Tone::Limited;
        QTest::newRow("failed") << ChangeState::Failed << Tone::Broken;
        QTest::newRow("refused") << ChangeState::Refused << Tone::Broken;
        QTest::newRow("interrupted") << ChangeState::Interrupted << Tone::Limited;
        QTest::newRow("undone") << ChangeState::Undone << Tone::Muted;
    }
    void theResultHasATone()
    {
        QFETCH(ChangeState, state);
        QFETCH(Tone, tone);
        ActivityModel model;
        model.show({row(1, state)}, now);
        QCOMPARE(model.index(0, ActivityModel::Result).data(ToneRole).toInt(), static_cast<int>(tone));
        QVERIFY(!model.index(0, ActivityModel::What).data(ToneRole).isValid());
    }

    /// What was done, and whose before is known.
    void someCanBePutBack_data()
    {
        QTest::addColumn<ChangeState>("state");
        QTest::addColumn<bool>("knowsBefore");
        QTest::addColumn<bool>("canUndo");
        QTest::newRow("done") << ChangeState::Verified << true << true;
        QTest::newRow("done, as far as anyone can tell") << ChangeState::Unverified << true << true;
        QTest::newRow("before is not known") << ChangeState::Verified << false << false;
        QTest::newRow("failed") << ChangeState::Failed << true << false;
        QTest::newRow("undone already") << ChangeState::Undone << true << false;
    }
    void someCanBePutBack()
    {
        QFETCH(ChangeState, state);
        QFETCH(bool, knowsBefore);
        ActivityRow shown = row(1, state);
        shown.entry.receipt = Receipt();
        if (knowsBefore)
            shown.entry.receipt->undo = shown.entry.change;
        ActivityModel model;
        model.show({shown}, now);
        QTEST(model.index(0, 0).data(ActivityModel::CanUndoRole).toBool(), "canUndo");
    }

    void newOnesComeOnTopAndOutcomesLater()
    {
        ActivityModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show({row(2, ChangeState::Verified), row(3, ChangeState::Verified)}, now);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.show(
            {row(1, ChangeState::Applying), row(2, ChangeState::Verified), row(3, ChangeState::Verified)},
            now);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 0);
        model.show(
            {row(1, ChangeState::Verified), row(2, ChangeState::Undone), row(3, ChangeState::Verified)}, now);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
        QCOMPARE(rowText(model, 1).section(QLatin1Char('|'), -1), QStringLiteral("Undone"));
        model.show({row(1, ChangeState::Verified), row(2, ChangeState::Undone)}, now); // beyond the limit
        QCOMPARE(removed.count(), 1);
        QCOMPARE(reset.count(), 0);
    }

    void timesAreSortedAsTimes()
    {
        ActivityModel model;
        model.show(
            {row(5, ChangeState::Verified), row(3000, ChangeState::Verified), row(70, ChangeState::Verified)},
            now);
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(SortRole);
        sorted.sort(ActivityModel::When);
        QStringList order;
        for (int i = 0; i < sorted.rowCount(); ++i)
            order << plain(sorted.index(i, ActivityModel::When).data(ActivityModel::DetailRole).toString());
        QCOMPARE(
            order,
            (QStringList{QStringLiteral("2 d ago"), QStringLiteral("1 h ago"), QStringLiteral("5 min ago")}));
    }

    void columnsAreNamed()
    {
        const ActivityModel model;
        QStringList names;
        for (int column = 0; column < model.columnCount(); ++column)
            names << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QCOMPARE(names.join(QLatin1Char('|')), QStringLiteral("When|Where|What|Why, and who|Result"));
    }
};

QTEST_GUILESS_MAIN(ActivityModelTest)
#include "tst_activitymodel.moc"
