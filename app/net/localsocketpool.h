#pragma once

#include <QLocalSocket>
#include <QTimer>

#include <vector>

namespace crescendo {

/// Connections to one local server that are kept for the next request. Those that the server closes and those
/// that nobody wanted for a while go.
class LocalSocketPool final : public QObject {
    Q_OBJECT

public:
    explicit LocalSocketPool(QString path);

    const QString &path() const { return m_path; }
    /// A kept connection, or null. It belongs to the caller.
    QLocalSocket *take();
    /// Takes a connection back that is between two exchanges.
    void keep(QLocalSocket *socket);

private:
    void drop(QLocalSocket *socket);

    QString m_path;
    std::vector<QLocalSocket *> m_idle; ///< the last one was used last
    QTimer m_retirement;
};

} // namespace crescendo
