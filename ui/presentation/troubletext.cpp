#include "ui/presentation/troubletext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <map>

namespace crescendo {
namespace {

struct TroubleTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::TroubleTexts)
};

using Counts = std::map<WorkerTroubleKind, int>;

Counts countsOf(const Pool &pool)
{
    Counts counts;
    for (const Worker &worker : pool.workers) {
        if (worker.trouble)
            ++counts[worker.trouble->kind];
    }
    return counts;
}

int presentWorkers(const Pool &pool)
{
    return static_cast<int>(
        std::ranges::count_if(pool.workers, [](const Worker &w) { return w.state != WorkerState::Exited; }));
}

/// What the source says of the first worker with this trouble.
QString detailOf(const Pool &pool, WorkerTroubleKind kind)
{
    const auto worker = std::ranges::find_if(
        pool.workers, [kind](const Worker &w) { return w.trouble && w.trouble->kind == kind; });
    return worker == pool.workers.end() ? QString() : worker->trouble->detail;
}

QString leverOf(WorkerTroubleKind kind)
{
    switch (kind) {
    case WorkerTroubleKind::NoGpu:
        return TroubleTexts::tr("Add GPU nodes, or scale down another pool that holds GPUs.");
    case WorkerTroubleKind::NoRoom:
        return TroubleTexts::tr("Add nodes, or lower what a worker requests.");
    case WorkerTroubleKind::Taint:
        return TroubleTexts::tr("Tolerate the taint, or add nodes without it.");
    case WorkerTroubleKind::Volume:
        return TroubleTexts::tr("See whether its volume claim is bound.");
    case WorkerTroubleKind::NoNode:
        return TroubleTexts::tr("Compare its node selector and affinity with the nodes' labels.");
    case WorkerTroubleKind::ImagePull:
        return TroubleTexts::tr("Check the image's name and the registry's credentials.");
    case WorkerTroubleKind::CrashLoop:
        return TroubleTexts::tr("Look at the log of its previous run.");
    case WorkerTroubleKind::OutOfMemory:
        return TroubleTexts::tr("Raise its memory limit.");
    case WorkerTroubleKind::Other:
        break;
    }
    return {};
}

} // namespace

QString textOf(WorkerTroubleKind kind)
{
    switch (kind) {
    case WorkerTroubleKind::NoGpu:
        return TroubleTexts::tr("no GPU is free on any node");
    case WorkerTroubleKind::NoRoom:
        return TroubleTexts::tr("no node has enough CPU or memory free");
    case WorkerTroubleKind::Taint:
        return TroubleTexts::tr("the nodes' taints keep it away");
    case WorkerTroubleKind::Volume:
        return TroubleTexts::tr("its volume is not there");
    case WorkerTroubleKind::NoNode:
        return TroubleTexts::tr("no node fits");
    case WorkerTroubleKind::ImagePull:
        return TroubleTexts::tr("its image cannot be pulled");
    case WorkerTroubleKind::CrashLoop:
        return TroubleTexts::tr("it crashes again and again");
    case WorkerTroubleKind::OutOfMemory:
        return TroubleTexts::tr("it ran out of memory");
    case WorkerTroubleKind::Other:
        break;
    }
    return TroubleTexts::tr("it has trouble");
}

Sentence troubleSentence(const Pool &pool)
{
    const Counts counts = countsOf(pool);
    const auto worst = std::ranges::max_element(counts, {}, &Counts::value_type::second);
    if (worst == counts.end())
        return {};
    const WorkerTroubleKind kind = worst->first;
    const QString why = kind == WorkerTroubleKind::Other ? detailOf(pool, kind) : textOf(kind);
    return {Tone::Broken,
            TroubleTexts::tr("%1 of %2 not ready: %3.")
                .arg(QString::number(worst->second), workersText(presentWorkers(pool)), why),
            leverOf(kind)};
}

Evidence troubleEvidence(const Pool &pool)
{
    Evidence evidence;
    for (const auto &[kind, count] : countsOf(pool))
        evidence.emplace_back(TroubleTexts::tr("%1 not ready: %2").arg(workersText(count), textOf(kind)),
                              detailOf(pool, kind));
    return evidence;
}

} // namespace crescendo
