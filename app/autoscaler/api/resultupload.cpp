#include "autoscaler/api/resultupload.h"

#include "autoscaler/api/respond.h"

namespace crescendo {
namespace {

constexpr qint64 longestResult = 700LL * 1024 * 1024; // an hour of generated audio as WAV

} // namespace

ResultUpload::ResultUpload(JobQueue &queue, JobId job, QString token, QByteArray contentType)
    : m_queue(queue)
    , m_job(std::move(job))
    , m_token(std::move(token))
    , m_contentType(std::move(contentType))
    , m_file(queue)
{
}

qint64 ResultUpload::maxBytes() const
{
    return longestResult;
}

std::optional<ServerResponse> ResultUpload::append(QByteArrayView bytes)
{
    if (!m_isLarge && m_small.size() + bytes.size() <= inlineResultBytes) {
        m_small.append(bytes.data(), bytes.size());
        return std::nullopt;
    }
    Result<> written = m_queue.checkRoom({m_small.size() + bytes.size()});
    if (!written)
        return problemOf(written.error());
    if (!std::exchange(m_isLarge, true))
        written = m_file.write(std::exchange(m_small, {}));
    if (written)
        written = m_file.write(bytes);
    return written ? std::nullopt : std::optional(problemOf(written.error()));
}

void ResultUpload::finish(ReplyPtr reply)
{
    const auto answer = [reply](const Result<> &done) {
        reply->send(done ? jsonResponse(200, {}) : problemOf(done.error()));
    };
    if (!m_isLarge) {
        m_queue.complete(m_job, m_token, m_contentType, m_small).then(&m_queue, answer);
        return;
    }
    const Result<QString> path = m_file.handOver();
    if (!path)
        return answer(fail(path.error()));
    m_queue.completeWithFile(m_job, m_token, m_contentType, *path)
        .then(&m_queue, [&queue = m_queue, answer, path = *path](const Result<> &done) {
            if (!done)
                queue.discardUpload(path);
            answer(done);
        });
}

} // namespace crescendo
