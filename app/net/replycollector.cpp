#include "net/replycollector.h"

#include "net/requestwriter.h"

namespace crescendo {

Async<HttpResponse> ReplyCollector::collect(std::unique_ptr<HttpStream> stream, const HttpRequest &request,
                                            QObject *parent)
{
    return (new ReplyCollector(stream.release(), request, parent))->m_promise.future();
}

ReplyCollector::ReplyCollector(HttpStream *stream, const HttpRequest &request, QObject *parent)
    : QObject(parent)
    , m_operation(operationOf(request))
    , m_maxBodyBytes(request.maxBodyBytes)
{
    stream->setParent(this);
    connect(stream, &HttpStream::opened, this, [this](int status, const HttpHeaders &headers) {
        m_response.status = status;
        m_response.headers = headers;
    });
    connect(stream, &HttpStream::received, this, &ReplyCollector::take);
    connect(stream, &HttpStream::finished, this, [this](const Result<> &result) {
        settle(result ? Result<HttpResponse>(std::move(m_response)) : fail(result.error()));
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        settle(fail(
            {ErrorKind::Timeout, m_operation, QStringLiteral("the reply did not come in time"), 0, true}));
    });
    connect(&m_watcher, &QFutureWatcherBase::canceled, this,
            [this] { settle(fail(ErrorKind::Cancelled, m_operation)); });
    m_promise.start();
    m_watcher.setFuture(m_promise.future());
    m_timer.setSingleShot(true);
    m_timer.start(request.timeout);
}

ReplyCollector::~ReplyCollector()
{
    settle(fail(ErrorKind::Cancelled, m_operation));
}

void ReplyCollector::take(const QByteArray &bytes)
{
    if (m_response.body.size() + bytes.size() > m_maxBodyBytes) {
        settle(fail(ErrorKind::LimitExceeded, m_operation,
                    QStringLiteral("the reply is longer than %1 bytes").arg(m_maxBodyBytes)));
        return;
    }
    m_response.body += bytes;
}

void ReplyCollector::settle(const Result<HttpResponse> &result)
{
    if (std::exchange(m_isSettled, true))
        return;
    m_timer.stop();
    for (QObject *stream : children())
        stream->disconnect(this);
    deleteLater(); // and with it the stream, which may be in the middle of telling us
    // Whoever is told may delete the transport, and with it this; the promise is needed until then.
    QPromise<Result<HttpResponse>> promise = std::move(m_promise);
    promise.addResult(result);
    promise.finish();
}

} // namespace crescendo
