#include "kubernetes/credentialtransport.h"

#include "kubernetes/deferredstream.h"

#include <QFile>
#include <QPointer>

namespace crescendo {
namespace {

constexpr Seconds tokenAge{60};

void add(HttpHeaders &headers, const QByteArray &name, const QString &value)
{
    if (!value.isEmpty())
        headers.emplace_back(name, value.toUtf8());
}

/// What a header's name may not hold is written as in a URL.
QByteArray extraHeader(const QString &key)
{
    return "Impersonate-Extra-" + key.toUtf8().toPercentEncoding("!#$&'*+^`|");
}

HttpHeaders impersonationOf(const KubeUser &user)
{
    HttpHeaders headers;
    add(headers, "Impersonate-User", user.impersonated);
    add(headers, "Impersonate-Uid", user.impersonatedUid);
    for (const QString &group : user.impersonatedGroups)
        add(headers, "Impersonate-Group", group);
    for (const auto &[key, values] : user.impersonatedExtra) {
        for (const QString &value : values)
            add(headers, extraHeader(key), value);
    }
    return headers;
}

HttpRequest withToken(HttpRequest request, const Secret &token)
{
    request.headers.emplace_back("Authorization", "Bearer " + token.reveal());
    return request;
}

} // namespace

CredentialTransport::CredentialTransport(std::unique_ptr<HttpTransport> transport, KubeUser user,
                                         bool sendsToken, const Clock &clock, QObject *parent)
    : HttpTransport(parent)
    , m_transport(std::move(transport))
    , m_user(std::move(user))
    , m_sendsToken(sendsToken)
    , m_impersonation(impersonationOf(m_user))
    , m_clock(clock)
    , m_token(m_user.token)
{
}

void CredentialTransport::usePlugin(std::unique_ptr<ExecPlugin> plugin)
{
    m_plugin = std::move(plugin);
}

Async<HttpResponse> CredentialTransport::send(HttpRequest request)
{
    impersonate(request);
    if (m_plugin)
        return sendWithPlugin(request, true);
    authorize(request);
    return m_transport->send(std::move(request));
}

std::unique_ptr<HttpStream> CredentialTransport::open(HttpRequest request)
{
    impersonate(request);
    if (m_plugin) {
        return std::make_unique<DeferredStream>(
            m_plugin->token(), [self = QPointer(this), request](const Secret &token) {
                return self ? self->m_transport->open(withToken(request, token)) : nullptr;
            });
    }
    authorize(request);
    return m_transport->open(std::move(request));
}

/// Where this goes away meanwhile its plugin and its transport settle with an error: it is not looked at
/// then.
Async<HttpResponse> CredentialTransport::sendWithPlugin(const HttpRequest &request, bool repeats)
{
    const auto judge = [this, request, repeats](const Secret &token, const Result<HttpResponse> &reply) {
        if (!reply || reply->status != 401)
            return ready<HttpResponse>(reply);
        m_plugin->forget(token);
        return repeats ? sendWithPlugin(request, false) : ready<HttpResponse>(reply);
    };
    const auto sendAs = [this, request, judge](const Result<Secret> &token) {
        if (!token)
            return ready<HttpResponse>(fail(token.error()));
        return m_transport->send(withToken(request, *token))
            .then(QtFuture::Launch::Sync,
                  [judge, token = *token](const Result<HttpResponse> &reply) { return judge(token, reply); })
            .unwrap();
    };
    return m_plugin->token().then(QtFuture::Launch::Sync, sendAs).unwrap();
}

void CredentialTransport::impersonate(HttpRequest &request) const
{
    request.headers.insert(request.headers.end(), m_impersonation.begin(), m_impersonation.end());
}

void CredentialTransport::authorize(HttpRequest &request)
{
    if (!m_sendsToken)
        return;
    const bool isOld = !m_tokenRead || m_clock.steadyNow() - *m_tokenRead >= tokenAge;
    if (!m_user.tokenFile.isEmpty() && isOld)
        readToken();
    if (!m_token.isEmpty())
        request = withToken(std::move(request), m_token);
}

void CredentialTransport::readToken()
{
    QFile file(m_user.tokenFile);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const Secret token(file.readAll().trimmed());
    if (token.isEmpty())
        return;
    m_token = token;
    m_tokenRead = m_clock.steadyNow();
}

} // namespace crescendo
