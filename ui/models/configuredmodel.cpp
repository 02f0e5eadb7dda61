#include "ui/models/configuredmodel.h"

namespace crescendo {
namespace {

QString nameText(const ConfiguredRow &row)
{
    return row.isEdited ? ConfiguredModel::tr("%1, edited").arg(row.config.name) : row.config.name;
}

QString placeText(const ConnectionConfig &config)
{
    switch (config.kind) {
    case ConnectionKind::Embedded:
        return ConfiguredModel::tr("on this machine");
    case ConnectionKind::Endpoint:
        return config.endpoint.toString();
    case ConnectionKind::Cluster:
        return config.context.isEmpty() ? ConfiguredModel::tr("current context")
                                        : ConfiguredModel::tr("context %1").arg(config.context);
    }
    return {};
}

QString detailText(const ConfiguredRow &row)
{
    const QString detail = QStringLiteral("%1 · %2").arg(row.state.text, placeText(row.config));
    return row.config.readOnly ? ConfiguredModel::tr("%1 · read-only").arg(detail) : detail;
}

} // namespace

int ConfiguredModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant ConfiguredModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConfiguredRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return nameText(shown);
    case DetailRole:
        return detailText(shown);
    case ToneRole:
        return static_cast<int>(shown.state.tone);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return QStringList{nameText(shown), detailText(shown), shown.trouble}
            .join(QLatin1Char('\n'))
            .trimmed();
    default:
        return {};
    }
}

} // namespace crescendo
