#pragma once

#include "api/serviceclient.h"
#include "platform/load.h"

namespace crescendo {

/// The guide's load test: uploads many clips, each long before the one before is analysed, so that they
/// queue. First lets the service analyse a short clip to learn how fast this machine is, and makes the clips
/// as long as the plan's work needs; a service that shows no jobs is taken to be about as fast as most. Holds
/// as many clips in memory as are uploaded at the same time, and of files none.
class LoadGenerator final : public Load {
    Q_OBJECT

public:
    LoadGenerator(std::unique_ptr<HttpTransport> transport, LoadPlan plan, QObject *parent = nullptr);
    ~LoadGenerator() override;

    void start() override;

private:
    void measure(double clipSeconds);
    Async<JobId> upload(const QString &name, double clipSeconds, int number);
    void watch(const JobId &job, double clipSeconds, int asksLeft);
    void onMeasured(const Job &job, double clipSeconds);
    double lengthFor(double rate) const;
    void uploadAll(double clipSeconds);
    void uploadNext();
    Async<JobId> uploadNumber(int number);
    void onUploaded(const Result<JobId> &job);

    std::unique_ptr<HttpTransport> m_transport;
    ServiceClient m_client;
    LoadPlan m_plan;
    double m_clipSeconds = 0; // of those that are uploaded
    int m_begun = 0;
    int m_settled = 0;
};

} // namespace crescendo
