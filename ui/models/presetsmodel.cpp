#include "ui/models/presetsmodel.h"

#include "ui/presentation/profiletext.h"
#include "ui/theme/icons.h"

#include <QIcon>

namespace crescendo {
namespace {

QString nameText(const PresetRow &row)
{
    return row.isEdited ? PresetsModel::tr("%1, edited").arg(row.preset.name) : row.preset.name;
}

QString originText(PresetOrigin origin)
{
    switch (origin) {
    case PresetOrigin::Live:
        return PresetsModel::tr("What is live now");
    case PresetOrigin::Guide:
        return PresetsModel::tr("Built in; save it under another name to change it");
    case PresetOrigin::Own:
        break;
    }
    return PresetsModel::tr("Your own");
}

} // namespace

int PresetsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant PresetsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PresetRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return nameText(shown);
    case DetailRole:
        return shown.preset.description;
    case Qt::DecorationRole:
        return shown.origin == PresetOrigin::Own ? QVariant() : icon(QStringLiteral("lock"));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1\n%2\n%3\n%4")
            .arg(nameText(shown), shown.preset.description, profileText(shown.preset.profile),
                 originText(shown.origin));
    default:
        return {};
    }
}

} // namespace crescendo
