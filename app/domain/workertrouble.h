#pragma once

#include <QString>

namespace crescendo {

/// Why a worker is not ready, told apart by what helps.
enum class WorkerTroubleKind {
    NoGpu, // no node has one free
    NoRoom, // no node has enough CPU or memory free
    Taint, // the nodes that are there keep it away
    Volume, // what it stores on is not there
    NoNode, // no node fits for another reason
    ImagePull,
    CrashLoop,
    OutOfMemory,
    Other,
};

struct WorkerTrouble {
    WorkerTroubleKind kind = WorkerTroubleKind::Other;
    QString detail; ///< in its source's words

    bool operator==(const WorkerTrouble &) const = default;
};

} // namespace crescendo
