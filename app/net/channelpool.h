#pragma once

#include "net/channel.h"
#include "net/origin.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace crescendo {

/// The channels to one server: makes them, and keeps some for the next request. Those that the server closes
/// and those that nobody wanted for a while go.
class ChannelPool final : public QObject {
    Q_OBJECT

public:
    using Maker = std::function<std::unique_ptr<Channel>()>;

    ChannelPool(HttpOrigin origin, Maker maker);
    ~ChannelPool() override;

    const HttpOrigin &origin() const { return m_origin; }
    /// A kept channel, or null.
    std::unique_ptr<Channel> take();
    std::unique_ptr<Channel> make() const { return m_maker(); }
    /// Takes an open channel back that is between two exchanges.
    void keep(std::unique_ptr<Channel> channel);

private:
    void retire();
    void drop(const Channel *channel);

    HttpOrigin m_origin;
    Maker m_maker;
    std::vector<std::unique_ptr<Channel>> m_idle; ///< the last one was used last
    QTimer m_retirement;
};

/// Ends a channel that may be in the middle of a signal.
void discard(std::unique_ptr<Channel> channel);

} // namespace crescendo
