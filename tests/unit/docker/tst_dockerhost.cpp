#include "docker/dockerhost.h"

#include <QCryptographicHash>
#include <QTest>

#include <map>

using namespace crescendo;

namespace {

using Texts = std::map<QString, QString>;

/// "A=1 B=2" → environment; files by path.
DockerEnvironment environmentOf(const QString &variables, const Texts &files)
{
    DockerEnvironment environment;
    environment.home = QStringLiteral("/home/user");
    environment.variable = [variables](const char *name) {
        for (const QString &pair : variables.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (pair.section(QLatin1Char('='), 0, 0) == QLatin1String(name))
                return pair.section(QLatin1Char('='), 1);
        }
        return QString();
    };
    environment.readFile = [files](const QString &path) -> Result<QByteArray> {
        const auto found = files.find(path);
        if (found == files.end())
            return fail(ErrorKind::NotFound, QStringLiteral("read ") + path);
        if (found->second == QLatin1String("unreadable"))
            return fail(ErrorKind::Io, QStringLiteral("read ") + path, QStringLiteral("Permission denied"));
        return found->second.toUtf8();
    };
    return environment;
}

QString show(const Result<DockerHost> &host)
{
    if (!host)
        return toString(host.error().kind) + QStringLiteral(": ") + host.error().detail;
    QString text = host->source + QStringLiteral(" -> ")
        + (host->socket.isEmpty() ? host->url.toString() : host->socket);
    if (host->tls) {
        text += QStringLiteral(" tls[%1,%2,%3]")
                    .arg(QString::fromUtf8(host->tls->ca), QString::fromUtf8(host->tls->certificate),
                         QString::fromUtf8(host->tls->key.reveal()));
    }
    return host->isUnsafe() ? text + QStringLiteral(" unsafe") : text;
}

QString storePath(const char *kind, const char *context, const char *file)
{
    const QByteArray key = QCryptographicHash::hash(context, QCryptographicHash::Sha256).toHex();
    return QStringLiteral("/home/user/.docker/contexts/%1/%2/%3")
        .arg(QLatin1String(kind), QString::fromLatin1(key), QLatin1String(file));
}

QString meta(const char *host, bool skipsVerification)
{
    return QStringLiteral(
               R"({"Name":"x","Metadata":{},"Endpoints":{"docker":{"Host":"%1","SkipTLSVerify":%2}}})")
        .arg(QLatin1String(host), skipsVerification ? QStringLiteral("true") : QStringLiteral("false"));
}

} // namespace

class DockerHostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheEngine_data();
    void findsTheEngine();
    void readsContexts_data();
    void readsContexts();
    void takesThePipeOnWindows();
};

