#include "prometheus/dcgm.h"

#include "prometheus/exposition.h"

#include <QByteArrayList>

#include <cmath>

namespace crescendo {
namespace {

constexpr char busy[] = "DCGM_FI_DEV_GPU_UTIL"; // %
constexpr char used[] = "DCGM_FI_DEV_FB_USED"; // MiB, as the two below
constexpr char unused[] = "DCGM_FI_DEV_FB_FREE";
constexpr char reserved[] = "DCGM_FI_DEV_FB_RESERVED"; // not shown by older exporters

/// DCGM writes numbers near the end of 32 and 64 bits for what it does not know.
bool isKnown(double value)
{
    return std::isfinite(value) && value >= 0 && value < 2147483632.0;
}

QByteArray labelOf(const ExposedSample &sample, const char *label)
{
    const auto found = sample.labels.find(label);
    return found == sample.labels.end() ? QByteArray() : found->second;
}

/// What the samples of one device, or of a part of it, say.
class Device {
public:
    void add(const ExposedSample &sample)
    {
        m_device.name = QString::fromUtf8(labelOf(sample, "modelName"));
        m_device.uuid = QString::fromUtf8(labelOf(sample, "UUID"));
        if (isKnown(sample.value))
            m_values[sample.name] = sample.value;
    }
    GpuDevice reading() const
    {
        GpuDevice device = m_device;
        device.utilization = value(busy);
        device.memoryUsed = toBytes(value(used));
        if (device.memoryUsed && value(unused))
            device.memoryTotal = toBytes(*value(used) + *value(unused) + value(reserved).value_or(0));
        return device;
    }

private:
    std::optional<double> value(const char *name) const
    {
        const auto found = m_values.find(name);
        return found == m_values.end() ? std::nullopt : std::optional(found->second);
    }
    static std::optional<Bytes> toBytes(const std::optional<double> &mebi)
    {
        return mebi ? std::optional(mebibytes(std::llround(*mebi))) : std::nullopt;
    }

    GpuDevice m_device;
    std::map<QByteArray, double> m_values;
};

} // namespace

Result<GpuReading> gpusFromExporter(const QByteArray &page)
{
    const auto samples = parseExposition(page, {busy, used, unused, reserved});
    if (!samples)
        return fail(samples.error());
    // One shared by several pods has a line for each of them, with the same value.
    std::map<QByteArrayList, Device> devices;
    for (const ExposedSample &sample : *samples)
        devices[{labelOf(sample, "UUID"), labelOf(sample, "gpu"), labelOf(sample, "GPU_I_ID")}].add(sample);
    if (devices.empty())
        return fail(ErrorKind::NotFound, QStringLiteral("read GPUs"),
                    QStringLiteral("no GPU found: the exporter shows no ") + QLatin1String(busy));
    GpuReading reading;
    for (const auto &entry : devices)
        reading.devices.push_back(entry.second.reading());
    return reading;
}

} // namespace crescendo
