#include "system/nvml.h"

#include "system/nvmlabi.h"

#include <QLibrary>

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

constexpr unsigned mostProcesses = 65536; // of a device, whatever the library says

Error noGpu(ErrorKind kind, const QString &why)
{
    return {kind, QStringLiteral("read GPUs"), QStringLiteral("no GPU found: ") + why};
}

ErrorKind kindOf(nvml::Return code)
{
    switch (code) {
    case nvml::notSupported:
        return ErrorKind::Unsupported;
    case nvml::noPermission:
        return ErrorKind::Forbidden;
    default:
        return ErrorKind::Unavailable;
    }
}

/// Finds functions and remembers which was missing.
class Resolver {
public:
    explicit Resolver(QLibrary &library) : m_library(library) {}

    template <typename Function> void find(Function &function, const char *name)
    {
        if (!findOptional(function, name) && m_missing.isEmpty())
            m_missing = QLatin1String(name);
    }
    template <typename Function> bool findOptional(Function &function, const char *name)
    {
        function = reinterpret_cast<Function>(m_library.resolve(name));
        return function != nullptr;
    }
    const QString &missing() const { return m_missing; }

private:
    QLibrary &m_library;
    QString m_missing;
};

GpuProcess processFrom(unsigned pid, unsigned long long memory)
{
    GpuProcess process;
    process.pid = pid;
    if (memory != nvml::notAvailable)
        process.memory = Bytes{static_cast<qint64>(memory)};
    return process;
}

/// The list may grow between the question for its length and that for its content.
template <typename Info>
nvml::Return listProcesses(nvml::GetProcesses<Info> list, nvml::Device device,
                           std::vector<GpuProcess> &processes)
{
    std::vector<Info> infos(64);
    auto count = static_cast<unsigned>(infos.size());
    nvml::Return code = list(device, &count, infos.data());
    while (code == nvml::insufficientSize && infos.size() < mostProcesses) {
        infos.resize(std::clamp<std::size_t>(count, 2 * infos.size(), mostProcesses));
        count = static_cast<unsigned>(infos.size());
        code = list(device, &count, infos.data());
    }
    infos.resize(code == nvml::success ? std::min<std::size_t>(count, infos.size()) : 0);
    for (const Info &info : infos)
        processes.push_back(processFrom(info.pid, info.usedMemory));
    return code;
}

} // namespace

struct Nvml::Functions {
    explicit Functions(const QString &name) : library(name) {}

    /// Returns the name of one that the library lacks; empty when it has all.
    QString resolve();
    Error error(nvml::Return code, const QString &call) const;
    Result<nvml::Device> device(unsigned index) const;
    Result<GpuDevice> read(nvml::Device device) const;
    Result<bool> isKnown(nvml::Return code, const char *call) const;
    Result<> readText(nvml::GetText get, const char *call, nvml::Device device, QString &text) const;
    Result<> readUtilization(nvml::Device device, GpuDevice &reading) const;
    Result<> readMemory(nvml::Device device, GpuDevice &reading) const;
    Result<> readProcesses(nvml::Device device, GpuDevice &reading) const;

    QLibrary library;
    nvml::Init init = nullptr;
    nvml::Shutdown shutdown = nullptr;
    nvml::ErrorString errorString = nullptr;
    nvml::GetCount count = nullptr;
    nvml::GetHandle handle = nullptr;
    nvml::GetText name = nullptr;
    nvml::GetText uuid = nullptr;
    nvml::GetUtilization utilization = nullptr;
    nvml::GetMemory memory = nullptr;
    nvml::GetProcesses<nvml::ProcessInfo1> processes1 = nullptr; // of drivers before 450
    nvml::GetProcesses<nvml::ProcessInfo2> processes2 = nullptr;
};

QString Nvml::Functions::resolve()
{
    Resolver resolver(library);
    resolver.find(init, "nvmlInit_v2");
    resolver.find(shutdown, "nvmlShutdown");
    resolver.find(errorString, "nvmlErrorString");
    resolver.find(count, "nvmlDeviceGetCount_v2");
    resolver.find(handle, "nvmlDeviceGetHandleByIndex_v2");
    resolver.find(name, "nvmlDeviceGetName");
    resolver.find(uuid, "nvmlDeviceGetUUID");
    resolver.find(utilization, "nvmlDeviceGetUtilizationRates");
    resolver.find(memory, "nvmlDeviceGetMemoryInfo");
    if (!resolver.findOptional(processes2, "nvmlDeviceGetComputeRunningProcesses_v3")
        && !resolver.findOptional(processes2, "nvmlDeviceGetComputeRunningProcesses_v2"))
        resolver.find(processes1, "nvmlDeviceGetComputeRunningProcesses");
    return resolver.missing();
}

