#pragma once

#include "autoscaler/queue/jobqueue.h"
#include "autoscaler/queue/uploadfile.h"
#include "net/server/server.h"

namespace crescendo {

/// One upload on its way to disk. Refuses what is not audio by its first bytes (415) and what is too large
/// (413).
class AudioUpload final : public UploadSink {
public:
    AudioUpload(JobQueue &queue, Bytes maxSize);

    qint64 maxBytes() const override;
    std::optional<ServerResponse> beginPart(const QByteArray &name, const QByteArray &fileName) override;
    std::optional<ServerResponse> append(QByteArrayView bytes) override;
    void finish(ReplyPtr reply) override;

private:
    std::optional<ServerResponse> checkType();
    std::optional<ServerResponse> write(QByteArrayView bytes);
    void submit(const QString &path, const ReplyPtr &reply);

    JobQueue &m_queue;
    Bytes m_maxSize;
    UploadFile m_file;
    QString m_fileName; ///< as the client called it
    QByteArray m_head; ///< first bytes, until the type is known
    qint64 m_size = 0;
    bool m_inFile = false; ///< the current part is the file
    bool m_seen = false;
    bool m_typeKnown = false;
};

} // namespace crescendo
