#pragma once

#include "autoscaler/loop/autoscaler.h"
#include "autoscaler/queue/samplestore.h"
#include "net/server/server.h"

namespace crescendo {

/// Keeps a sample of every pool at each evaluation and every decision, and gives them out:
/// `GET /api/autoscaling/history?from=&to=&step=`.
class HistoryApi final : public QObject {
    Q_OBJECT

public:
    HistoryApi(const Autoscaler &autoscaler, SampleStore &store, const Clock &clock,
               QObject *parent = nullptr);

    void addRoutes(HttpServer &server);

private:
    void keepSamples();
    void read(const ServerRequest &request, const ReplyPtr &reply);

    const Autoscaler &m_autoscaler;
    SampleStore &m_store;
    const Clock &m_clock;
    int m_readings = 0; // under way
};

} // namespace crescendo
