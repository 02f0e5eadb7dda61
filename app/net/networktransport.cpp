#include "net/networktransport.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

namespace crescendo {
namespace {

const QString operation = QStringLiteral("exchange HTTP");

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

bool carriesSecret(const HttpHeaders &headers)
{
    return !headerValue(headers, "Authorization").isEmpty() || !headerValue(headers, "Cookie").isEmpty();
}

Error errorOf(const QNetworkReply &reply)
{
    Error error{ErrorKind::Unavailable, operation, reply.errorString(), 0, true};
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError:
        error.kind = ErrorKind::Cancelled;
        error.retryable = false;
        break;
    case QNetworkReply::TimeoutError:
        error.kind = ErrorKind::Timeout;
        break;
    case QNetworkReply::SslHandshakeFailedError:
        error.retryable = false;
        break;
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        error.kind = ErrorKind::Protocol;
        error.retryable = false;
        break;
    default:
        break;
    }
    return error;
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

HttpHeaders headersOf(const QNetworkReply &reply)
{
    const QList<QNetworkReply::RawHeaderPair> &pairs = reply.rawHeaderPairs();
    return {pairs.begin(), pairs.end()};
}

Error tooLong(qint64 limit)
{
    return {ErrorKind::LimitExceeded, operation,
            QStringLiteral("the reply is longer than %1 bytes").arg(limit)};
}

Error tooSlow(Millis timeout)
{
    return {ErrorKind::Timeout, operation, QStringLiteral("no reply within %1 ms").arg(timeout.count()), 0,
            true};
}

/// One exchange until its end; owns the reply and aborts it when it goes.
class Exchange final : public QObject {
public:
    Exchange(QNetworkReply *reply, const HttpRequest &request, QObject *parent)
        : QObject(parent)
        , m_reply(reply)
        , m_limit(request.maxBodyBytes)
        , m_timeout(request.timeout)
    {
        m_reply->setParent(this);
        m_promise.start();
        connect(&m_timer, &QTimer::timeout, this, [this] { settle(fail(tooSlow(m_timeout))); });
        connect(m_reply, &QNetworkReply::readyRead, this, [this] {
            m_body += m_reply->readAll();
            if (m_body.size() > m_limit)
                settle(fail(tooLong(m_limit)));
        });
        connect(m_reply, &QNetworkReply::finished, this, [this] { settle(outcome()); });
        m_timer.setSingleShot(true);
        m_timer.start(m_timeout);
    }

    ~Exchange() override
    {
        settle(fail(ErrorKind::Cancelled, operation));
        m_reply->disconnect(this);
        m_reply->abort();
    }

    Async<HttpResponse> future() { return m_promise.future(); }

private:
    Result<HttpResponse> outcome()
    {
        // A status of its own means that the server has answered, whatever Qt thinks of the status.
        if (statusOf(*m_reply) == 0 || isCut())
            return fail(errorOf(*m_reply));
        m_body += m_reply->readAll();
        if (m_body.size() > m_limit)
            return fail(tooLong(m_limit));
        return HttpResponse{statusOf(*m_reply), headersOf(*m_reply), m_body};
    }

    /// The headers came, but not all of the body.
    bool isCut() const
    {
        return m_reply->error() == QNetworkReply::RemoteHostClosedError
            || m_reply->error() == QNetworkReply::ProtocolFailure
            || m_reply->error() == QNetworkReply::UnknownNetworkError;
    }

