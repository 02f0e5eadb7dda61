#pragma once

#include "domain/jobfilter.h"
#include "ui/models/rowmodel.h"

namespace crescendo {

/// Jobs, newest first, as far as they were asked for: a list of a hundred thousand is filled page by page. A
/// page that is read again changes, adds and removes only what is different; what is not known yet between
/// two rows comes when that stretch is read.
class JobsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, State, Subject, PoolColumn, Worker, Accepted, Waited, Took, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// What the list shows after `after`, or from its beginning.
    void merge(const std::optional<JobId> &after, const JobPage &page);
    void clear(); ///< another list begins, and there may be more of it
    void setNow(TimePoint now);

    const Job &job(int row) const { return m_jobs.at(static_cast<std::size_t>(row)); }
    int rowOf(const JobId &job) const; ///< -1 where it is not known

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void moreWanted(); ///< than it has at its end

private:
    int firstFrom(qint64 number) const; ///< the first row whose number is not above
    bool isAt(int row, qint64 number) const;
    void remove(int first, int end);
    template <typename Iterator> Iterator insert(int row, Iterator next, Iterator end);
    template <typename Iterator> Iterator update(int row, Iterator next, Iterator end);
    QString text(const Job &job, int column) const;

    std::vector<Job> m_jobs;
    bool m_hasMore = true;
    TimePoint m_now;
};

} // namespace crescendo
