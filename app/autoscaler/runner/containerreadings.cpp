#include "autoscaler/runner/containerreadings.h"

namespace crescendo {
namespace {

constexpr Millis measuringInterval{2'000};

} // namespace

ContainerReadings::ContainerReadings(EngineClient engine, QObject *parent)
    : QObject(parent)
    , m_engine(std::move(engine))
{
    connect(&m_timer, &QTimer::timeout, this, &ContainerReadings::measureAll);
    m_timer.start(measuringInterval);
}

void ContainerReadings::follow(const std::set<QString> &containers)
{
    std::erase_if(m_readings, [&](const auto &entry) {
        const bool isGone = !containers.contains(entry.first);
        if (isGone)
            m_history.forget(entry.first);
        return isGone;
    });
    for (const QString &container : containers) {
        if (!m_readings.try_emplace(container).second)
            continue;
        inspect(container);
        measure(container);
    }
}

void ContainerReadings::forget(const QString &container)
{
    m_readings.erase(container);
    m_history.forget(container);
}

ContainerReadings::Reading ContainerReadings::of(const QString &container) const
{
    const auto found = m_readings.find(container);
    return found == m_readings.end() ? Reading() : found->second;
}

void ContainerReadings::measureAll()
{
    std::vector<QString> containers; // an answer may change the map
    for (const auto &entry : m_readings)
        containers.push_back(entry.first);
    for (const QString &container : containers) {
        measure(container);
        if (!of(container).details)
            inspect(container);
    }
}

void ContainerReadings::measure(const QString &container)
{
    if (!m_beingMeasured.insert(container).second)
        return; // the engine is slow
    m_engine.stats(container).then(this, [this, container](const Result<StatsSample> &sample) {
        m_beingMeasured.erase(container);
        const auto found = m_readings.find(container);
        if (found == m_readings.end())
            return;
        // What cannot be read is missing; the rest of the runner says why.
        found->second.memory = sample ? sample->memory : std::nullopt;
        found->second.cpu = sample && sample->cpu ? m_history.observe(container, *sample->cpu) : std::nullopt;
        Q_EMIT changed();
    });
}

void ContainerReadings::inspect(const QString &container)
{
    m_engine.inspect(container).then(this, [this, container](const Result<ContainerDetails> &details) {
        const auto found = m_readings.find(container);
        if (found == m_readings.end() || !details)
            return;
        found->second.details = *details;
        Q_EMIT changed();
    });
}

} // namespace crescendo
