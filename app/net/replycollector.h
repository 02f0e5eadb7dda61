#pragma once

#include "net/http.h"

#include <QFutureWatcher>
#include <QTimer>

namespace crescendo {

/// Collects a stream into one response, within the request's time and size. Cancelling the future ends the
/// exchange. Deletes itself when done; deleted before, the result is Cancelled.
class ReplyCollector final : public QObject {
    Q_OBJECT

public:
    static Async<HttpResponse> collect(std::unique_ptr<HttpStream> stream, const HttpRequest &request,
                                       QObject *parent);
    ~ReplyCollector() override;

private:
    ReplyCollector(HttpStream *stream, const HttpRequest &request, QObject *parent);

    void take(const QByteArray &bytes);
    void settle(const Result<HttpResponse> &result);

    QPromise<Result<HttpResponse>> m_promise;
    QFutureWatcher<Result<HttpResponse>> m_watcher;
    QTimer m_timer;
    QString m_operation;
    qint64 m_maxBodyBytes;
    HttpResponse m_response;
    bool m_isSettled = false;
};

} // namespace crescendo
