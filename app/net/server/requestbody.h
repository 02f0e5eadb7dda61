#pragma once

#include "net/server/multipart.h"
#include "net/server/server.h"

#include <memory>
#include <optional>

namespace crescendo {

/// Takes a request's body as it comes and hands the request over when it is complete. An answer refuses the
/// request; nothing is called after one.
class RequestBody {
public:
    RequestBody() = default;
    RequestBody(const RequestBody &) = delete;
    RequestBody &operator=(const RequestBody &) = delete;
    virtual ~RequestBody() = default;

    virtual std::optional<ServerResponse> append(QByteArrayView bytes) = 0;
    virtual std::optional<ServerResponse> complete() = 0;
    virtual void dispatch(const ReplyPtr &reply) = 0;
};

/// Holds the body in memory for a handler. The handler stays where it is while requests are under way.
class MemoryBody final : public RequestBody {
public:
    MemoryBody(ServerRequest request, const Handler &handler);

    std::optional<ServerResponse> append(QByteArrayView bytes) override;
    std::optional<ServerResponse> complete() override;
    void dispatch(const ReplyPtr &reply) override;

private:
    ServerRequest m_request;
    const Handler &m_handler;
};

/// Passes the body on to a sink as it comes.
class StreamedBody final : public RequestBody {
public:
    explicit StreamedBody(std::unique_ptr<BodySink> sink) : m_sink(std::move(sink)) {}

    std::optional<ServerResponse> append(QByteArrayView bytes) override { return m_sink->append(bytes); }
    std::optional<ServerResponse> complete() override { return std::nullopt; }
    void dispatch(const ReplyPtr &reply) override { m_sink->finish(reply); }

private:
    std::unique_ptr<BodySink> m_sink;
};

/// Passes the parts of a multipart body on to a sink.
class UploadBody final : public RequestBody, private MultipartReceiver {
public:
    UploadBody(const QByteArray &boundary, const MultipartLimits &limits, std::unique_ptr<UploadSink> sink);

    std::optional<ServerResponse> append(QByteArrayView bytes) override;
    std::optional<ServerResponse> complete() override;
    void dispatch(const ReplyPtr &reply) override;

private:
    bool partBegan(const QByteArray &name, const QByteArray &fileName) override;
    bool partReceived(QByteArrayView bytes) override;

    std::unique_ptr<UploadSink> m_sink;
    MultipartParser m_parser;
    std::optional<ServerResponse> m_refusal; ///< of the sink
};

} // namespace crescendo
