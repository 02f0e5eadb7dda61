#pragma once

#include "kubernetes/resource.h"
#include "net/http.h"

#include <QJsonObject>
#include <QPointer>

namespace crescendo {

/// One request to the API server, and what it is for.
struct ApiCall {
    QByteArray method = "GET";
    QByteArray path; ///< with its query
    QString operation; ///< "scale deployment analysis-worker"
    QByteArray body{};
    QByteArray bodyType = "application/json";
    Millis timeout{30'000};
};

/// How many replicas a workload has and shall have, as its scale subresource says it.
struct Scale {
    QString resourceVersion;
    int desired = 0;
    int current = 0;

    bool operator==(const Scale &) const = default;
};

Result<Scale> parseScale(const QByteArray &bytes);

/// A write, or only the server's answer to whether it would do it.
enum class DryRun { No, All };

/// A cluster's API server, spoken to over a transport. A light handle, which may outlive the transport; every
/// call ends in Cancelled then. Used on the transport's thread. Calls run in parallel. Errors: of the
/// transport, and those of apiError().
class ApiClient {
public:
    explicit ApiClient(HttpTransport &transport) : m_transport(&transport) {}

    /// The body of a success.
    Async<QByteArray> exchange(const ApiCall &call) const;
    /// For a watch or a log: a stream whose status and body are the caller's to look at. Null after the
    /// transport's end. `begins`: how long its headers may take.
    std::unique_ptr<HttpStream> open(const QByteArray &path, Millis begins = Seconds(10)) const;

    Async<Scale> scale(const ResourceKind &kind, const QString &name) const;
    /// Yields what is (or would be) afterwards. Conflict where somebody changed it since `based` was read.
    Async<Scale> setScale(const ResourceKind &kind, const QString &name, const Scale &based, int replicas,
                          DryRun dryRun) const;

    /// The object as the server has it.
    Async<QByteArray> object(const ResourceKind &kind, const QString &name) const;
    /// Merges into the object what `patch` has. Yields what is (or would be) afterwards. Conflict where it is
    /// no longer of that version.
    Async<QByteArray> patch(const ResourceKind &kind, const QString &name, const QString &resourceVersion,
                            QJsonObject patch, DryRun dryRun) const;
    /// Conflict where the name is by now another's; of any uid where that is empty.
    Async<QByteArray> remove(const ResourceKind &kind, const QString &name, const QString &uid,
                             DryRun dryRun) const;

private:
    QPointer<HttpTransport> m_transport;
};

} // namespace crescendo
