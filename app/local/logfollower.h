#pragma once

#include "docker/enginestream.h"
#include "local/autoscalerlog.h"

namespace crescendo {

/// Follows the log of the container that serves, through the engine, and goes on when its stream ends. Lives
/// on the engine client's thread.
class LogFollower final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~LogFollower() override;

    /// Follows this container from now on; goes on where it is followed already. Empty: none.
    void follow(const EngineClient &engine, const QString &container);
    void stop();

    bool isFollowing() const { return m_stream != nullptr; }
    const std::optional<Error> &error() const { return m_error; } ///< why it is not

Q_SIGNALS:
    void observed(const crescendo::PlatformEvent &event);

private:
    void open(const EngineClient &engine, const ContainerDetails &container);
    void lose(const std::optional<Error> &error);

    QString m_container;
    std::unique_ptr<LogStream> m_stream;
    AutoscalerLogReader m_reader;
    std::optional<Error> m_error;
};

} // namespace crescendo
