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

/// There may be none: a certificate says it, too.
HttpRequest withToken(HttpRequest request, const Secret &token)
{
    if (!token.isEmpty())
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

void CredentialTransport::usePlugin(std::unique_ptr<ExecPlugin> plugin, Certify certify)
{
    m_plugin = std::move(plugin);
    m_certify = std::move(certify);
}

Async<HttpResponse> CredentialTransport::send(HttpRequest request)
{
    impersonate(request);
    if (m_plugin)
        return sendWithPlugin(request, true);
    authorize(request);
    return m_transport.send(std::move(request));
}

std::unique_ptr<HttpStream> CredentialTransport::open(HttpRequest request)
{
    impersonate(request);
    if (m_plugin) {
        const auto openAs = [self = QPointer(this), request](
                                const ExecCredential &credential) -> Result<std::unique_ptr<HttpStream>> {
            if (!self)
                return fail(ErrorKind::Cancelled, QStringLiteral("open stream"),
                            QStringLiteral("the connection was closed"));
            return self->certify(credential).map([&] {
                return self->m_transport.open(withToken(request, credential.token));
            });
        };
        return std::make_unique<DeferredStream>(m_plugin->credential(), openAs);
    }
    authorize(request);
    return m_transport.open(std::move(request));
}

/// Where this goes away meanwhile its plugin and its transport settle with an error: it is not looked at
/// then.
Async<HttpResponse> CredentialTransport::sendWithPlugin(const HttpRequest &request, bool repeats)
{
    const auto judge = [this, request, repeats](const ExecCredential &used,
                                                const Result<HttpResponse> &reply) {
        if (!reply || reply->status != 401)
            return ready<HttpResponse>(reply);
        m_plugin->forget(used);
        return repeats ? sendWithPlugin(request, false) : ready<HttpResponse>(reply);
    };
    const auto sendAs = [this, request, judge](const Result<ExecCredential> &got) {
        if (!got)
            return ready<HttpResponse>(fail(got.error()));
        if (const Result<> certified = certify(*got); !certified)
            return ready<HttpResponse>(fail(certified.error()));
        return m_transport.send(withToken(request, got->token))
            .then(QtFuture::Launch::Sync,
                  [judge, used = *got](const Result<HttpResponse> &reply) { return judge(used, reply); })
            .unwrap();
    };
    return m_plugin->credential().then(QtFuture::Launch::Sync, sendAs).unwrap();
}

/// What is asked from now on goes over connections with this certificate.
Result<> CredentialTransport::certify(const ExecCredential &credential)
{
    if (credential.certificate == m_certificate)
        return {};
    return m_certify(credential).map([this, &credential](std::unique_ptr<HttpTransport> &&certified) {
        m_transport.renew(std::move(certified));
        m_certificate = credential.certificate;
    });
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
