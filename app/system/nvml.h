#pragma once

#include "base/result.h"
#include "domain/gpu.h"

#include <memory>

namespace crescendo {

/// NVIDIA's management library, loaded at run time: it comes with the driver, and most machines have neither.
/// One reading at a time, on whatever thread.
class Nvml final {
public:
    /// Every error's detail begins with "no GPU found". NotFound: no such library; Unsupported: it lacks a
    /// function; else what it says when it is to start.
    static Result<std::shared_ptr<const Nvml>>
    load(const QString &library = QStringLiteral("libnvidia-ml.so.1"));
    ~Nvml();
    Q_DISABLE_COPY_MOVE(Nvml)

    /// A device that cannot be read leaves the others readable. Errors: NotFound where the driver knows none,
    /// the first device's where none can be read.
    Result<GpuReading> read() const;

private:
    struct Functions;
    explicit Nvml(std::unique_ptr<Functions> functions);

    std::unique_ptr<Functions> m_functions;
};

} // namespace crescendo
