#pragma once

#include "autoscaler/loop/autoscaler.h"
#include "base/secret.h"
#include "net/server/server.h"
#include "system/hostwatch.h"

#include <functional>

namespace crescendo {

/// Writes to the configuration file, which is the only truth for profiles and limits. With `dryRun`
/// everything is checked and nothing written. InvalidInput says which rule is broken or which environment
/// variable is in the way.
class ProfileWriter {
public:
    virtual ~ProfileWriter() = default;
    virtual Result<> writeProfile(const PoolId &pool, const Profile &profile, bool dryRun) = 0;
    virtual Result<> writeLimits(const PoolId &pool, const WorkerLimits &limits, bool dryRun) = 0;
    virtual Result<> writeEnabled(bool enabled, bool dryRun) = 0;
};

/// `/api/autoscaling/state` and the operators' commands. Each command takes `?dryRun=true` and `If-Match`;
/// what is impossible is refused at once with nothing changed, else the answer is 202 with the pool as it
/// shall be; of a dry run 200 with the pool as it would be.
class ControlApi {
public:
    ControlApi(Autoscaler &autoscaler, ProfileWriter &profiles, HostWatch &host, Secret controlToken);

    void addRoutes(HttpServer &server);

private:
    using Command = Autoscaler::Command;
    using Action =
        std::function<Result<Pool>(const Command &, const QJsonObject &body, const ServerRequest &)>;

    void state(const ServerRequest &request, const ReplyPtr &reply) const;
    void pool(const ServerRequest &request, const ReplyPtr &reply) const;
    void route(HttpServer &server, const QByteArray &method, const QByteArray &what, Action action);
    Handler command(Action action);
    void enable(const ServerRequest &request, const ReplyPtr &reply);

    Result<Pool> setProfile(const Command &command, const QJsonObject &body);
    Result<Pool> setLimits(const Command &command, const QJsonObject &body);
    Result<Pool> setReplicas(const Command &command, const QJsonObject &body);
    Result<Pool> setStopped(const Command &command, const QJsonObject &body);

    Autoscaler &m_autoscaler;
    ProfileWriter &m_profiles;
    HostWatch &m_host;
    Secret m_token;
};

} // namespace crescendo
