#include "prometheus/exporterclient.h"

#include "prometheus/dcgm.h"

namespace crescendo {
namespace {

Result<GpuReading> readingFrom(const Result<HttpResponse> &response)
{
    if (!response)
        return fail(response.error());
    if (response->status != 200)
        return fail(Error{ErrorKind::Protocol, QStringLiteral("read GPUs"),
                          QStringLiteral("the exporter answers with status %1").arg(response->status),
                          response->status, true});
    return gpusFromExporter(response->body);
}

} // namespace

ExporterClient::ExporterClient(HttpTransport &transport, QByteArray target)
    : m_transport(transport)
    , m_target(std::move(target))
{
}

Async<GpuReading> ExporterClient::gpus() const
{
    HttpRequest request;
    request.target = m_target;
    request.headers = {{"Accept", "text/plain;version=0.0.4;q=0.9,*/*;q=0.1"}};
    request.maxBodyBytes = 8LL * 1024 * 1024;
    return m_transport.send(request).then(QtFuture::Launch::Async, readingFrom);
}

} // namespace crescendo
