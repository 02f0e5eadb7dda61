#include "net/filesender.h"

#include <QSslSocket>

namespace crescendo {
namespace {

constexpr qint64 pieceSize = 256LL * 1024;

} // namespace

FileSender::FileSender(HttpFile file, QIODevice &device, QObject *parent)
    : QObject(parent)
    , m_request(std::move(file))
    , m_device(device)
    , m_file(m_request.path)
    , m_left(m_request.size)
{
    connect(&device, &QIODevice::bytesWritten, this, &FileSender::sendMore);
    // What TLS has encrypted waits behind the device's own buffer.
    if (auto *tls = qobject_cast<QSslSocket *>(&device))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &FileSender::sendMore);
}

void FileSender::start()
{
    if (m_file.open(QIODevice::ReadOnly))
        sendMore();
    else
        Q_EMIT failed(m_file.errorString());
}

void FileSender::sendMore()
{
    while (m_left > 0 && waiting() < pieceSize) {
        if (!sendPiece())
            return;
    }
    if (m_left > 0 || std::exchange(m_isDone, true))
        return;
    m_device.disconnect(this);
    m_device.write(m_request.after);
    deleteLater();
}

bool FileSender::sendPiece()
{
    const QByteArray piece = m_file.read(std::min(pieceSize, m_left));
    if (piece.isEmpty()) {
        m_device.disconnect(this);
        Q_EMIT failed(QStringLiteral("%1 has become shorter").arg(m_request.path));
        return false;
    }
    m_left -= piece.size();
    m_device.write(piece);
    return true;
}

qint64 FileSender::waiting() const
{
    const auto *tls = qobject_cast<const QSslSocket *>(&m_device);
    return m_device.bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

} // namespace crescendo
