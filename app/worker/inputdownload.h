#pragma once

#include "net/http.h"

#include <QTimer>

#include <memory>

class QTemporaryFile;

namespace crescendo {

/// Streams the body of a reply into a temporary file without a name, so that nothing is left behind however
/// this process ends. Lives on one thread; deleting it aborts the download.
class InputDownload final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 maxBytes = 4LL * 1024 * 1024 * 1024;

    explicit InputDownload(std::unique_ptr<HttpStream> stream, Millis longestSilence = Millis(30'000));
    ~InputDownload() override;

    /// The whole file, at its start; once, after finished().
    std::unique_ptr<QIODevice> takeFile();

Q_SIGNALS:
    /// Errors: of the transport, of a status other than 200 (as LeaseClient), Timeout, LimitExceeded, Io
    /// (this disk).
    void finished(const crescendo::Result<> &result);

private:
    void checkStatus(int status);
    void append(const QByteArray &bytes);
    void end(const Result<> &result);

    std::unique_ptr<HttpStream> m_stream;
    std::unique_ptr<QTemporaryFile> m_file;
    QTimer m_silence;
};

} // namespace crescendo
