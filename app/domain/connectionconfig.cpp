#include "domain/connectionconfig.h"

#include <QRegularExpression>

namespace crescendo {
namespace {

QString faultOfEndpoint(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty()
        || (scheme != QLatin1String("http") && scheme != QLatin1String("https")))
        return QStringLiteral("must be an http or https URL");
    if (!url.userInfo().isEmpty())
        return QStringLiteral("must not hold a user or password");
    if (url.hasQuery() || url.hasFragment())
        return QStringLiteral("must end with the path");
    return {};
}

/// What could not be read as a URL is empty, too, but has a reason.
QString faultOfOptional(const QUrl &url)
{
    return url.isEmpty() && url.errorString().isEmpty() ? QString() : faultOfEndpoint(url);
}

/// Compose's own rule.
QString faultOfProject(const QString &name)
{
    static const QRegularExpression good(QStringLiteral("\\A[a-z0-9][a-z0-9_-]*\\z"));
    return name.isEmpty() || good.match(name).hasMatch()
        ? QString()
        : QStringLiteral("must be lower-case letters, digits, - and _, beginning with a letter or digit");
}

QString faultOfNamespace(const QString &name)
{
    return name.isEmpty() || isNamespaceName(name)
        ? QString()
        : QStringLiteral("must be lower-case letters, digits and -, beginning and ending with one of the "
                         "first two");
}

QString faultOfTlsFile(const QString &path, const QUrl &endpoint)
{
    return path.isEmpty() || endpoint.scheme() == QLatin1String("https")
        ? QString()
        : QStringLiteral("is only for an https endpoint");
}

} // namespace

bool isNamespaceName(const QString &name)
{
    static const QRegularExpression label(QStringLiteral("\\A[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\\z"));
    return label.match(name).hasMatch();
}

ConnectionConfig embeddedConnection()
{
    ConnectionConfig config;
    config.id = {QStringLiteral("local")};
    config.name = QStringLiteral("Local platform");
    return config;
}

std::vector<ConnectionFault> faultsOf(const ConnectionConfig &config)
{
    std::vector<ConnectionFault> faults;
    const auto check = [&faults](const char *field, const QString &rule) {
        if (!rule.isEmpty())
            faults.push_back({QString::fromLatin1(field), rule});
    };
    check("id", config.id.isEmpty() ? QStringLiteral("must not be empty") : QString());
    if (config.kind == ConnectionKind::Endpoint) {
        check("endpoint", faultOfEndpoint(config.endpoint));
        check("caFile", faultOfTlsFile(config.caFile, config.endpoint));
        check("certificateFile", faultOfTlsFile(config.certificateFile, config.endpoint));
    }
    if (config.kind == ConnectionKind::Cluster)
        check("namespace", faultOfNamespace(config.namespaceName));
    if (config.kind != ConnectionKind::Cluster) {
        check("project", faultOfProject(config.project));
        check("gpuMetricsUrl", faultOfOptional(config.gpuMetricsUrl));
    }
    return faults;
}

} // namespace crescendo
