#pragma once

#include <QObject>
#include <QSslConfiguration>
#include <QStringList>

#include <memory>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
QT_END_NAMESPACE

namespace crescendo {

/// A proxy on loopback that leads to whatever it is asked for: by CONNECT, in TLS where it is given a
/// certificate, or by SOCKS5. Lives on the test's thread.
class ForwardProxy : public QObject {
    Q_OBJECT

public:
    enum class Kind { Http, Socks5 };

    explicit ForwardProxy(Kind kind);
    /// Over TLS.
    explicit ForwardProxy(const QSslConfiguration &tls);
    ~ForwardProxy() override;

    /// "socks5://127.0.0.1:4711", with these words before the host: "me:secret@".
    QString url(const QString &host = QStringLiteral("127.0.0.1"), const QString &user = {}) const;

    /// From now on only whoever says this may pass.
    void demand(const QByteArray &user, const QByteArray &password);
    /// From now on nobody may: CONNECT is answered so.
    void refuse(int status) { m_refusal = status; }

    /// Where it led to, as it was asked: "localhost:5000".
    const QStringList &targets() const { return m_targets; }

private:
    class Client;

    void listen();

    const Kind m_kind;
    const bool m_isTls;
    std::unique_ptr<QTcpServer> m_server;
    QByteArray m_user; // empty: anybody
    QByteArray m_password;
    int m_refusal = 0;
    QStringList m_targets;
};

} // namespace crescendo
