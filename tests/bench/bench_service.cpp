// The service's metrics endpoint under load while 100,000 jobs wait, and what the idle service weighs.
#include "autoscaler/queue/jobqueue.h"
#include "tests/support/await.h"
#include "tests/support/benchrow.h"
#include "tests/support/procmemory.h"
#include "tests/support/serviceprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <vector>

using namespace crescendo;

namespace {

constexpr int clients = 32;
constexpr Millis duration{5'000};
constexpr int waitingJobs = 100'000;

void fill(const QString &folder)
{
    const SystemClock clock;
    const auto queue = JobQueue::open({.directory = folder}, clock);
    if (!queue)
        qFatal("%s", qPrintable(describe(queue.error())));
    std::vector<Async<JobId>> added;
    for (int i = 0; i < waitingJobs; ++i)
        added.push_back((*queue)->add({.pool = {QStringLiteral("generation")}, .parameters = {}}));
    if (const auto last = await(added.back(), Seconds(120)); !last)
        qFatal("%s", qPrintable(describe(last.error())));
}

/// One keep-alive client that asks again as soon as it is answered.
class Client : public QObject {
public:
    Client(quint16 port, const QByteArray &path, const QElapsedTimer &clock, std::vector<double> &latencies)
        : m_clock(clock)
        , m_latencies(latencies)
        , m_request("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n\r\n")
    {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(&m_socket, &QTcpSocket::connected, this, &Client::ask);
        connect(&m_socket, &QTcpSocket::readyRead, this, &Client::read);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    }

private:
    void ask()
    {
        m_asked = m_clock.nsecsElapsed();
        m_socket.write(m_request);
    }
    void read()
    {
        m_answer += m_socket.readAll();
        if (!isWhole())
            return;
        if (!m_answer.startsWith("HTTP/1.1 200"))
            qFatal("unexpected answer: %s", m_answer.left(200).constData());
        m_answer.clear();
        m_latencies.push_back(static_cast<double>(m_clock.nsecsElapsed() - m_asked) / 1e6);
        ask();
    }

    bool isWhole() const
    {
        const qsizetype head = m_answer.indexOf("\r\n\r\n");
        const qsizetype at = m_answer.indexOf("Content-Length: ");
        if (head < 0 || at < 0)
            return false;
        const qsizetype length = m_answer.mid(at + 16, m_answer.indexOf('\r', at) - at - 16).toLongLong();
        return m_answer.size() >= head + 4 + length;
    }

    const QElapsedTimer &m_clock;
    std::vector<double> &m_latencies;
    QByteArray m_request;
    QByteArray m_answer;
    QTcpSocket m_socket;
    qint64 m_asked = 0;
};

struct Load {
    double perSecond = 0;
    double p99 = 0; // milliseconds
};

Load measure(quint16 port, const QByteArray &path)
{
    std::vector<double> latencies;
    latencies.reserve(1'000'000);
    QElapsedTimer clock;
    clock.start();
    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < clients; ++i)
        all.push_back(std::make_unique<Client>(port, path, clock, latencies));
    QEventLoop loop; // QTest::qWait() sleeps in between
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
    const double seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
    all.clear();
    if (latencies.empty())
        qFatal("no answer at all");
    std::ranges::sort(latencies);
    return {static_cast<double>(latencies.size()) / seconds, latencies[latencies.size() * 99 / 100]};
}

void measureEndpoint()
{
    ServiceProcess service;
    fill(service.dataFolder());
    if (!service.start({QStringLiteral("--runner"), QStringLiteral("none")}))
        qFatal("%s", qPrintable(service.output()));
    const Load least = measure(service.port(), "/healthz");
    const Load load = measure(service.port(), "/api/metrics/autoscaling");
    report({QStringLiteral("metrics endpoint, 100,000 jobs waiting"), QStringLiteral("requests/s"),
            load.perSecond, std::nullopt, Bound::AtLeast, 5'000});
    report({QStringLiteral("metrics endpoint (beside its /healthz)"), QStringLiteral("requests/s"),
            load.perSecond, least.perSecond, Bound::AtLeast, 0.5});
    report({QStringLiteral("metrics endpoint, p99 of %1 clients").arg(clients), QStringLiteral("ms"),
            load.p99, std::nullopt, Bound::AtMost, 20});
}

void measureIdle()
{
    ServiceProcess service;
    if (!service.start() || !service.waitForOutput(QStringLiteral("Successfully scaled")))
        qFatal("%s", qPrintable(service.output()));
    QTest::qWait(10'000);
    report({QStringLiteral("idle service with its workers, resident"), QStringLiteral("MB"),
            residentMegabytes(service.pid()), std::nullopt, Bound::AtMost, 30});
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    measureEndpoint();
    measureIdle();
    return 0;
}
