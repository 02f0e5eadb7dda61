#include "ui/models/configuredmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

ConfiguredRow endpoint(const char *name, Tone tone = Tone::Fine)
{
    ConfiguredRow row;
    row.config.id = {QLatin1String(name)};
    row.config.name = QLatin1String(name);
    row.config.kind = ConnectionKind::Endpoint;
    row.config.endpoint = QUrl(QStringLiteral("http://%1:5000").arg(QLatin1String(name)));
    row.state = {tone, QStringLiteral("Live")};
    return row;
}

} // namespace

class ConfiguredModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhereAndHow()
    {
        ConfiguredModel model;
        const QAbstractItemModelTester tester(&model);
        ConfiguredRow readOnly = endpoint("b");
        readOnly.config.readOnly = true;
        readOnly.isEdited = true;
        ConfiguredRow cluster = endpoint("c");
        cluster.config.kind = ConnectionKind::Cluster;
        ConfiguredRow named = cluster;
        named.config.id = {QStringLiteral("d")};
        named.config.context = QStringLiteral("aks-1");
        model.setRows(
            {{embeddedConnection(), {Tone::Broken, QStringLiteral("Lost")}}, readOnly, cluster, named});
        const auto detail = [&model](int i) {
            return model.index(i, 0).data(ConfiguredModel::DetailRole).toString();
        };
        QCOMPARE(detail(0), QStringLiteral("Lost · on this machine"));
        QCOMPARE(detail(1), QStringLiteral("Live · http://b:5000 · read-only"));
        QCOMPARE(detail(2), QStringLiteral("Live · current context"));
        QCOMPARE(detail(3), QStringLiteral("Live · context aks-1"));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("b, edited"));
        QCOMPARE(model.index(2, 0).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("c\nLive · current context"));
        named.trouble = QStringLiteral("its kubeconfig is broken");
        model.setRows({named});
        QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("c\nLive · context aks-1\nits kubeconfig is broken"));
        model.setRows(
            {{embeddedConnection(), {Tone::Broken, QStringLiteral("Lost")}}, readOnly, cluster, named});
        QCOMPARE(model.index(0, 0).data(ToneRole).toInt(), static_cast<int>(Tone::Broken));
    }

    void tellsOnlyWhatChanged()
    {
        ConfiguredModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows({endpoint("a"), endpoint("b"), endpoint("c")});
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({endpoint("a"), endpoint("c", Tone::Broken), endpoint("d")});
        QCOMPARE(removed.count(), 1);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    }
};

QTEST_MAIN(ConfiguredModelTest)
#include "tst_configuredmodel.moc"
