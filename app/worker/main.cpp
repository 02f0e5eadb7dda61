#include "net/networktransport.h"
#include "system/termination.h"
#include "worker/analysis.h"
#include "worker/generation.h"
#include "worker/jobloop.h"
#include "worker/options.h"
#include "worker/statusserver.h"
#include "worker/workerlog.h"

#include <QCoreApplication>

#include <cstdio>

using namespace crescendo;

namespace {

constexpr int exitRefused = 1; // by the service
constexpr int exitUsage = 2;
constexpr Millis longestFarewell{2'000}; // to give jobs back

int complain(const Error &error)
{
    std::fprintf(stderr, "crescendo-worker: %s\n", qPrintable(describe(error)));
    return exitUsage;
}

Task taskOf(WorkKind kind)
{
    return kind == WorkKind::Analysis ? Task(runAnalysis) : Task(runGeneration);
}

/// Ends the loop: the first request drains it, a second one, a parent that has gone, or the end of the
/// drain's time give its jobs back.
class Shutdown final : public QObject {
public:
    Shutdown(JobLoop &loop, const WorkerOptions &options, qint64 parent)
        : m_loop(loop)
        , m_options(options)
        , m_parent(parent)
    {
        connect(&m_termination, &Termination::requested, this, &Shutdown::request);
        connect(&m_loop, &JobLoop::finished, this, [this] { QCoreApplication::exit(m_exitCode); });
        connect(&m_loop, &JobLoop::refused, this, [this](const Error &error) {
            qCCritical(workerLog).noquote() << "the service refuses this worker:" << describe(error);
            m_exitCode = exitRefused;
        });
    }

private:
    void request()
    {
        const bool isOrphan = m_options.withParent && !isParentAlive(m_parent);
        if (m_requests++ > 0 || isOrphan)
            return leave();
        qCInfo(workerLog) << "draining: no new jobs";
        m_loop.drain();
        if (m_options.drainLimit)
            QTimer::singleShot(*m_options.drainLimit, this, &Shutdown::leave);
    }

    void leave()
    {
        qCInfo(workerLog) << "giving running jobs back";
        QTimer::singleShot(longestFarewell, this, [this] { QCoreApplication::exit(m_exitCode); });
        m_loop.giveBack();
    }

    Termination m_termination;
    JobLoop &m_loop;
    const WorkerOptions &m_options;
    qint64 m_parent;
    int m_requests = 0;
    int m_exitCode = 0;
};

int run(const WorkerOptions &options, qint64 parent)
{
    const SystemClock clock;
    NetworkTransport transport(options.service, QSslConfiguration::defaultConfiguration(),
                               options.allowClearText ? ClearText::PrivateNetwork : ClearText::Loopback);
    LeaseClient client(transport, options.token);
    JobLoop loop({options.pool, options.id, options.concurrency}, client, taskOf(options.kind), clock);
    StatusServer statusServer([&loop] { return loop.status(); });
    const auto port = statusServer.listen(options.listenHost, options.port);
    if (!port)
        return complain(port.error());
    const Shutdown shutdown(loop, options, parent);
    qCInfo(workerLog).noquote() << QStringLiteral("%1 worker %2 for %3, status on http://%4:%5")
                                       .arg(options.pool.value, options.id.value, options.service.toString(),
                                            options.listenHost)
                                       .arg(*port);
    loop.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("crescendo-worker"));
    logToStdout();
    const auto options =
        parseOptions(QCoreApplication::arguments(), QProcessEnvironment::systemEnvironment());
    if (!options)
        return complain(options.error());
    if (!options->run) {
        std::fputs(qPrintable(options->text), stdout);
        return 0;
    }
    const qint64 parent = options->run->withParent ? endWithParent() : 0;
    return run(*options->run, parent);
}
