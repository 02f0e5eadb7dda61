#pragma once

#include <QAbstractTableModel>
#include <QSet>

#include <algorithm>
#include <utility>
#include <vector>

namespace crescendo {

enum ModelRole {
    SortRole = Qt::UserRole, ///< the raw value, also for sorting
    ToneRole, ///< int(Tone)
    FirstFreeRole,
};

/// A table that is given its rows whole, works out the difference and tells views only that: rows that went,
/// came or moved, and the changed ones in merged stretches. `Row` compares with == and has a `key()` that
/// stays the same while it is the same thing.
template <typename Row> class RowModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    const Row &row(int index) const { return m_rows.at(static_cast<std::size_t>(index)); }
    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    void setRows(std::vector<Row> next)
    {
        removeMissing(next);
        insertAndMove(next);
        updateChanged(std::move(next));
    }

private:
    using Key = std::decay_t<decltype(std::declval<Row>().key())>;

    static QSet<Key> keysOf(const std::vector<Row> &rows)
    {
        QSet<Key> keys;
        for (const Row &row : rows)
            keys.insert(row.key());
        return keys;
    }

    void removeMissing(const std::vector<Row> &next)
    {
        const QSet<Key> staying = keysOf(next);
        const auto isGone = [&](int index) { return !staying.contains(row(index).key()); };
        for (int last = rowCount() - 1; last >= 0; --last) {
            if (!isGone(last))
                continue;
            int first = last;
            while (first > 0 && isGone(first - 1))
                --first;
            beginRemoveRows({}, first, last);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            endRemoveRows();
            last = first;
        }
    }

    /// Afterwards the rows have the keys of `next`, in its order.
    void insertAndMove(const std::vector<Row> &next)
    {
        const QSet<Key> known = keysOf(m_rows);
        const int count = static_cast<int>(next.size());
        const auto isNew = [&](int index) {
            return !known.contains(next[static_cast<std::size_t>(index)].key());
        };
        for (int i = 0; i < count; ++i) {
            if (isNew(i)) {
                int end = i + 1;
                while (end < count && isNew(end))
                    ++end;
                beginInsertRows({}, i, end - 1);
                m_rows.insert(m_rows.begin() + i, next.begin() + i, next.begin() + end);
                endInsertRows();
                i = end - 1;
            } else if (row(i).key() != next[static_cast<std::size_t>(i)].key()) {
                moveUp(next[static_cast<std::size_t>(i)].key(), i);
            }
        }
    }

    void moveUp(const Key &key, int to)
    {
        const auto found =
            std::find_if(m_rows.begin() + to, m_rows.end(), [&](const Row &row) { return row.key() == key; });
        const int from = static_cast<int>(found - m_rows.begin());
        beginMoveRows({}, from, from, {}, to);
        std::rotate(m_rows.begin() + to, found, found + 1);
        endMoveRows();
    }

    void updateChanged(std::vector<Row> next)
    {
        std::vector<bool> isChanged(next.size());
        for (std::size_t i = 0; i < next.size(); ++i)
            isChanged[i] = !(m_rows[i] == next[i]);
        m_rows = std::move(next);
        for (std::size_t i = 0; i < isChanged.size(); ++i) {
            if (!isChanged[i])
                continue;
            std::size_t end = i + 1;
            while (end < isChanged.size() && isChanged[end])
                ++end;
            Q_EMIT dataChanged(index(static_cast<int>(i), 0),
                               index(static_cast<int>(end) - 1, columnCount() - 1));
            i = end - 1;
        }
    }

    std::vector<Row> m_rows;
};

} // namespace crescendo
