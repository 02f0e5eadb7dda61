#include "worker/inputdownload.h"

#include "api/problem.h"

#include <QTemporaryFile>

namespace crescendo {
namespace {

const QString operation = QStringLiteral("fetch the input");

} // namespace

InputDownload::InputDownload(std::unique_ptr<HttpStream> stream, Millis longestSilence)
    : m_stream(std::move(stream))
    , m_file(std::make_unique<QTemporaryFile>())
{
    m_silence.setSingleShot(true);
    m_silence.start(longestSilence);
    connect(m_stream.get(), &HttpStream::opened, this, [this](int status) { checkStatus(status); });
    connect(m_stream.get(), &HttpStream::received, this, &InputDownload::append);
    connect(m_stream.get(), &HttpStream::finished, this, &InputDownload::end);
    connect(&m_silence, &QTimer::timeout, this,
            [this] { end(fail(ErrorKind::Timeout, operation, QStringLiteral("nothing came for a while"))); });
}

InputDownload::~InputDownload() = default;

std::unique_ptr<QIODevice> InputDownload::takeFile()
{
    return std::move(m_file);
}

void InputDownload::checkStatus(int status)
{
    const auto reply = checked(HttpResponse{status, {}, {}}, operation);
    if (!reply)
        return end(fail(reply.error()));
    if (status != 200)
        return end(fail(ErrorKind::Protocol, operation, QStringLiteral("HTTP status %1").arg(status)));
    if (!m_file->open())
        end(fail(ErrorKind::Io, operation, m_file->errorString()));
}

void InputDownload::append(const QByteArray &bytes)
{
    m_silence.start();
    if (m_file->pos() + bytes.size() > maxBytes)
        return end(
            fail(ErrorKind::LimitExceeded, operation, QStringLiteral("the file is larger than 4 GiB")));
    if (m_file->write(bytes) != bytes.size())
        end(fail(ErrorKind::Io, operation, m_file->errorString()));
}

void InputDownload::end(const Result<> &result)
{
    m_silence.stop();
    m_stream->disconnect(this);
    m_stream.release()->deleteLater(); // it may be what calls us
    const bool isWritten = result && m_file->flush() && m_file->seek(0);
    if (result && !isWritten)
        return Q_EMIT finished(fail(ErrorKind::Io, operation, m_file->errorString()));
    Q_EMIT finished(result);
}

} // namespace crescendo
