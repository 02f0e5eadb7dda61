#pragma once

#include "kubernetes/execplugin.h"
#include "net/renewabletransport.h"

namespace crescendo {

/// Adds to every request who makes it: the user's token, and whom the server shall take the user for. A
/// token's file is read again each minute, because its writer rotates it; while it cannot be read the last
/// token stays. A plugin's credentials are asked for again, and the request repeated once, when the server
/// refuses them; requests go over connections with its certificate where it gives one.
class CredentialTransport final : public HttpTransport {
    Q_OBJECT

public:
    /// Without `sendsToken` only the impersonation is sent, as kubectl does without TLS.
    CredentialTransport(std::unique_ptr<HttpTransport> transport, KubeUser user, bool sendsToken,
                        const Clock &clock, QObject *parent = nullptr);

    /// Makes the transport whose connections have the certificate of these credentials.
    using Certify = std::function<Result<std::unique_ptr<HttpTransport>>(const ExecCredential &)>;
    /// From now on credentials come from there.
    void usePlugin(std::unique_ptr<ExecPlugin> plugin, Certify certify);

    Async<HttpResponse> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

private:
    Async<HttpResponse> sendWithPlugin(const HttpRequest &request, bool repeats);
    Result<> certify(const ExecCredential &credential);
    void impersonate(HttpRequest &request) const;
    void authorize(HttpRequest &request);
    void readToken();

    RenewableTransport m_transport;
    std::unique_ptr<ExecPlugin> m_plugin;
    Certify m_certify;
    QByteArray m_certificate; // of m_transport, that the plugin gave; empty: none of its
    const KubeUser m_user;
    const bool m_sendsToken;
    const HttpHeaders m_impersonation;
    const Clock &m_clock;
    Secret m_token;
    std::optional<SteadyPoint> m_tokenRead;
};

} // namespace crescendo
