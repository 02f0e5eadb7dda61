#pragma once

#include "base/result.h"

#include <QObject>
#include <QVariant>

#include <memory>

class QSettings;

namespace crescendo {

/// Everything that the console remembers of its operator's taste. Never a secret. The table in
/// preferences.cpp gives each its key and default.
enum class Preference {
    Theme, // QString: "system", "light", "dark"
    Language, // QString: "system", "en", "de"; from the next start
    TimeRangeSeconds, // int: what the charts show
    HoldSeconds, // int: offered by the scale control; 0 = no hold
    ReadOnly, // bool: changes are off
    BeginReadOnly, // bool: they are off at every start
    ConfirmChanges, // bool: a change is shown and asked for before it is made
    LastPage, // QString: the page that was shown last
    LastConnection, // QString: the ConnectionId that was shown last
    LastPool, // QString: the PoolId
    WindowGeometry, // QByteArray
    PoolTurned, // QStringList: buttons of the pool page that are not as they begin: legends, panels
    PoolWorkersHeader, // QByteArray: how the table is sorted
    WorkersHeader, // QByteArray
    HistoryDays, // int: how long history is kept
    HistoryMebibytes, // int: bound of the history file
    NotifyScaled, // bool: say when a pool scales
    NotifyDegraded, // bool: say when an autoscaler cannot do what it should
    NotifyLost, // bool: say when a connection is lost
    NotifyFailed, // bool: say when a change failed
    NotifyQueue, // bool: say when a queue is long
    LongQueue, // int: from how many waiting jobs on it is
    LeaveRunning, // bool: the embedded platform goes on without the console; from its next start
};

/// Preferences in `preferences.ini` of a folder. A value of the wrong type, or that is none of those that
/// there are, counts as not set. A file that is none of settings is set aside. Written when changed, in the
/// background of the event loop, and by save(). Belongs to the thread that made it.
class Preferences final : public QObject {
    Q_OBJECT

public:
    explicit Preferences(const QString &directory, QObject *parent = nullptr);
    ~Preferences() override;

    QVariant value(Preference preference) const;
    template <typename T> T get(Preference preference) const { return value(preference).template value<T>(); }
    void set(Preference preference, const QVariant &value); ///< of the type that the table says
    /// Where the file was put that could not be read; empty where all was well.
    const QString &setAsideAs() const { return m_setAsideAs; }

    /// Writes now. Error: Io.
    Result<> save();

Q_SIGNALS:
    void changed(crescendo::Preference preference);

private:
    QString m_setAsideAs;
    std::unique_ptr<QSettings> m_settings;
};

} // namespace crescendo
