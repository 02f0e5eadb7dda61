#include "aks/podtrouble.h"

#include "kubernetes/workload.h"

#include <QStringList>

#include <array>

namespace crescendo {
namespace {

struct Sign {
    const char *text;
    WorkerTroubleKind kind;
};

/// In a scheduler's message, the scarcest first: "0/4 nodes are available: 1 Insufficient nvidia.com/gpu,
/// 3 node(s) had untolerated taint {sku: gpu}."
constexpr std::array schedulerSigns{
    Sign{"com/gpu", WorkerTroubleKind::NoGpu},
    Sign{"nvidia.com/mig", WorkerTroubleKind::NoGpu},
    Sign{"Insufficient cpu", WorkerTroubleKind::NoRoom},
    Sign{"Insufficient memory", WorkerTroubleKind::NoRoom},
    Sign{"Too many pods", WorkerTroubleKind::NoRoom},
    Sign{"untolerated taint", WorkerTroubleKind::Taint},
    Sign{"olume", WorkerTroubleKind::Volume},
};

constexpr std::array reasons{
    Sign{"ErrImagePull", WorkerTroubleKind::ImagePull},
    Sign{"ImagePullBackOff", WorkerTroubleKind::ImagePull},
    Sign{"ErrImageNeverPull", WorkerTroubleKind::ImagePull},
    Sign{"InvalidImageName", WorkerTroubleKind::ImagePull},
    Sign{"CrashLoopBackOff", WorkerTroubleKind::CrashLoop},
};

WorkerTroubleKind kindOfScheduling(const QString &message)
{
    for (const Sign &sign : schedulerSigns) {
        if (message.contains(QLatin1String(sign.text)))
            return sign.kind;
    }
    return WorkerTroubleKind::NoNode;
}

WorkerTroubleKind kindOf(const Pod &pod)
{
    if (pod.reason == QLatin1String("Unschedulable"))
        return kindOfScheduling(pod.message);
    if (pod.lastEnd == QLatin1String("OOMKilled"))
        return WorkerTroubleKind::OutOfMemory;
    for (const Sign &sign : reasons) {
        if (pod.reason == QLatin1String(sign.text))
            return sign.kind;
    }
    return WorkerTroubleKind::Other;
}

/// On the way to being ready, every pod says these.
bool takesItsTime(const Pod &pod)
{
    static const QStringList usual{QString(), QStringLiteral("ContainerCreating"),
                                   QStringLiteral("PodInitializing")};
    return usual.contains(pod.reason) && pod.lastEnd != QLatin1String("OOMKilled");
}

} // namespace

std::optional<WorkerTrouble> troubleOf(const Pod &pod)
{
    const bool isOver = pod.phase == QLatin1String("Succeeded") || pod.phase == QLatin1String("Failed");
    if (pod.isReady || pod.meta.isBeingDeleted || isOver || takesItsTime(pod))
        return std::nullopt;
    QStringList words{pod.reason, pod.message};
    words.removeAll(QString());
    return WorkerTrouble{kindOf(pod), words.join(QStringLiteral(": "))};
}

} // namespace crescendo
