#pragma once

#include <QSocketNotifier>

#include <functional>

namespace crescendo {

/// Notices that a client hangs up while its connection is paused: libmicrohttpd does not look at it then.
class HangUpWatch {
public:
    HangUpWatch(int socket, std::function<void()> hungUp);

private:
    void look();

    QSocketNotifier m_readiness;
    std::function<void()> m_hungUp;
};

} // namespace crescendo
