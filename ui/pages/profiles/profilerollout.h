#pragma once

#include "ui/interaction/changeflow.h"
#include "ui/interaction/services.h"

#include <QStringList>

#include <deque>

namespace crescendo {

/// Gives a profile to pool after pool: each is previewed and confirmed by itself. Turning one down leaves the
/// rest as it is.
class ProfileRollout final : public QObject {
    Q_OBJECT

public:
    explicit ProfileRollout(const Services &services, QObject *parent = nullptr);

    bool isBusy() const { return m_isBusy; }
    void run(const std::vector<Change> &changes); ///< no effect while busy

Q_SIGNALS:
    void busyChanged();
    void told(const QString &text, bool isBad); ///< how it stands, pool by pool

private:
    void next();
    void note(const QString &text, bool isBad);
    void setBusy(bool isBusy);

    const Clock &m_clock;
    ChangeFlow *m_flow;
    std::deque<Change> m_waiting;
    PoolId m_pool;
    QStringList m_notes;
    bool m_isBad = false;
    bool m_isAnswered = false; // of the present pool
    bool m_isBusy = false;
};

} // namespace crescendo
