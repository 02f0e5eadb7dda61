#pragma once

#include "base/future.h"
#include "compose/composescaler.h"
#include "local/metricschange.h"
#include "local/projectwatch.h"

namespace crescendo {

/// Previews and carries out changes of a service that only shows metrics: workers through the engine,
/// profiles through its settings file.
class MetricsChanger final : public QObject {
    Q_OBJECT

public:
    /// `watch` may be null (no engine is known), `settings` missing, and so is then what they can do.
    MetricsChanger(const ProjectWatch *watch, QString dockerHost, std::optional<SettingsFile> settings,
                   const Clock &clock, QObject *parent = nullptr);
    ~MetricsChanger() override;

    /// Errors: Unsupported, InvalidInput, NotFound (no such service on the engine), Unavailable (no engine),
    /// and what the settings file is refused for.
    Async<Preview> preview(const Change &change, const Pool &pool, const QStringList &pools);
    Async<Receipt> apply(const Change &change, const Pool &before);

    /// What the endpoint shows now: settles edits that wait to be seen in effect, or have waited long enough.
    void observe(const Snapshot &now);
    /// Settles what waits as not seen.
    void stop();

    /// Why a pool got fewer workers than asked for; null when it did not.
    const Error *limitOf(const PoolId &pool) const;

Q_SIGNALS:
    void changed(); ///< something was done: what is shown is old

private:
    /// An edit that was written and is not yet seen.
    struct Waiting {
        Change change;
        Pool before;
        SteadyPoint until;
        std::shared_ptr<QPromise<Result<Receipt>>> promise;
    };

    Result<ServiceRef> serviceFor(const PoolId &pool) const;
    Async<SettingsEdit> planEdit(const Change &change) const;
    Async<Receipt> scale(const Change &change, const Pool &before, int target);
    Async<Receipt> stopPool(const Change &change, const Pool &before);
    Async<Receipt> edit(const Change &change, const Pool &before);
    Async<Receipt> awaitShown(const Change &change, const Pool &before);
    Result<Receipt> receiptFrom(const Change &change, const Pool &before, const ScaleOutcome &outcome);

    const ProjectWatch *m_watch;
    const QString m_dockerHost;
    const std::optional<SettingsFile> m_settings;
    const Clock &m_clock;
    std::vector<Waiting> m_waiting;
    std::map<PoolId, Error> m_limits;
};

} // namespace crescendo