    void settle(Result<HttpResponse> result)
    {
        if (m_settled)
            return;
        m_settled = true;
        m_timer.stop();
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

    QNetworkReply *m_reply;
    qint64 m_limit;
    Millis m_timeout;
    QByteArray m_body;
    QTimer m_timer;
    QPromise<Result<HttpResponse>> m_promise;
    bool m_settled = false;
};

class NetworkStream final : public HttpStream {
public:
    NetworkStream(QNetworkReply *reply, Millis timeout) : m_reply(reply), m_timeout(timeout)
    {
        connect(&m_timer, &QTimer::timeout, this, [this] { end(fail(tooSlow(m_timeout))); });
        connect(reply, &QNetworkReply::metaDataChanged, this, &NetworkStream::open);
        connect(reply, &QNetworkReply::readyRead, this, [this] {
            open();
            Q_EMIT received(m_reply->readAll());
        });
        connect(reply, &QNetworkReply::finished, this, [this] {
            open();
            if (statusOf(*m_reply) != 0 && m_reply->error() != QNetworkReply::RemoteHostClosedError)
                end({});
            else
                end(fail(errorOf(*m_reply)));
        });
        m_timer.setSingleShot(true);
        m_timer.start(timeout);
    }

    ~NetworkStream() override
    {
        if (!m_reply)
            return;
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }

private:
    void open()
    {
        if (m_opened || statusOf(*m_reply) == 0)
            return;
        m_opened = true;
        m_timer.stop();
        Q_EMIT opened(statusOf(*m_reply), headersOf(*m_reply));
    }

    void end(const Result<> &result)
    {
        if (std::exchange(m_ended, true))
            return;
        m_timer.stop();
        Q_EMIT finished(result);
    }

    QPointer<QNetworkReply> m_reply; // the manager may go first
    Millis m_timeout;
    QTimer m_timer;
    bool m_opened = false;
    bool m_ended = false;
};

/// A stream that could not even begin.
class FailedStream final : public HttpStream {
public:
    explicit FailedStream(const Error &error)
    {
        QMetaObject::invokeMethod(
            this, [this, error] { Q_EMIT finished(fail(error)); }, Qt::QueuedConnection);
    }
};

} // namespace

struct NetworkTransport::Private {
    QUrl base;
    QSslConfiguration tls;
    QNetworkAccessManager manager;
    QObject exchanges; // destroyed before the manager, so that their replies are

    Result<QNetworkReply *> begin(const HttpRequest &request)
    {
        if (base.scheme() == QLatin1String("http") && !isLoopback(base.host())
            && carriesSecret(request.headers))
            return fail(ErrorKind::InvalidInput, operation,
                        QStringLiteral("no secret is sent in clear text to %1; use https").arg(base.host()));
        const QByteArray prefix = base.path(QUrl::FullyEncoded).toUtf8();
        const QUrl url = QUrl::fromEncoded(
            base.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded()
            + (prefix == "/" ? QByteArray() : prefix) + request.target);
        QNetworkRequest out(url);
        out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        out.setAttribute(QNetworkRequest::Http2AllowedAttribute, base.scheme() == QLatin1String("https"));
        out.setRawHeader("User-Agent", "crescendo/" CRESCENDO_VERSION);
        out.setSslConfiguration(tls);
        for (const auto &[name, value] : request.headers)
            out.setRawHeader(name, value);
        return manager.sendCustomRequest(out, request.method, request.body);
    }
};

NetworkTransport::NetworkTransport(QUrl base, const QSslConfiguration &tls, QObject *parent)
    : HttpTransport(parent)
    , d(std::make_unique<Private>())
{
    d->base = std::move(base);
    d->tls = tls;
    if (isLoopback(d->base.host()))
        d->manager.setProxy(QNetworkProxy::NoProxy);
}

NetworkTransport::~NetworkTransport() = default;

Async<HttpResponse> NetworkTransport::send(HttpRequest request)
{
    const Result<QNetworkReply *> reply = d->begin(request);
    if (!reply)
        return ready<HttpResponse>(fail(reply.error()));
    auto *exchange = new Exchange(*reply, request, &d->exchanges);
    return exchange->future();
}

std::unique_ptr<HttpStream> NetworkTransport::open(HttpRequest request)
{
    const Result<QNetworkReply *> reply = d->begin(request);
    if (!reply)
        return std::make_unique<FailedStream>(reply.error());
    return std::make_unique<NetworkStream>(*reply, request.timeout);
}

} // namespace crescendo
