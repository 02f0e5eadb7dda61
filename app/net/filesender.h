#pragma once

#include "net/http.h"

#include <QFile>

class QIODevice;

namespace crescendo {

/// Sends the file of a request, a piece at a time as the device takes it, so that none is in memory as a
/// whole. Deletes itself when all is handed over; ends unheard with its parent.
class FileSender final : public QObject {
    Q_OBJECT

public:
    FileSender(HttpFile file, QIODevice &device, QObject *parent);

    void start();
    bool isDone() const { return m_isDone; }

Q_SIGNALS:
    void failed(const QString &detail); ///< the file is not what was announced; the exchange cannot go on

private:
    void sendMore();
    bool sendPiece();
    qint64 waiting() const;

    HttpFile m_request;
    QIODevice &m_device;
    QFile m_file;
    qint64 m_left;
    bool m_isDone = false;
};

} // namespace crescendo
