#include "system/termination.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace crescendo {

#ifdef Q_OS_UNIX
namespace {

// A handler may do next to nothing; it wakes the event loop through this pair.
int wakeUp[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = write(wakeUp[0], &byte, 1);
}

} // namespace

Termination::Termination(QObject *parent) : QObject(parent)
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, wakeUp) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(wakeUp[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (read(wakeUp[1], &byte, 1) == 1)
            Q_EMIT requested();
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
}

Termination::~Termination()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    m_notifier.reset();
    close(wakeUp[0]);
    close(wakeUp[1]);
}
#else
Termination::Termination(QObject *parent) : QObject(parent)
{
}

Termination::~Termination() = default;
#endif

void endWithParent()
{
#ifdef Q_OS_LINUX
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() == 1) // it had gone before we asked
        raise(SIGTERM);
#endif
}

} // namespace crescendo
