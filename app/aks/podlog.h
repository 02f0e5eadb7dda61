#pragma once

#include "kubernetes/apiclient.h"
#include "net/backoff.h"
#include "platform/logline.h"
#include "platform/logsources.h"
#include "platform/platform.h"
#include "platform/stampedchannel.h"

#include <QTimer>

namespace crescendo {

/// Which log of a pod.
struct PodLogPlace {
    QString namespaceName;
    QString pod;
    QString container;
    bool isPrevious = false; ///< what the container's run before the last restart left

    bool operator==(const PodLogPlace &) const = default;
};

/// The log of a container of a pod, over a stream of its own. Goes on after a cut with the line after the one
/// that was told last. While the platform is lost the stream may lead nowhere: it is opened anew with the
/// platform's.
class PodLog final : public LiveLog {
    Q_OBJECT

public:
    PodLog(const Platform &platform, ApiClient client, PodLogPlace place, QObject *parent = nullptr);
    ~PodLog() override;

    void start() override;
    void stop() override;

private:
    void open();
    void onOpened(int status, const HttpHeaders &headers);
    void receive(const QByteArray &bytes);
    void onFinished(const Result<> &result);
    void onPlatform(ConnectionState state);
    void tell(const std::vector<StampedLine> &lines);
    void noteOpened();
    void lose(const Error &error);
    bool isFirstLoss();
    void closeStream();
    QByteArray path() const;

    const ApiClient m_client;
    const PodLogPlace m_place;
    std::unique_ptr<HttpStream> m_stream;
    HttpResponse m_refusal; // of a log that is not there: its body is the reason
    StampedChannel m_lines;
    LogReader m_reader;
    bool m_isRunning = false;
    bool m_isInterrupted = false;
    bool m_hasEnded = false; // until the container writes again
    Backoff m_backoff;
    QTimer m_retry;
};

} // namespace crescendo
