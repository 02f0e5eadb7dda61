#pragma once

#include "domain/gpu.h"
#include "net/http.h"

namespace crescendo {

/// Reads a DCGM exporter's page. Any thread on which the transport lives; pages are read on another one.
class ExporterClient {
public:
    /// `target` is the page's path: "/metrics".
    ExporterClient(HttpTransport &transport, QByteArray target);

    Async<GpuReading> gpus() const;

private:
    HttpTransport &m_transport;
    QByteArray m_target;
};

} // namespace crescendo
