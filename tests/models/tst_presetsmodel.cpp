#include "ui/models/presetsmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QIcon>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

PresetRow row(PresetOrigin origin, const char *name, bool isEdited = false)
{
    return {origin, {QLatin1String(name), QStringLiteral("what for"), Profile()}, isEdited};
}

QString namesOf(const QAbstractItemModel &model)
{
    QStringList names;
    for (int i = 0; i < model.rowCount(); ++i)
        names << model.index(i, 0).data().toString();
    return names.join(u'|');
}

} // namespace

class PresetsModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatThereIs()
    {
        PresetsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows({row(PresetOrigin::Live, "Live: analysis"), row(PresetOrigin::Guide, "Aggressive"),
                       row(PresetOrigin::Own, "Night", true)});
        QCOMPARE(namesOf(model), QStringLiteral("Live: analysis|Aggressive|Night, edited"));
        QCOMPARE(model.index(2, 0).data(PresetsModel::DetailRole).toString(), QStringLiteral("what for"));
        QVERIFY(
            model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Built in")));
    }

    void whatCannotBeChangedHasALock()
    {
        PresetsModel model;
        model.setRows({row(PresetOrigin::Live, "Live"), row(PresetOrigin::Guide, "Aggressive"),
                       row(PresetOrigin::Own, "Night")});
        const auto hasLock = [&model](int i) {
            return !model.index(i, 0).data(Qt::DecorationRole).value<QIcon>().isNull();
        };
        QVERIFY(hasLock(0));
        QVERIFY(hasLock(1));
        QVERIFY(!hasLock(2));
    }

    void tellsOnlyWhatChanged()
    {
        PresetsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows({row(PresetOrigin::Guide, "Aggressive"), row(PresetOrigin::Own, "Night")});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setRows({row(PresetOrigin::Guide, "Aggressive", true), row(PresetOrigin::Own, "Night")});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.front().front().toModelIndex().row(), 0);
        // An own preset may have the name that a live one shows: they are not the same.
        model.setRows({row(PresetOrigin::Live, "Night"), row(PresetOrigin::Guide, "Aggressive")});
        QCOMPARE(removed.size(), 1);
        QCOMPARE(namesOf(model), QStringLiteral("Night|Aggressive"));
    }
};

QTEST_MAIN(PresetsModelTest)
#include "tst_presetsmodel.moc"
