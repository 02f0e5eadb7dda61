#include "ui/models/statisticsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace crescendo;

class StatisticsModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsKnown()
    {
        StatisticsModel model;
        const QAbstractItemModelTester tester(&model);
        const auto text = [&model](int row, int column) {
            return model.index(row, column).data().toString();
        };
        model.setRows({{QStringLiteral("Queue"), QStringLiteral("running"), {}},
                       {QStringLiteral("Queue"), QStringLiteral("pending"), {}}});
        QCOMPARE(text(0, StatisticsModel::Mean), QStringLiteral("–"));
        model.setRows(
            {{QStringLiteral("Queue"),
              QStringLiteral("running"),
              {QStringLiteral("0"), QStringLiteral("2.5"), QStringLiteral("5"), QStringLiteral("4")}},
             {QStringLiteral("Queue"), QStringLiteral("pending"), {}}});
        QCOMPARE(text(0, StatisticsModel::Series), QStringLiteral("running"));
        QCOMPARE(text(0, StatisticsModel::Mean), QStringLiteral("2.5"));
        QCOMPARE(text(0, StatisticsModel::Last), QStringLiteral("4"));
        QCOMPARE(model.headerData(StatisticsModel::Highest, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("Highest"));
    }
};

QTEST_GUILESS_MAIN(StatisticsModelTest)
#include "tst_statisticsmodel.moc"
