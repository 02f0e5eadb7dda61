#include "local/resultdownload.h"

#include "api/problem.h"

#include <QtConcurrent>

namespace crescendo {
namespace {

constexpr Millis longestSilence{30'000};

QString operation()
{
    return QStringLiteral("save result");
}

} // namespace

Async<> ResultDownload::start(std::unique_ptr<HttpStream> stream, const QString &path, QObject *parent)
{
    return (new ResultDownload(std::move(stream), path, parent))->m_promise.future();
}

ResultDownload::ResultDownload(std::unique_ptr<HttpStream> stream, const QString &path, QObject *parent)
    : QObject(parent)
    , m_stream(std::move(stream))
    , m_file(path)
{
    m_promise.start();
    m_writer.setMaxThreadCount(1); // keeps the order
    m_silence.setSingleShot(true);
    m_silence.start(longestSilence);
    connect(m_stream.get(), &HttpStream::opened, this, &ResultDownload::checkStatus);
    connect(m_stream.get(), &HttpStream::received, this, &ResultDownload::append);
    connect(m_stream.get(), &HttpStream::finished, this, [this](const Result<> &result) {
        if (result)
            commit();
        else
            end(result);
    });
    connect(&m_silence, &QTimer::timeout, this, [this] {
        end(fail(ErrorKind::Timeout, operation(), QStringLiteral("nothing came for a while")));
    });
}

ResultDownload::~ResultDownload()
{
    m_writer.waitForDone();
    if (!m_isEnded)
        m_promise.addResult(fail(ErrorKind::Cancelled, operation()));
    setParent(nullptr); // which whoever is told may delete
    m_promise.finish();
}

void ResultDownload::checkStatus(int status)
{
    const auto reply = checked(HttpResponse{status, {}, {}}, operation());
    if (!reply)
        return end(fail(reply.error()));
    if (status != 200)
        return end(fail(ErrorKind::Protocol, operation(), QStringLiteral("HTTP status %1").arg(status)));
    QtConcurrent::run(&m_writer, [this] {
        return m_file.open(QIODevice::WriteOnly);
    }).then(this, [this](bool isOpen) { onWritten(isOpen); });
}

void ResultDownload::append(const QByteArray &bytes)
{
    m_silence.start();
    QtConcurrent::run(&m_writer, [this, bytes] {
        return m_file.write(bytes) == bytes.size();
    }).then(this, [this](bool isWritten) { onWritten(isWritten); });
}

void ResultDownload::onWritten(bool isWritten)
{
    if (!isWritten)
        end(fail(ErrorKind::Io, operation(), m_file.errorString()));
}

void ResultDownload::commit()
{
    m_silence.stop();
    QtConcurrent::run(&m_writer, [this] { return m_file.commit(); }).then(this, [this](bool isCommitted) {
        end(isCommitted ? Result<>() : fail(ErrorKind::Io, operation(), m_file.errorString()));
    });
}

void ResultDownload::end(const Result<> &result)
{
    if (std::exchange(m_isEnded, true))
        return;
    m_silence.stop();
    m_stream->disconnect(this);
    m_promise.addResult(result);
    deleteLater(); // the stream may be what calls us
}

} // namespace crescendo
