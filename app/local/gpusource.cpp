#include "local/gpusource.h"

#include "net/networktransport.h"
#include "prometheus/exporterclient.h"
#include "system/containerid.h"
#include "system/nvml.h"

#include <QMutex>
#include <QtConcurrent>

namespace crescendo {
namespace {

/// Keeps the library loaded from one reading to the next, as long as it works: a driver may be exchanged.
class OwnGpus {
public:
    Result<GpuReading> read()
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_nvml) {
            auto loaded = Nvml::load();
            if (!loaded)
                return fail(loaded.error());
            m_nvml = std::move(*loaded);
        }
        Result<GpuReading> reading = m_nvml->read();
        if (reading)
            findContainers(*reading);
        else
            m_nvml.reset();
        return reading;
    }

private:
    static void findContainers(GpuReading &reading)
    {
        for (GpuDevice &device : reading.devices) {
            if (!device.processes)
                continue;
            for (GpuProcess &process : *device.processes)
                process.container = containerIdOf(process.pid);
        }
    }

    QMutex m_mutex;
    std::shared_ptr<const Nvml> m_nvml;
};

QByteArray targetOf(const QUrl &url)
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    return path.size() > 1 ? path : "/metrics";
}

} // namespace

ReadGpus readOwnGpus()
{
    return
        [gpus = std::make_shared<OwnGpus>()] { return QtConcurrent::run([gpus] { return gpus->read(); }); };
}

ReadGpus readExporter(const QUrl &url)
{
    const QUrl server(url.toString(QUrl::RemovePath));
    return [transport = std::make_shared<NetworkTransport>(server), target = targetOf(url)] {
        return ExporterClient(*transport, target).gpus();
    };
}

} // namespace crescendo
