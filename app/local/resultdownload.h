#pragma once

#include "base/future.h"
#include "net/http.h"

#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>
#include <QTimer>

namespace crescendo {

/// Streams the body of a reply into a file, which is there once all of it has come, and not before. Writes on
/// a thread of its own. Deletes itself at the end.
class ResultDownload final : public QObject {
    Q_OBJECT

public:
    /// Errors: of the transport, of a status other than 200, Timeout (nothing came for a while), Io.
    static Async<> start(std::unique_ptr<HttpStream> stream, const QString &path, QObject *parent);
    ~ResultDownload() override;

private:
    ResultDownload(std::unique_ptr<HttpStream> stream, const QString &path, QObject *parent);

    void checkStatus(int status);
    void append(const QByteArray &bytes);
    void onWritten(bool isWritten);
    void commit();
    void end(const Result<> &result);

    std::unique_ptr<HttpStream> m_stream;
    QSaveFile m_file; // touched by the writer's thread alone
    QThreadPool m_writer;
    QTimer m_silence;
    QPromise<Result<>> m_promise;
    bool m_isEnded = false;
};

} // namespace crescendo
