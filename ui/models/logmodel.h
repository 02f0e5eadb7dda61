#pragma once

#include "ui/models/logfinder.h"

#include <QAbstractListModel>

namespace crescendo {

/// The lines of a store that match a query, in order; they arrive as they are found.
class LogModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        TextRole = Qt::UserRole, ///< QString: the line, cut where it is very long
        TimeRole, ///< QString: may be empty
        LevelRole, ///< QString: may be empty
        ToneRole, ///< int(Tone)
        MarkRole, ///< bool: said by the console
    };

    explicit LogModel(LogStore &store, QObject *parent = nullptr);

    void show(const LogQuery &query);
    void setPaused(bool isPaused) { m_finder.setPaused(isPaused); }
    bool isFinding() const { return m_finder.isFinding(); }

    const LineNumbers &lines() const { return m_lines; }
    int rowOf(qint64 number) const; ///< of this line, or of the next that is shown
    std::optional<qint64> lineAt(int row) const; ///< its number; nothing where there is no such row
    QString wholeLine(int row) const; ///< as it is copied

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void finished(); ///< all lines that there are were looked at

private:
    void restart();
    void append(const LineNumbers &lines);
    void drop(qint64 first);

    LogStore &m_store;
    LogFinder m_finder;
    LineNumbers m_lines;
};

} // namespace crescendo
