#pragma once

#include "api/metrics.h"
#include "autoscaler/loop/autoscaler.h"
#include "autoscaler/queue/jobqueue.h"
#include "net/server/server.h"

#include <map>
#include <tuple>

namespace crescendo {

/// `GET /api/metrics/autoscaling` as the guide shows it, `/metrics` for Prometheus, `/healthz` and `/readyz`.
class MetricsApi final : public QObject {
    Q_OBJECT

public:
    MetricsApi(const Autoscaler &autoscaler, const JobQueue &queue, QObject *parent = nullptr);

    void addRoutes(HttpServer &server);

private:
    AutoscalingMetrics autoscalingMetrics() const;
    QByteArray prometheusText() const;

    const Autoscaler &m_autoscaler;
    const JobQueue &m_queue;
    AutoscalingMetrics m_encodedMetrics; // many ask far more often than anything changes
    QByteArray m_encoded;
    std::map<std::tuple<QString, QString, QString>, quint64> m_decisions; // pool, direction, reason
};

} // namespace crescendo
