#pragma once

#include "autoscaler/loop/autoscaler.h"
#include "autoscaler/queue/samplestore.h"
#include "net/server/server.h"

#include <QTimer>

namespace crescendo {

/// Keeps a sample of every pool at each evaluation, at least every 10 s, and every decision, and gives them
/// out: `GET /api/autoscaling/history?from=&to=&step=`.
class HistoryApi final : public QObject {
    Q_OBJECT

public:
    /// `interval`: between samples, however seldom it is evaluated.
    HistoryApi(const Autoscaler &autoscaler, SampleStore &store, const Clock &clock,
               Millis interval = Seconds(10), QObject *parent = nullptr);

    void addRoutes(HttpServer &server);

private:
    void keepSamples();
    void keepSamplesBetween();
    void read(const ServerRequest &request, const ReplyPtr &reply);

    const Autoscaler &m_autoscaler;
    SampleStore &m_store;
    const Clock &m_clock;
    const Millis m_interval;
    QTimer m_timer;
    int m_readings = 0; // under way
};

} // namespace crescendo
