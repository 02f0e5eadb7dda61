#include "kubernetes/deferredstream.h"

#include <QTimer>

namespace crescendo {

DeferredStream::DeferredStream(Async<Secret> token,
                               std::function<std::unique_ptr<HttpStream>(const Secret &)> open,
                               QObject *parent)
    : HttpStream(parent)
{
    const auto begin = [this, token, open = std::move(open)]() mutable {
        token.then(this, [this, open](const Result<Secret> &settled) {
            if (settled)
                follow(open(*settled));
            else
                Q_EMIT finished(fail(settled.error()));
        });
    };
    QTimer::singleShot(0, this, begin); // whoever opened it is not listening yet
}

void DeferredStream::follow(std::unique_ptr<HttpStream> stream)
{
    if (!stream) {
        Q_EMIT finished(fail(ErrorKind::Cancelled, QStringLiteral("open stream"),
                             QStringLiteral("the connection was closed")));
        return;
    }
    m_stream = std::move(stream);
    connect(m_stream.get(), &HttpStream::opened, this, &HttpStream::opened);
    connect(m_stream.get(), &HttpStream::received, this, &HttpStream::received);
    connect(m_stream.get(), &HttpStream::finished, this, &HttpStream::finished);
}

} // namespace crescendo
