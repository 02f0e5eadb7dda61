#pragma once

#include "docker/enginestream.h"
#include "local/projectwatch.h"
#include "local/stampedlines.h"
#include "platform/logline.h"

namespace crescendo {

/// The log of a container, over a connection to its engine of its own. It is followed by name: one that was
/// made anew in its place goes on.
class ContainerLog final : public LiveLog {
    Q_OBJECT

public:
    ContainerLog(MakeTransport connect, QString container, QObject *parent = nullptr);
    ~ContainerLog() override;

    void start() override;
    void stop() override;

private:
    void look();
    void onDetails(const ContainerDetails &details);
    void open(const ContainerDetails &details);
    void tell(const std::vector<StampedLine> &lines);
    void onFinished(const Result<> &result);
    void lose(const Error &error);
    bool isFirstLoss();

    const MakeTransport m_connect;
    const QString m_container;
    std::unique_ptr<HttpTransport> m_transport;
    std::optional<EngineClient> m_engine;
    std::unique_ptr<LogStream> m_stream;
    StampedLines m_lines;
    LogReader m_reader;
    std::optional<TimePoint> m_run; // when the container that is read was started
    std::optional<TimePoint> m_readRun; // of one that was read to its end
    bool m_isInterrupted = false;
    Backoff m_backoff;
    QTimer m_retry;
};

} // namespace crescendo