Error Nvml::Functions::error(nvml::Return code, const QString &call) const
{
    return {kindOf(code), QStringLiteral("read GPUs"),
            QStringLiteral("%1: %2").arg(call, QString::fromUtf8(errorString(code)))};
}

Result<nvml::Device> Nvml::Functions::device(unsigned index) const
{
    nvml::Device device = nullptr;
    const nvml::Return code = handle(index, &device);
    if (code != nvml::success)
        return fail(error(code, QStringLiteral("nvmlDeviceGetHandleByIndex")));
    return device;
}

/// False for what the device does not support; any other refusal is an error.
Result<bool> Nvml::Functions::isKnown(nvml::Return code, const char *call) const
{
    if (code != nvml::success && code != nvml::notSupported)
        return fail(error(code, QLatin1String(call)));
    return code == nvml::success;
}

Result<GpuDevice> Nvml::Functions::read(nvml::Device device) const
{
    GpuDevice reading;
    return readText(name, "nvmlDeviceGetName", device, reading.name)
        .and_then([&] { return readText(uuid, "nvmlDeviceGetUUID", device, reading.uuid); })
        .and_then([&] { return readUtilization(device, reading); })
        .and_then([&] { return readMemory(device, reading); })
        .and_then([&] { return readProcesses(device, reading); })
        .map([&reading] { return std::move(reading); });
}

Result<> Nvml::Functions::readText(nvml::GetText get, const char *call, nvml::Device device,
                                   QString &text) const
{
    std::array<char, nvml::textSize> bytes{};
    return isKnown(get(device, bytes.data(), nvml::textSize), call).map([&](bool) {
        bytes.back() = '\0';
        text = QString::fromUtf8(bytes.data());
    });
}

Result<> Nvml::Functions::readUtilization(nvml::Device device, GpuDevice &reading) const
{
    nvml::Utilization rates{};
    return isKnown(utilization(device, &rates), "nvmlDeviceGetUtilizationRates").map([&](bool known) {
        if (known)
            reading.utilization = rates.gpu;
    });
}

Result<> Nvml::Functions::readMemory(nvml::Device device, GpuDevice &reading) const
{
    nvml::Memory bytes{};
    return isKnown(memory(device, &bytes), "nvmlDeviceGetMemoryInfo").map([&](bool known) {
        if (!known)
            return;
        reading.memoryUsed = Bytes{static_cast<qint64>(bytes.used)};
        reading.memoryTotal = Bytes{static_cast<qint64>(bytes.total)};
    });
}

Result<> Nvml::Functions::readProcesses(nvml::Device device, GpuDevice &reading) const
{
    std::vector<GpuProcess> processes;
    const nvml::Return code = processes2 ? listProcesses(processes2, device, processes)
                                         : listProcesses(processes1, device, processes);
    return isKnown(code, "nvmlDeviceGetComputeRunningProcesses").map([&](bool known) {
        if (known)
            reading.processes = std::move(processes);
    });
}

Nvml::Nvml(std::unique_ptr<Functions> functions) : m_functions(std::move(functions))
{
}

Nvml::~Nvml()
{
    m_functions->shutdown();
    m_functions->library.unload();
}

Result<std::shared_ptr<const Nvml>> Nvml::load(const QString &library)
{
    auto functions = std::make_unique<Functions>(library);
    if (!functions->library.load())
        return fail(noGpu(ErrorKind::NotFound, functions->library.errorString()));
    const QString missing = functions->resolve();
    if (!missing.isEmpty()) {
        functions->library.unload();
        return fail(
            noGpu(ErrorKind::Unsupported, QStringLiteral("%1 has no function %2").arg(library, missing)));
    }
    const nvml::Return code = functions->init();
    if (code != nvml::success) {
        const Error error = functions->error(code, QStringLiteral("nvmlInit"));
        functions->library.unload();
        return fail(noGpu(error.kind, error.detail));
    }
    return std::shared_ptr<const Nvml>(new Nvml(std::move(functions)));
}

Result<GpuReading> Nvml::read() const
{
    unsigned count = 0;
    if (const nvml::Return code = m_functions->count(&count); code != nvml::success)
        return fail(m_functions->error(code, QStringLiteral("nvmlDeviceGetCount")));
    if (count == 0)
        return fail(noGpu(ErrorKind::NotFound, QStringLiteral("the driver knows none")));
    GpuReading reading;
    for (unsigned index = 0; index < count; ++index) {
        Result<GpuDevice> device = m_functions->device(index).and_then(
            [this](nvml::Device handle) { return m_functions->read(handle); });
        if (device) {
            reading.devices.push_back(std::move(*device));
        } else if (!reading.fault) {
            reading.fault = device.error();
            reading.fault->detail.prepend(QStringLiteral("GPU %1: ").arg(index));
        }
    }
    if (reading.devices.empty())
        return fail(*reading.fault);
    return reading;
}

} // namespace crescendo
