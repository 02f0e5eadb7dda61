#include "kubernetes/deferredstream.h"

#include <QTimer>

namespace crescendo {

DeferredStream::DeferredStream(Async<ExecCredential> credential, Opener open, QObject *parent)
    : HttpStream(parent)
{
    const auto begin = [this, credential, open = std::move(open)]() mutable {
        credential.then(
            this, [this, open](const Result<ExecCredential> &settled) { follow(settled.and_then(open)); });
    };
    QTimer::singleShot(0, this, begin); // whoever opened it is not listening yet
}

void DeferredStream::follow(Result<std::unique_ptr<HttpStream>> stream)
{
    if (!stream) {
        Q_EMIT finished(fail(stream.error()));
        return;
    }
    m_stream = std::move(*stream);
    connect(m_stream.get(), &HttpStream::opened, this, &HttpStream::opened);
    connect(m_stream.get(), &HttpStream::received, this, &HttpStream::received);
    connect(m_stream.get(), &HttpStream::finished, this, &HttpStream::finished);
}

} // namespace crescendo
