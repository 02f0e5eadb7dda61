#include "system/termination.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX

#include <atomic>
#include <csignal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#include <fcntl.h>
#include <unistd.h>

namespace crescendo {
namespace {

// A handler may do little more than write: what it writes wakes the event loop.
std::atomic<int> wakeUp = -1;

void handle(int /*signal*/)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = write(wakeUp, &byte, 1);
}

void setHandler(int signal, void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

} // namespace

Termination::Termination(QObject *parent) : QObject(parent)
{
    Q_ASSERT(wakeUp == -1);
    int ends[2];
    if (pipe(ends) != 0)
        qFatal("no pipe for signals");
    for (const int end : ends) {
        fcntl(end, F_SETFD, FD_CLOEXEC);
        fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_readEnd = ends[0];
    wakeUp = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (read(m_readEnd, &byte, 1) == 1)
            Q_EMIT requested();
    });
    setHandler(SIGTERM, handle);
    setHandler(SIGINT, handle);
    setHandler(SIGPIPE, SIG_IGN);
}

Termination::~Termination()
{
    setHandler(SIGTERM, SIG_DFL);
    setHandler(SIGINT, SIG_DFL);
    m_notifier.reset();
    close(wakeUp.exchange(-1));
    close(m_readEnd);
}

qint64 endWithParent()
{
    const qint64 parent = getppid();
#ifdef Q_OS_LINUX
    prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    return parent;
}

void endWithParent(qint64 parent)
{
    endWithParent();
    if (!isParentAlive(parent))
        _exit(1);
}

bool isParentAlive(qint64 parent)
{
    return getppid() == parent;
}

} // namespace crescendo

#else

namespace crescendo {

Termination::Termination(QObject *parent) : QObject(parent)
{
}

Termination::~Termination() = default;

qint64 endWithParent()
{
    return 0;
}

void endWithParent(qint64 /*parent*/)
{
}

bool isParentAlive(qint64 /*parent*/)
{
    return true;
}

} // namespace crescendo

#endif
