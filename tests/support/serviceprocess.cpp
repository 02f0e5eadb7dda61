#include "tests/support/serviceprocess.h"

#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/testports.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>

namespace crescendo {

QByteArray quickConfig()
{
    const auto range = [](int skip) {
        const PortRange ports = testPorts(5, skip);
        return QByteArray::number(ports.first) + '-' + QByteArray::number(ports.last);
    };
    return R"({
  "Autoscaling": {
    "Enabled": true,
    "MinWorkers": 1,
    "MaxWorkers": 5,
    "ScaleUpThreshold": 3,
    "ScaleDownThreshold": 1,
    "CooldownSeconds": 2,
    "PollSeconds": 1
  },
  "Workers": {
    "analysis": { "Ports": ")"
        + range(0) + R"(" },
    "generation": { "Ports": ")"
        + range(5) + R"(" }
  }
}
)";
}

QString programPath(const QString &name)
{
    return QDir(qEnvironmentVariable("CRESCENDO_BIN", QCoreApplication::applicationDirPath())).filePath(name);
}

ServiceProcess::ServiceProcess()
    : m_program(programPath(QStringLiteral("crescendo-autoscaler")))
    , m_environment(QProcessEnvironment::systemEnvironment())
{
    writeConfig(quickConfig());
}

ServiceProcess::~ServiceProcess()
{
    if (m_process)
        kill();
}

void ServiceProcess::writeConfig(const QByteArray &json, const QString &file)
{
    QFile out(m_folder.filePath(file));
    if (!out.open(QIODevice::WriteOnly) || out.write(json) != json.size())
        qFatal("cannot write %s", qPrintable(out.fileName()));
}

void ServiceProcess::setEnvironment(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

bool ServiceProcess::start(const QStringList &arguments)
{
    m_output.clear();
    m_client.reset();
    m_transport.reset();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setProcessEnvironment(m_environment);
    QStringList all{QStringLiteral("--config"), m_folder.path(), QStringLiteral("--data"), m_folder.path(),
                    QStringLiteral("--with-parent")};
    if (!arguments.contains(QStringLiteral("--listen")))
        all << QStringLiteral("--listen") << QStringLiteral("127.0.0.1:0");
    m_process->start(m_program, all + arguments);
    const QString mark = QStringLiteral("Listening on ");
    const bool ended = !QTest::qWaitFor(
        [this, &mark] { return output().contains(mark) || m_process->state() == QProcess::NotRunning; },
        20'000);
    const QString text = output();
    if (ended || !text.contains(mark))
        return false;
    const qsizetype begin = text.indexOf(mark) + mark.size();
    m_url = text.mid(begin, text.indexOf(QLatin1Char('\n'), begin) - begin).trimmed();
    m_transport = std::make_unique<NetworkTransport>(QUrl(m_url));
    m_client = std::make_unique<ServiceClient>(*m_transport, controlToken());
    return true;
}

void ServiceProcess::terminate()
{
    requestEnd();
    (void)waitForEnd();
}

bool ServiceProcess::waitForEnd()
{
    const bool ended = QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning; }, 15'000);
    output();
    return ended;
}

void ServiceProcess::kill()
{
    m_process->kill();
    (void)QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning; }, 5'000);
}

quint16 ServiceProcess::port() const
{
    return static_cast<quint16>(QUrl(m_url).port());
}

Secret ServiceProcess::controlToken() const
{
    return token("control-token");
}

Secret ServiceProcess::workerToken() const
{
    return token("worker-token");
}

QString ServiceProcess::output()
{
    m_output += m_process->readAll();
    return QString::fromUtf8(m_output);
}

bool ServiceProcess::waitForOutput(const QString &text, int milliseconds)
{
    return QTest::qWaitFor([this, &text] { return output().contains(text); }, milliseconds);
}

Pool ServiceProcess::pool(const PoolId &id)
{
    return await(client().pool(id)).value_or(Pool());
}

Job ServiceProcess::job(const JobId &id)
{
    return await(client().job(id)).value_or(Job());
}

Result<> ServiceProcess::setReplicas(const PoolId &pool, int replicas)
{
    const ControlCall call{"PUT",
                           "/api/autoscaling/pools/" + pool.value.toUtf8() + "/replicas",
                           {{QStringLiteral("replicas"), replicas}, {QStringLiteral("holdSeconds"), 600}},
                           {}};
    return await(client().control(call, false));
}

ServiceClient &ServiceProcess::client()
{
    return *m_client;
}

HttpTransport &ServiceProcess::transport()
{
    return *m_transport;
}

Secret ServiceProcess::token(const char *name) const
{
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    return file.open(QIODevice::ReadOnly) ? Secret(file.readAll().trimmed()) : Secret();
}

} // namespace crescendo
