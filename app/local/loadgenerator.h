#pragma once

#include "api/serviceclient.h"

#include <QObject>

namespace crescendo {

struct LoadPlan {
    int clips = 10;
    Seconds workPerClip{6}; ///< how long one worker shall need for one clip on this machine
    Seconds patience{60}; ///< how long a measurement may take
    bool operator==(const LoadPlan &) const = default;
};

/// The guide's load test: uploads many clips, each long before the one before is analysed, so that they
/// queue. First lets the service analyse a short clip to learn how fast this machine is, and makes the clips
/// as long as the plan's work needs. One clip is in memory at a time.
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
    void watch(const JobId &job, double clipSeconds, int asksLeft);
    void onMeasured(const Job &job, double clipSeconds);
    void uploadFrom(int number, double clipSeconds);

    std::unique_ptr<HttpTransport> m_transport;
    ServiceClient m_client;
    LoadPlan m_plan;
};

} // namespace crescendo
