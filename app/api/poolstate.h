#pragma once

#include "domain/host.h"
#include "domain/pool.h"

#include <QJsonObject>

namespace crescendo {

class JsonReader;

// JSON of our service's own API (`/api/autoscaling/…`): the same functions write it in the service and read
// it in the console. Times are ISO 8601 UTC, durations seconds, `cpu` cores, `memory` bytes; what is unknown
// is null.

QJsonObject toJson(const Profile &profile);
Profile readProfile(JsonReader &reader);
/// Members that are absent keep the value of `base`; unknown ones are errors.
Result<Profile> profileFromJson(const QJsonObject &object, const Profile &base);

QJsonObject toJson(const WorkerLimits &limits);
WorkerLimits readLimits(JsonReader &reader);
/// As profileFromJson(); a `memory` of null is no limit.
Result<WorkerLimits> limitsFromJson(const QJsonObject &object, const WorkerLimits &base);

QJsonObject toJson(const Decision &decision);
Decision readDecision(JsonReader &reader);

QJsonObject toJson(const Worker &worker);
QJsonObject toJson(const Hold &hold);

QJsonObject toJson(const Pool &pool);
Result<Pool> poolFromJson(const PoolId &id, const QJsonObject &object);

/// What the service tells of itself.
struct ServiceState {
    std::vector<Pool> pools;
    std::optional<Host> host; ///< that it runs on
    QString version; ///< of all its pools together, as its ETag tells; empty: not told

    bool operator==(const ServiceState &) const = default;
};
QJsonObject toJson(const ServiceState &state);
/// `{"pools": {"analysis": {…}, …}, "host": {"cores": 8, …}}`
Result<ServiceState> stateFromJson(const QByteArray &bytes);

} // namespace crescendo
