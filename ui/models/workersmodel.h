#pragma once

#include "domain/worker.h"
#include "ui/models/rowmodel.h"

namespace crescendo {

struct WorkerRow {
    Worker worker;
    ConnectionId connection;
    PoolId pool;
    QString gpuAbsence; ///< why it shows no use of GPUs

    QString key() const { return connection.value + QChar(0) + worker.id.value; }
    bool operator==(const WorkerRow &) const = default;
};

/// The workers of one pool, or of all.
class WorkersModel final : public RowModel<WorkerRow> {
    Q_OBJECT

public:
    enum Column { Name, State, Job, Cpu, Memory, Gpu, Port, Uptime, PoolColumn, ColumnCount };

    explicit WorkersModel(QObject *parent = nullptr);

    void show(const std::vector<Worker> &workers, TimePoint now, const QString &gpuAbsence = {});
    void show(std::vector<WorkerRow> rows, TimePoint now);
    void setNow(TimePoint now); ///< for uptimes

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString toolTip(const WorkerRow &row, int column);
    QString text(const WorkerRow &row, int column) const;
    static QVariant sortValue(const WorkerRow &row, int column);

    TimePoint m_now;
};

} // namespace crescendo
