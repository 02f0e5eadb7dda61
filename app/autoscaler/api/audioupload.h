#pragma once

#include "autoscaler/queue/jobqueue.h"
#include "net/server/server.h"

#include <QFile>

namespace crescendo {

/// One upload on its way to disk. Refuses what is not audio by its first bytes (415) and what is too large
/// (413). Until the job is accepted the file is removed when this goes.
class AudioUpload final : public UploadSink {
public:
    AudioUpload(JobQueue &queue, Bytes maxSize);
    ~AudioUpload() override;

    std::optional<ServerResponse> beginPart(const QByteArray &name, const QByteArray &fileName) override;
    std::optional<ServerResponse> append(QByteArrayView bytes) override;
    void finish(ReplyPtr reply) override;

private:
    std::optional<ServerResponse> checkType();
    std::optional<ServerResponse> write(QByteArrayView bytes);

    JobQueue &m_queue;
    Bytes m_maxSize;
    QFile m_file;
    QString m_fileName; ///< as the client called it
    QByteArray m_head; ///< first bytes, until the type is known
    qint64 m_size = 0;
    bool m_inFile = false; ///< the current part is the file
    bool m_seen = false;
    bool m_typeKnown = false;
    bool m_handedOver = false;
};

} // namespace crescendo
