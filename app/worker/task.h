#pragma once

#include "base/result.h"
#include "domain/job.h"

#include <QByteArray>
#include <QIODevice>
#include <QJsonObject>

#include <atomic>
#include <functional>
#include <memory>

namespace crescendo {

/// The line between a computation and whoever started it. Both sides may use it at any time.
struct TaskControl {
    std::atomic<bool> cancelled = false; ///< set it, and the computation ends with Cancelled soon
    std::atomic<double> progress = 0; ///< 0–1, written by the computation
};

struct TaskInput {
    QJsonObject parameters;
    std::unique_ptr<QIODevice> file; ///< the uploaded file, open for reading; null where the job has none
};

struct TaskOutput {
    QByteArray contentType;
    QByteArray bytes;
};

/// What a worker of one pool does with a job; runs on a thread of its own. Errors: Cancelled; Io and Internal
/// are this machine's trouble, Unavailable is its lack of memory; every other kind is the job's own fault.
using Task = std::function<Result<TaskOutput>(TaskInput input, TaskControl &control)>;

inline FailureCause causeOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Io:
    case ErrorKind::Internal:
        return FailureCause::Worker;
    case ErrorKind::Unavailable:
        return FailureCause::OutOfMemory;
    default:
        return FailureCause::Input;
    }
}

} // namespace crescendo
