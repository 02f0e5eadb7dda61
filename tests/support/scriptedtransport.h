#pragma once

#include "net/http.h"

#include <QPointer>

#include <functional>

namespace crescendo {

/// A stream whose server is the test: it emits HttpStream's signals when told.
class ScriptedStream final : public HttpStream {
    Q_OBJECT

public:
    explicit ScriptedStream(HttpRequest asked);

    const HttpRequest request;
};

/// A transport whose server is a function of the test. Answers come from the event loop, as real ones do;
/// what was asked is kept in order. Destroying it cancels what is under way.
class ScriptedTransport final : public HttpTransport {
    Q_OBJECT

public:
    using Handler = std::function<Result<HttpResponse>(const HttpRequest &)>;

    explicit ScriptedTransport(Handler handler);
    ~ScriptedTransport() override;

    Async<HttpResponse> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

    std::vector<HttpRequest> requests;
    std::vector<QPointer<ScriptedStream>> streams;

private:
    using Promise = std::shared_ptr<QPromise<Result<HttpResponse>>>;

    Handler m_handler;
    std::vector<Promise> m_waiting;
};

/// A JSON reply of the status.
HttpResponse jsonReply(int status, const QByteArray &body);

} // namespace crescendo
