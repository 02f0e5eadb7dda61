#pragma once

#include "domain/connectionconfig.h"
#include "ui/models/rowmodel.h"
#include "ui/presentation/statetext.h"

namespace crescendo {

struct ConfiguredRow {
    ConnectionConfig config;
    StateText state;
    QString trouble; ///< of the connection; may be empty
    bool isEdited = false; ///< in the editor, and not saved

    QString key() const { return config.id.value; }
    bool operator==(const ConfiguredRow &) const = default;
};

/// The configured connections, in their order.
class ConfiguredModel final : public RowModel<ConfiguredRow> {
    Q_OBJECT

public:
    enum Role { DetailRole = FirstFreeRole }; ///< QString: the second line

    using RowModel::RowModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace crescendo
