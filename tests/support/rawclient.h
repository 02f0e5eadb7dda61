#pragma once

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

namespace crescendo {

/// A client that sends exactly the bytes it is told, on the thread of the server it talks to.
class RawClient {
public:
    explicit RawClient(quint16 port, const QHostAddress &host = QHostAddress(QHostAddress::LocalHost))
    {
        m_socket.connectToHost(host, port);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] {
            if (m_isReading)
                m_received += m_socket.readAll();
        });
    }

    QTcpSocket &socket() { return m_socket; }
    const QByteArray &received() const { return m_received; }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    /// Leaves what comes in the kernel's buffers, as a client does that hangs.
    void stopReading()
    {
        m_isReading = false;
        m_socket.setReadBufferSize(1);
    }
    void readOn()
    {
        m_isReading = true;
        m_socket.setReadBufferSize(0);
        m_received += m_socket.readAll();
    }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    bool waitForClose(int millis = 5000)
    {
        return QTest::qWaitFor([this] { return isClosed(); }, millis);
    }
    bool waitFor(const QByteArray &text, int millis = 5000)
    {
        return QTest::qWaitFor([this, &text] { return m_received.contains(text) || isClosed(); }, millis)
            && m_received.contains(text);
    }
    /// Waits for one complete reply with a Content-Length, or without a body, and takes it.
    QByteArray reply(bool hasBody = true)
    {
        const auto isComplete = [this, hasBody] { return completeSize(hasBody) > 0 || isClosed(); };
        if (!QTest::qWaitFor(isComplete, 5000))
            return {};
        const qsizetype size = completeSize(hasBody);
        const QByteArray taken = m_received.left(size);
        m_received.remove(0, size);
        return taken;
    }
    QByteArray ask(const QByteArray &request, bool hasBody = true)
    {
        send(request);
        return reply(hasBody);
    }

private:
    qsizetype completeSize(bool hasBody) const
    {
        const qsizetype head = m_received.indexOf("\r\n\r\n");
        if (head < 0)
            return 0;
        const qsizetype at = m_received.indexOf("Content-Length: ");
        const qsizetype length = at < 0 || at > head || !hasBody
            ? 0
            : m_received.mid(at + 16, m_received.indexOf('\r', at) - at - 16).toLongLong();
        return m_received.size() >= head + 4 + length ? head + 4 + length : 0;
    }

    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_isReading = true;
};

inline int statusOf(const QByteArray &reply)
{
    return reply.mid(9, 3).toInt();
}

inline QByteArray bodyOf(const QByteArray &reply)
{
    const qsizetype head = reply.indexOf("\r\n\r\n");
    return head < 0 ? QByteArray() : reply.mid(head + 4);
}

} // namespace crescendo
