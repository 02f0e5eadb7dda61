#include "kubernetes/execplugin.h"

#include "base/oneline.h"
#include "base/shellquoted.h"
#include "net/jsonnode.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace crescendo {
namespace {

constexpr qsizetype mostOutput = qsizetype{1024} * 1024;

QString operationOf(const KubeExec &exec)
{
    return QStringLiteral("log in with ") + exec.command;
}

/// Of the data, else of the file; nothing where it cannot be read, which the connection finds out by itself.
QByteArray authorityOf(const KubeCluster &cluster)
{
    if (!cluster.caData.isEmpty() || cluster.caFile.isEmpty())
        return cluster.caData;
    QFile file(cluster.caFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject clusterInfo(const KubeCluster &cluster)
{
    QJsonObject info{{QStringLiteral("server"), cluster.server}};
    const auto add = [&info](const QString &key, const QString &value) {
        if (!value.isEmpty())
            info.insert(key, value);
    };
    add(QStringLiteral("tls-server-name"), cluster.tlsServerName);
    add(QStringLiteral("certificate-authority-data"), QString::fromLatin1(authorityOf(cluster).toBase64()));
    add(QStringLiteral("proxy-url"), cluster.proxyUrl);
    if (cluster.skipsTlsVerification)
        info.insert(QStringLiteral("insecure-skip-tls-verify"), true);
    return info;
}

QProcessEnvironment environmentOf(const KubeExec &exec, const QByteArray &info)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : exec.environment)
        environment.insert(name, value);
    environment.insert(QStringLiteral("KUBERNETES_EXEC_INFO"), QString::fromUtf8(info));
    return environment;
}

ExecCredential credentialFrom(const JsonNode &root, const QString &apiVersion)
{
    const QString version = root["apiVersion"].text();
    if (root["kind"].text() != QLatin1String("ExecCredential"))
        root["kind"].complain(QStringLiteral("ExecCredential"));
    else if (version != apiVersion)
        root["apiVersion"].complain(QStringLiteral("%1, not %2").arg(apiVersion, oneLine(version)));
    const JsonNode status = root["status"];
    return {Secret(status["token"].text().toUtf8()), status["clientCertificateData"].text().toUtf8(),
            Secret(status["clientKeyData"].text().toUtf8()), status["expirationTimestamp"].time()};
}

} // namespace

Result<ExecCredential> parseExecCredential(const QByteArray &output, const QString &apiVersion)
{
    const QString operation = QStringLiteral("read credentials");
    const auto read = [&](const JsonNode &root) { return credentialFrom(root, apiVersion); };
    auto credential = parseJson(output, QStringLiteral("the plugin's credentials"), read);
    if (!credential)
        return credential;
    if (credential->certificate.isEmpty() != credential->key.isEmpty())
        return fail(ErrorKind::Protocol, operation,
                    QStringLiteral("the plugin gave only one of a certificate and its key"));
    if (credential->token.isEmpty() && credential->certificate.isEmpty())
        return fail(ErrorKind::Protocol, operation,
                    QStringLiteral("the plugin gave neither a token nor a certificate"));
    return credential;
}

QByteArray execInfoOf(const KubeExec &exec, const KubeCluster &cluster)
{
    QJsonObject spec{{QStringLiteral("interactive"), false}};
    if (exec.providesClusterInfo)
        spec.insert(QStringLiteral("cluster"), clusterInfo(cluster));
    return QJsonDocument(QJsonObject{{QStringLiteral("kind"), QStringLiteral("ExecCredential")},
                                     {QStringLiteral("apiVersion"), exec.apiVersion},
                                     {QStringLiteral("spec"), spec}})
        .toJson(QJsonDocument::Compact);
}

QString commandOf(const KubeExec &exec)
{
    QStringList words;
    for (const auto &[name, value] : exec.environment)
        words << name + QLatin1Char('=') + shellQuoted(value);
    words << shellQuoted(exec.command);
    for (const QString &argument : exec.arguments)
        words << shellQuoted(argument);
    return words.join(QLatin1Char(' '));
}

