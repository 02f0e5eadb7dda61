#include "kubernetes/credentialtransport.h"

#include <QFile>

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

Async<HttpResponse> CredentialTransport::send(HttpRequest request)
{
    authorize(request);
    return m_transport->send(std::move(request));
}

std::unique_ptr<HttpStream> CredentialTransport::open(HttpRequest request)
{
    authorize(request);
    return m_transport->open(std::move(request));
}

void CredentialTransport::authorize(HttpRequest &request)
{
    request.headers.insert(request.headers.end(), m_impersonation.begin(), m_impersonation.end());
    if (!m_sendsToken)
        return;
    const bool isOld = !m_tokenRead || m_clock.steadyNow() - *m_tokenRead >= tokenAge;
    if (!m_user.tokenFile.isEmpty() && isOld)
        readToken();
    if (!m_token.isEmpty())
        request.headers.emplace_back("Authorization", "Bearer " + m_token.reveal());
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
