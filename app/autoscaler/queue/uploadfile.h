#pragma once

#include "base/result.h"

#include <QFile>

namespace crescendo {

class JobQueue;

/// A file on its way into the queue. What is written counts against the data limit at once, so that many on
/// their way don't pass it together. Removed with this unless handed over.
class UploadFile {
public:
    explicit UploadFile(JobQueue &queue);
    UploadFile(const UploadFile &) = delete;
    UploadFile &operator=(const UploadFile &) = delete;
    ~UploadFile();

    /// Errors: LimitExceeded (a full disk), Io.
    Result<> write(QByteArrayView bytes);
    /// Its path; from now on it is the caller's. Errors as above.
    Result<QString> handOver();

private:
    Result<> open();
    tl::unexpected<Error> noRoom() const;
    void uncount();

    JobQueue &m_queue;
    QFile m_file;
    qint64 m_counted = 0;
    bool m_isHandedOver = false;
};

} // namespace crescendo
