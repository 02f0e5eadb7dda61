#pragma once

#include "autoscaler/queue/jobqueue.h"
#include "autoscaler/queue/uploadfile.h"
#include "net/server/server.h"

namespace crescendo {

/// A job's result on its way from the worker that holds the lease: a small one into the database, a large one
/// to disk as it comes.
class ResultUpload final : public BodySink {
public:
    ResultUpload(JobQueue &queue, JobId job, QString token, QByteArray contentType);

    qint64 maxBytes() const override;
    std::optional<ServerResponse> append(QByteArrayView bytes) override;
    void finish(ReplyPtr reply) override;

private:
    JobQueue &m_queue;
    const JobId m_job;
    const QString m_token;
    const QByteArray m_contentType;
    QByteArray m_small; ///< all of it, until it is too large for that
    UploadFile m_file;
    bool m_isLarge = false;
};

} // namespace crescendo