ExecPlugin::ExecPlugin(KubeExec exec, QByteArray info, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_exec(std::move(exec))
    , m_info(std::move(info))
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_process.setProgram(m_exec.command);
    m_process.setArguments(m_exec.arguments);
    m_process.setProcessEnvironment(environmentOf(m_exec, m_info));
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ExecPlugin::hear);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ExecPlugin::hear);
    connect(&m_process, &QProcess::finished, this, &ExecPlugin::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &ExecPlugin::onError);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        settle(fail(ErrorKind::Timeout, operationOf(m_exec),
                    QStringLiteral("it took longer than %1 minutes").arg(patience.count() / 60)));
        m_process.kill();
    });
}

ExecPlugin::~ExecPlugin()
{
    m_process.disconnect(this);
    m_process.kill(); // else QProcess complains, and waits long
    m_process.waitForFinished(1000);
    settle(fail(ErrorKind::Cancelled, operationOf(m_exec), QStringLiteral("the connection was closed")));
}

Async<ExecCredential> ExecPlugin::credential()
{
    if (isGood())
        return ready<ExecCredential>(*m_credential);
    m_waiting.push_back(std::make_shared<QPromise<Result<ExecCredential>>>());
    m_waiting.back()->start();
    Async<ExecCredential> future = m_waiting.back()->future();
    if (m_process.state() == QProcess::NotRunning)
        run();
    return future;
}

void ExecPlugin::forget(const ExecCredential &refused)
{
    if (m_credential && m_credential->token == refused.token && m_credential->key == refused.key)
        m_credential.reset();
}

bool ExecPlugin::isGood() const
{
    return m_credential && (!m_credential->expires || m_clock.now() <= *m_credential->expires);
}

void ExecPlugin::run()
{
    m_output.clear();
    m_errors.clear();
    m_lastLine.clear();
    m_timer.start(patience);
    m_process.start(QIODevice::ReadOnly);
}

void ExecPlugin::hear()
{
    m_output += m_process.readAllStandardOutput();
    m_errors += m_process.readAllStandardError();
    if (m_output.size() + m_errors.size() > mostOutput) {
        settle(fail(ErrorKind::LimitExceeded, operationOf(m_exec), QStringLiteral("it says too much")));
        m_process.kill();
        return;
    }
    for (qsizetype end = m_errors.indexOf('\n'); end >= 0; end = m_errors.indexOf('\n')) {
        const QString line = QString::fromUtf8(m_errors.left(end)).trimmed();
        m_errors.remove(0, end + 1);
        if (line.isEmpty())
            continue;
        m_lastLine = line;
        Q_EMIT said(line);
    }
}

void ExecPlugin::onFinished(int exitCode, QProcess::ExitStatus status)
{
    m_errors += '\n'; // the last line may have no end
    hear();
    if (status == QProcess::NormalExit && exitCode == 0)
        return settle(parseExecCredential(m_output, m_exec.apiVersion));
    const QString how = status == QProcess::CrashExit ? QStringLiteral("it was ended")
                                                      : QStringLiteral("exit code %1").arg(exitCode);
    settle(
        fail(Error{ErrorKind::Unauthorized, operationOf(m_exec),
                   m_lastLine.isEmpty() ? how : how + QStringLiteral(": ") + oneLine(m_lastLine), 0, true}));
}

void ExecPlugin::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return; // it finishes, too
    QString detail = QStringLiteral("there is no program %1 that can be run").arg(m_exec.command);
    if (!m_exec.installHint.isEmpty())
        detail += QStringLiteral("; the kubeconfig says: ") + m_exec.installHint.simplified().left(500);
    settle(fail(ErrorKind::NotFound, operationOf(m_exec), detail));
}

void ExecPlugin::settle(const Result<ExecCredential> &credential)
{
    m_timer.stop();
    m_output.clear(); // it holds secrets
    m_credential = credential ? std::optional(*credential) : std::nullopt;
    // Whoever waited may ask again, or end this.
    for (const auto &promise : std::exchange(m_waiting, {})) {
        promise->addResult(credential);
        promise->finish();
    }
}

} // namespace crescendo
