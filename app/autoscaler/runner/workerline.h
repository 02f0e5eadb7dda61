#pragma once

#include <QString>

namespace crescendo {

/// A line that a worker wrote, without the time and the category of its own log.
struct WorkerLine {
    QString level; ///< "warn"; empty for what is not of its log
    QString text;

    bool operator==(const WorkerLine &) const = default;
};

WorkerLine workerLineFrom(const QString &line);

} // namespace crescendo