void DockerHostTest::findsTheEngine_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("expected");
    const QString none;

    QTest::newRow("default") << none << none << QStringLiteral("default -> /var/run/docker.sock");
    QTest::newRow("explicit wins") << QStringLiteral("unix:///a.sock")
                                   << QStringLiteral("DOCKER_HOST=unix:///b.sock")
                                   << QStringLiteral("--docker-host -> /a.sock");
    QTest::newRow("variable") << none << QStringLiteral("DOCKER_HOST=unix:///b.sock")
                              << QStringLiteral("DOCKER_HOST -> /b.sock");
    QTest::newRow("variable wins over context")
        << none << QStringLiteral("DOCKER_HOST=unix:///b.sock DOCKER_CONTEXT=c")
        << QStringLiteral("DOCKER_HOST -> /b.sock");
    QTest::newRow("unix without a path")
        << QStringLiteral("unix://") << none << QStringLiteral("--docker-host -> /var/run/docker.sock");
    QTest::newRow("pipe") << QStringLiteral("npipe:////./pipe/desk") << none
                          << QStringLiteral("--docker-host -> \\\\.\\pipe\\desk");
    QTest::newRow("pipe without a path") << QStringLiteral("npipe://") << none
                                         << QStringLiteral("--docker-host -> \\\\.\\pipe\\docker_engine");
    QTest::newRow("tcp") << QStringLiteral("tcp://localhost:1234") << none
                         << QStringLiteral("--docker-host -> http://localhost:1234");
    QTest::newRow("tcp without a port") << QStringLiteral("tcp://127.0.0.1") << none
                                        << QStringLiteral("--docker-host -> http://127.0.0.1:2375");
    QTest::newRow("tcp alone") << QStringLiteral("tcp://") << none
                               << QStringLiteral("--docker-host -> http://127.0.0.1:2375");
    QTest::newRow("tcp version 6") << QStringLiteral("tcp://[::1]:5555") << none
                                   << QStringLiteral("--docker-host -> http://[::1]:5555");
    QTest::newRow("tcp with a path") << QStringLiteral("tcp://localhost:1/engine") << none
                                     << QStringLiteral("--docker-host -> http://localhost:1/engine");
    QTest::newRow("bare host and port") << QStringLiteral("localhost:2375") << none
                                        << QStringLiteral("--docker-host -> http://localhost:2375");
    QTest::newRow("plain beyond loopback")
        << QStringLiteral("tcp://build.example:2375") << none
        << QStringLiteral("--docker-host -> http://build.example:2375 unsafe");
    QTest::newRow("TLS by variables")
        << none
        << QStringLiteral("DOCKER_HOST=tcp://build.example:2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/certs")
        << QStringLiteral("DOCKER_HOST -> https://build.example:2376 tls[CA,CERT,KEY]");
    QTest::newRow("TLS for an explicit host")
        << QStringLiteral("tcp://build.example:2376")
        << QStringLiteral("DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/certs")
        << QStringLiteral("--docker-host -> https://build.example:2376 tls[CA,CERT,KEY]");
    QTest::newRow("TLS without verification")
        << none << QStringLiteral("DOCKER_HOST=tcp://build.example:2376 DOCKER_TLS=1 DOCKER_CERT_PATH=/certs")
        << QStringLiteral("DOCKER_HOST -> https://build.example:2376 tls[CA,CERT,KEY] unsafe");
    QTest::newRow("TLS with files beside the configuration")
        << none << QStringLiteral("DOCKER_HOST=tcp://build.example:2376 DOCKER_TLS_VERIFY=1")
        << QStringLiteral("DOCKER_HOST -> https://build.example:2376 tls[HOMECA,,]");
    QTest::newRow("a socket never uses TLS")
        << none << QStringLiteral("DOCKER_HOST=unix:///b.sock DOCKER_TLS_VERIFY=1")
        << QStringLiteral("DOCKER_HOST -> /b.sock");
    QTest::newRow("https") << QStringLiteral("https://build.example:443") << none
                           << QStringLiteral("--docker-host -> https://build.example:443 tls[,,]");
    QTest::newRow("unreadable certificate")
        << none
        << QStringLiteral("DOCKER_HOST=tcp://build.example:2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/locked")
        << QStringLiteral("io: Permission denied");
    QTest::newRow("ssh")
        << none << QStringLiteral("DOCKER_HOST=ssh://me:secret@build.example/run/docker.sock")
        << QStringLiteral(
               "unsupported: DOCKER_HOST: ssh:// is not supported; forward the socket with \"ssh -N -L "
               "/tmp/docker.sock:/var/run/docker.sock me@build.example\" and use unix:///tmp/docker.sock "
               "instead");
    QTest::newRow("unknown scheme") << QStringLiteral("ftp://x") << none
                                    << QStringLiteral("invalidInput: --docker-host: unknown scheme "
                                                      "\"ftp\"; known are unix://, npipe:// and tcp://");
    QTest::newRow("port is no number")
        << QStringLiteral("tcp://host:port") << none
        << QStringLiteral("invalidInput: --docker-host: \"host:port\" is not host:port");
    QTest::newRow("password in the address")
        << QStringLiteral("tcp://me:secret@host:1") << none
        << QStringLiteral("invalidInput: --docker-host: user names are not supported here");
}

