#pragma once

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
    QByteArray autoscalingDocument() const;
    QByteArray prometheusText() const;

    const Autoscaler &m_autoscaler;
    const JobQueue &m_queue;
    std::map<std::tuple<QString, QString, QString>, quint64> m_decisions; // pool, direction, reason
};

} // namespace crescendo
