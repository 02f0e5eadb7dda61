#pragma once

#include "base/ids.h"
#include "platform/logsources.h"

#include <QComboBox>

#include <optional>
#include <vector>

namespace crescendo {

class Connections;
class Platform;

/// A log of one of the connections.
struct LogChoice {
    ConnectionId connection;
    LogSource source;

    bool operator==(const LogChoice &) const = default;
};

/// Lists the logs of all connections. A chosen one stays listed when its source has gone: its lines are still
/// there.
class SourceChooser final : public QComboBox {
    Q_OBJECT

public:
    explicit SourceChooser(Connections &connections, QWidget *parent = nullptr);

    const std::optional<LogChoice> &chosen() const { return m_chosen; }
    /// Chooses by name, once it is listed; an empty name is the connection's service.
    void choose(const ConnectionId &connection, const QString &name);

Q_SIGNALS:
    void chosenChanged();

private:
    void follow(const Platform *platform);
    void refresh();
    void list(std::vector<LogChoice> choices);
    QString textOf(const LogChoice &choice) const;
    std::vector<LogChoice> present() const;
    void take(int index);

    Connections &m_connections;
    std::vector<LogChoice> m_choices;
    std::optional<LogChoice> m_chosen;
    std::optional<LogChoice> m_wanted; // not listed yet
};

} // namespace crescendo
