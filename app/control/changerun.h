#pragma once

#include "control/changepipeline.h"

#include <QJsonObject>
#include <QTimer>

#include <deque>

namespace crescendo {

struct ChangeRunOptions {
    bool isDryRun = false; ///< stops after the previews
    Millis patience{
        Seconds(120)}; ///< how long it waits, all together, for platforms to show what is asked for
};

/// Carries changes out one after the other without anybody in front of it, as they are carried out in the
/// window: preview, apply, read back, journal. Each waits until its platform shows the pool, and what the one
/// before did to it. The first that fails or is refused ends the run; what would come after it is not tried.
class ChangeRun final : public QObject {
    Q_OBJECT

public:
    ChangeRun(Connections &connections, ChangePipeline &pipeline, std::vector<Change> changes,
              const ChangeRunOptions &options, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// What became of a change, as one line of JSON: `change`, `result` ("previewed", "notTried", or that of
    /// its entry), and where there is one its `preview`, `entry` in the journal, `error`, and `again`: a new
    /// preview, of a change that was based on an old state.
    void told(const QString &line);
    /// After the last one. `isGood`: each was verified, or previewed in a dry run.
    void finished(bool isGood);

private:
    bool canBegin() const;
    bool isShown(const Platform &platform) const;
    void beginIfPossible();
    void begin();
    void onPreviewed(const Result<Proposal> &proposal);
    void onConfirmed(const QJsonObject &preview, const Result<Outcome> &outcome);
    void tell(const QString &result, QJsonObject more);
    void refuse(const Error &error, const QJsonObject &preview);
    void end();
    void next();

    Connections &m_connections;
    ChangePipeline &m_pipeline;
    std::deque<Change> m_changes; // the present one first
    const ChangeRunOptions m_options;
    std::optional<Change> m_done; // the last one that was read back
    QTimer m_patience;
    bool m_isWaiting = false;
    bool m_isGood = true;
};

} // namespace crescendo
