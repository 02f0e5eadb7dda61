#pragma once

#include "domain/pool.h"

#include <QByteArray>

#include <map>

namespace crescendo {

/// `GET /api/metrics/autoscaling`, exactly as the guide shows it: one object `autoscaling` and one per pool.
/// Any service that answers this can be watched.
struct AutoscalingMetrics {
    struct PoolMetrics {
        QueueDepth queue;
        int utilizationPercent = 0;
        bool shouldScaleUp = false;
        bool shouldScaleDown = false;

        bool operator==(const PoolMetrics &) const = default;
    };

    Profile common; ///< its cooldown is not part of the document
    AutoscalerStatus status = AutoscalerStatus::Unknown;
    std::map<PoolId, PoolMetrics> pools;

    bool operator==(const AutoscalingMetrics &) const = default;
};

QByteArray encode(const AutoscalingMetrics &metrics);
/// Every member other than `autoscaling` that has a `queue` is a pool; unknown members are skipped.
Result<AutoscalingMetrics> decodeAutoscalingMetrics(const QByteArray &bytes);

} // namespace crescendo
