#pragma once

#include "net/channel.h"

#include <QLocalSocket>

namespace crescendo {

/// A channel to a Unix socket or a Windows named pipe.
class LocalChannel final : public Channel {
    Q_OBJECT

public:
    explicit LocalChannel(QString path);

    void open() override;
    bool isOpen() const override { return m_socket.state() == QLocalSocket::ConnectedState; }
    void abort() override;
    QIODevice &device() override { return m_socket; }

private:
    QString reason(QLocalSocket::LocalSocketError error) const;

    QString m_path;
    QLocalSocket m_socket;
};

} // namespace crescendo
