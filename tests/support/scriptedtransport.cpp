#include "tests/support/scriptedtransport.h"

namespace crescendo {

ScriptedStream::ScriptedStream(HttpRequest asked) : request(std::move(asked))
{
}

ScriptedTransport::ScriptedTransport(Handler handler) : m_handler(std::move(handler))
{
}

ScriptedTransport::~ScriptedTransport()
{
    for (const Promise &promise : m_waiting) {
        promise->addResult(
            fail(ErrorKind::Cancelled, QStringLiteral("send"), QStringLiteral("transport destroyed")));
        promise->finish();
    }
}

Async<HttpResponse> ScriptedTransport::send(HttpRequest request)
{
    requests.push_back(request);
    auto promise = std::make_shared<QPromise<Result<HttpResponse>>>();
    promise->start();
    m_waiting.push_back(promise);
    const auto answer = [this, promise, request] {
        std::erase(m_waiting, promise);
        promise->addResult(m_handler(request));
        promise->finish();
    };
    QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    return promise->future();
}

std::unique_ptr<HttpStream> ScriptedTransport::open(HttpRequest request)
{
    auto stream = std::make_unique<ScriptedStream>(std::move(request));
    streams.emplace_back(stream.get());
    return stream;
}

HttpResponse jsonReply(int status, const QByteArray &body)
{
    return {status, {{"Content-Type", "application/json"}}, body};
}

} // namespace crescendo
