#pragma once

#include "docker/engineclient.h"

#include <QTimer>

#include <set>

namespace crescendo {

/// What only the engine knows of single containers: since when they run and what they use, as `docker stats`
/// works it out.
class ContainerReadings final : public QObject {
    Q_OBJECT

public:
    explicit ContainerReadings(EngineClient engine, QObject *parent = nullptr);

    /// The containers that run; what was known of others is forgotten.
    void follow(const std::set<QString> &containers);
    /// It began anew: what was known of it holds no longer.
    void forget(const QString &container);

    struct Reading {
        std::optional<ContainerDetails> details; ///< as it was when it was first looked at
        std::optional<MilliCores> cpu;
        std::optional<Bytes> memory;
    };
    /// Without values where nothing is known yet.
    Reading of(const QString &container) const;

Q_SIGNALS:
    void changed();

private:
    void measureAll();
    void measure(const QString &container);
    void inspect(const QString &container);

    EngineClient m_engine;
    std::map<QString, Reading> m_readings;
    std::set<QString> m_beingMeasured;
    CpuHistory m_history;
    QTimer m_timer;
};

} // namespace crescendo
