#pragma once

#include "history/journalentry.h"
#include "ui/models/rowmodel.h"

namespace crescendo {

struct ActivityRow {
    JournalEntry entry;
    QString where; ///< the connection's name, or its id where it is not open

    qint64 key() const { return entry.id.value; }
    bool operator==(const ActivityRow &) const = default;
};

/// The journal as a table: when, where, what, why and by whom, and how it ended.
class ActivityModel final : public RowModel<ActivityRow> {
    Q_OBJECT

public:
    enum Column { When, Where, What, Why, Result, ColumnCount };
    enum Role {
        DetailRole = FirstFreeRole, ///< QString: the second line of a cell; may be empty
        CanUndoRole, ///< bool
    };

    explicit ActivityModel(QObject *parent = nullptr);

    void show(std::vector<ActivityRow> rows, TimePoint now);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    TimePoint m_now;
};

} // namespace crescendo
