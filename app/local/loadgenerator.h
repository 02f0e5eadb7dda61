#pragma once

#include "api/serviceclient.h"

#include <QObject>
#include <QTimer>

namespace crescendo {

struct LoadPlan {
    int clips = 10;
    Seconds workPerClip{6}; ///< how long one worker shall need for one clip on this machine
    bool operator==(const LoadPlan &) const = default;
};

/// The guide's load test: uploads many clips at once so that they queue. First lets the service analyse a
/// short clip to learn how fast this machine is, and makes the clips as long as the plan's work needs.
class LoadGenerator final : public QObject {
    Q_OBJECT

public:
    LoadGenerator(std::unique_ptr<HttpTransport> transport, LoadPlan plan, QObject *parent = nullptr);
    ~LoadGenerator() override;

    void start();

Q_SIGNALS:
    void measured(double audioSecondsPerSecond, double clipSeconds);
    void uploaded(int clips);
    void failed(const crescendo::Error &error);

private:
    void measure(double clipSeconds);
    Async<JobId> upload(const QString &name, double clipSeconds, int number);
    void watch(const JobId &job, double clipSeconds);
    void onMeasured(const Job &job, double clipSeconds);
    void uploadAll(double clipSeconds);

    std::unique_ptr<HttpTransport> m_transport;
    ServiceClient m_client;
    LoadPlan m_plan;
    QTimer m_watching;
    int m_accepted = 0;
    bool m_failed = false;
};

} // namespace crescendo
