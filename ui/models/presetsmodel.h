#pragma once

#include "domain/profile.h"
#include "ui/models/rowmodel.h"

namespace crescendo {

enum class PresetOrigin {
    Live, // what governs a pool now
    Guide, // built in
    Own, // a file
};

struct PresetRow {
    PresetOrigin origin = PresetOrigin::Guide;
    Preset preset;
    bool isEdited = false; ///< in the editor, and not saved

    QString key() const { return QString::number(static_cast<int>(origin)) + preset.name; }
    bool operator==(const PresetRow &) const = default;
};

/// The presets to choose from. Those that cannot be changed have a lock.
class PresetsModel final : public RowModel<PresetRow> {
    Q_OBJECT

public:
    enum Role { DetailRole = FirstFreeRole }; ///< QString: the second line

    using RowModel::RowModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace crescendo
