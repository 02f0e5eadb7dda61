#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace crescendo {

class JsonNode;

/// What every object of the API has.
struct ObjectMeta {
    QString name;
    QString namespaceName; ///< empty for what belongs to the whole cluster
    QString uid;
    QString resourceVersion; ///< of this state of the object
    qint64 generation = 0; ///< of what somebody wants it to be
    std::map<QString, QString> labels;
    std::optional<TimePoint> created;
    bool isBeingDeleted = false;

    bool operator==(const ObjectMeta &) const = default;
};

/// Of an object's `metadata`.
ObjectMeta metaFrom(const JsonNode &metadata);

/// The objects of one kind, in one namespace or in all where it is empty:
/// {"apps/v1", "deployments", "music-platform"}.
struct ResourceKind {
    QByteArray version; ///< group and version; "v1" of the core
    QByteArray plural;
    QString namespaceName;
    QByteArray fieldSelector{}; ///< of those that are listed: "reason=BackOff,type=Warning"; empty: all

    QByteArray path() const; ///< "/apis/apps/v1/namespaces/music-platform/deployments"
    QByteArray pathOf(const QString &name, const QByteArray &subresource = {}) const;
};

/// For errors and logs: "deployments".
QString toString(const ResourceKind &kind);

} // namespace crescendo