void DockerHostTest::findsTheEngine()
{
    QFETCH(QString, url);
    QFETCH(QString, variables);
    const Texts files{{QStringLiteral("/certs/ca.pem"), QStringLiteral("CA")},
                      {QStringLiteral("/certs/cert.pem"), QStringLiteral("CERT")},
                      {QStringLiteral("/certs/key.pem"), QStringLiteral("KEY")},
                      {QStringLiteral("/locked/ca.pem"), QStringLiteral("unreadable")},
                      {QStringLiteral("/home/user/.docker/ca.pem"), QStringLiteral("HOMECA")}};
    QTEST(show(findDockerHost(url, environmentOf(variables, files))), "expected");
}

void DockerHostTest::readsContexts_data()
{
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("expected");
    const QString none;

    QTest::newRow("none chosen") << none << QStringLiteral(R"({"auths":{}})")
                                 << QStringLiteral("default -> /var/run/docker.sock");
    QTest::newRow("chosen") << none << QStringLiteral(R"({"currentContext":"desktop-linux"})")
                            << QStringLiteral("context desktop-linux -> /home/user/desktop.sock");
    QTest::newRow("default by name") << none << QStringLiteral(R"({"currentContext":"default"})")
                                     << QStringLiteral("default -> /var/run/docker.sock");
    QTest::newRow("variable wins") << QStringLiteral("DOCKER_CONTEXT=remote")
                                   << QStringLiteral(R"({"currentContext":"desktop-linux"})")
                                   << QStringLiteral(
                                          "context remote -> https://build.example:2376 tls[CA,CERT,KEY]");
    QTest::newRow("not verified") << QStringLiteral("DOCKER_CONTEXT=careless") << none
                                  << QStringLiteral(
                                         "context careless -> https://build.example:2376 tls[,,] unsafe");
    QTest::newRow("unknown") << QStringLiteral("DOCKER_CONTEXT=gone") << none
                             << QStringLiteral("notFound: there is no context \"gone\"");
    QTest::newRow("ssh")
        << QStringLiteral("DOCKER_CONTEXT=far") << none
        << QStringLiteral(
               "unsupported: context far: ssh:// is not supported; forward the socket with \"ssh -N -L "
               "/tmp/docker.sock:/var/run/docker.sock far.example\" and use unix:///tmp/docker.sock instead");
    QTest::newRow("without a host") << QStringLiteral("DOCKER_CONTEXT=hollow") << none
                                    << QStringLiteral("protocol: Endpoints.docker.Host: expected text");
    QTest::newRow("broken configuration")
        << none << QStringLiteral("{") << QStringLiteral("protocol: offset 1: unterminated object");
    QTest::newRow("unreadable configuration")
        << none << QStringLiteral("unreadable") << QStringLiteral("io: Permission denied");
}

void DockerHostTest::readsContexts()
{
    QFETCH(QString, variables);
    QFETCH(QString, config);
    Texts files{
        {storePath("meta", "desktop-linux", "meta.json"), meta("unix:///home/user/desktop.sock", false)},
        {storePath("meta", "remote", "meta.json"), meta("tcp://build.example:2376", false)},
        {storePath("tls", "remote", "docker/ca.pem"), QStringLiteral("CA")},
        {storePath("tls", "remote", "docker/cert.pem"), QStringLiteral("CERT")},
        {storePath("tls", "remote", "docker/key.pem"), QStringLiteral("KEY")},
        {storePath("meta", "careless", "meta.json"), meta("tcp://build.example:2376", true)},
        {storePath("meta", "far", "meta.json"), meta("ssh://far.example", false)},
        {storePath("meta", "hollow", "meta.json"), QStringLiteral(R"({"Name":"hollow"})")}};
    if (!config.isEmpty())
        files.emplace(QStringLiteral("/home/user/.docker/config.json"), config);
    QTEST(show(findDockerHost({}, environmentOf(variables, files))), "expected");
}

void DockerHostTest::takesThePipeOnWindows()
{
    DockerEnvironment environment = environmentOf({}, {});
    environment.isWindows = true;
    QCOMPARE(show(findDockerHost({}, environment)), QStringLiteral("default -> \\\\.\\pipe\\docker_engine"));
}

QTEST_GUILESS_MAIN(DockerHostTest)
#include "tst_dockerhost.moc"
