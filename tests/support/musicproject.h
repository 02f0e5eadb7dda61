#pragma once

#include "api/serviceclient.h"
#include "tests/support/dockerengine.h"

#include <memory>

namespace crescendo {

/// The Compose project of installer/compose on an engine, brought up by the commands of its README, with the
/// programs under test, the shipped settings in a folder of its own, a poll every second and that cooldown.
/// Its workers get a fraction of a core each, so that little audio is much work on any machine. Taken down
/// with this object.
class MusicProject {
public:
    MusicProject(const DockerEngine &engine, ComposeProject::Version version, Seconds cooldown);
    ~MusicProject();
    MusicProject(const MusicProject &) = delete;
    MusicProject &operator=(const MusicProject &) = delete;

    /// Makes the image.
    static ProgramOutput buildImage(const DockerEngine &engine);
    /// `up -d`, and waits until the service answers and each pool has its first worker.
    bool bringUp();

    const QString &url() const { return m_url; }
    const DockerEngine &engine() const { return m_engine; }
    /// A line of a shell, in the place of the project's user: with `docker`, `docker-compose` and curl for
    /// this project, in a folder of its own.
    ProgramOutput shell(const QString &line) const;
    QString folder() const { return m_folder.path(); }
    /// `docker logs music-api 2>&1`
    QString logs() const;
    QString lastLogs() const; ///< of that as much as the message of a failed test holds
    /// The names of the containers of a service that run, in order, as `docker ps` tells them.
    QStringList running(const QString &service) const;

    void writeSettings(const QByteArray &json);
    QByteArray settings() const;
    /// With the control token, once the project is up.
    ServiceClient &client() { return *m_client; }
    const Secret &token() const { return m_token; }
    Pool pool(const QString &id = QStringLiteral("analysis"));
    /// A control call of that pool: "PUT" to "replicas".
    Result<> control(const QByteArray &method, const QByteArray &what, const QJsonObject &body,
                     const QByteArray &pool = "analysis");

private:
    QStringList variables() const;
    bool takeToken();

    const DockerEngine &m_engine;
    QTemporaryDir m_folder;
    QString m_url;
    Secret m_token;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ServiceClient> m_client;
};

} // namespace crescendo
