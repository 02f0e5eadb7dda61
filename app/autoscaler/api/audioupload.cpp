#include "autoscaler/api/audioupload.h"

#include "autoscaler/api/respond.h"
#include "autoscaler/queue/audiotype.h"

namespace crescendo {
namespace {

constexpr qsizetype headSize = 4096; // enough for every signature and the first MPEG frame
constexpr qsizetype maxFileName = 200;
constexpr qint64 formBytes = 64LL * 1024; // of the form around the file

ServerResponse notAudio()
{
    return problem(415, QStringLiteral("not an audio file: WAV, FLAC, Ogg and MP3 are taken"));
}

/// Only the last path component, without control characters: it is shown to people and never used as a path.
QString displayName(const QByteArray &given)
{
    QString name = QString::fromUtf8(given);
    name = name.section(QLatin1Char('/'), -1).section(QLatin1Char('\\'), -1);
    name.removeIf([](QChar c) { return !c.isPrint(); });
    return name.left(maxFileName);
}

} // namespace

AudioUpload::AudioUpload(JobQueue &queue, Bytes maxSize) : m_queue(queue), m_maxSize(maxSize), m_file(queue)
{
}

qint64 AudioUpload::maxBytes() const
{
    return m_maxSize.value + formBytes;
}

std::optional<ServerResponse> AudioUpload::beginPart(const QByteArray &name, const QByteArray &fileName)
{
    m_inFile = name == "file";
    if (!m_inFile)
        return std::nullopt; // other form fields are nobody's business
    if (m_seen)
        return problem(400, QStringLiteral("one file per upload"));
    m_seen = true;
    m_fileName = displayName(fileName);
    return std::nullopt;
}

std::optional<ServerResponse> AudioUpload::append(QByteArrayView bytes)
{
    if (!m_inFile)
        return std::nullopt;
    m_size += bytes.size();
    if (m_size > m_maxSize.value)
        return problem(413, QStringLiteral("the file is larger than %1 bytes").arg(m_maxSize.value));
    if (m_typeKnown)
        return write(bytes);
    m_head.append(bytes.data(), bytes.size());
    return m_head.size() < headSize ? std::nullopt : checkType();
}

void AudioUpload::finish(ReplyPtr reply)
{
    if (!m_seen)
        return reply->send(problem(400, QStringLiteral("the form has no part named 'file'")));
    if (!m_typeKnown) {
        if (auto refusal = checkType())
            return reply->send(std::move(*refusal));
    }
    const Result<QString> path = m_file.handOver();
    if (!path)
        return reply->send(problemOf(path.error()));
    submit(*path, reply);
}

void AudioUpload::submit(const QString &path, const ReplyPtr &reply)
{
    NewJob job;
    job.pool = {QStringLiteral("analysis")};
    job.inputPath = path;
    job.parameters = {{QStringLiteral("fileName"), m_fileName}};
    JobQueue &queue = m_queue; // this does not last until the answer
    queue.add(job).then(&queue, [&queue, reply, path, pool = job.pool](const Result<JobId> &added) {
        if (!added) {
            queue.discardUpload(path);
            return reply->send(problemOf(added.error()));
        }
        ServerResponse response = jsonResponse(
            202, {{QStringLiteral("jobId"), added->value}, {QStringLiteral("pool"), pool.value}});
        response.headers.emplace_back("Location", "/api/jobs/" + added->value.toUtf8());
        reply->send(std::move(response));
    });
}

std::optional<ServerResponse> AudioUpload::checkType()
{
    if (!sniffAudio(m_head))
        return notAudio();
    m_typeKnown = true;
    const QByteArray head = std::exchange(m_head, {});
    return write(head);
}

std::optional<ServerResponse> AudioUpload::write(QByteArrayView bytes)
{
    const Result<> written =
        m_queue.checkRoom({bytes.size()}).and_then([this, bytes] { return m_file.write(bytes); });
    return written ? std::nullopt : std::optional(problemOf(written.error()));
}

} // namespace crescendo
