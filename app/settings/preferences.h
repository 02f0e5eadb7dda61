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
    TimeRangeSeconds, // int: what the charts show
    HoldSeconds, // int: offered by the scale control; 0 = no hold
    ReadOnly, // bool: changes are off
    LastPage, // QString: the page that was shown last
    LastConnection, // QString: the ConnectionId that was shown last
    LastPool, // QString: the PoolId
    WindowGeometry, // QByteArray
    WindowState, // QByteArray
    PoolPageLayout, // QByteArray
    HistoryMebibytes, // int: bound of the history file
};

/// Preferences in `preferences.ini` of a folder. A value of the wrong type counts as not set. Written when
/// changed, in the background of the event loop, and by save(). Belongs to the thread that made it.
class Preferences final : public QObject {
    Q_OBJECT

public:
    explicit Preferences(const QString &directory, QObject *parent = nullptr);
    ~Preferences() override;

    QVariant value(Preference preference) const;
    template <typename T> T get(Preference preference) const { return value(preference).template value<T>(); }
    void set(Preference preference, const QVariant &value); ///< of the type that the table says

    /// Writes now. Error: Io.
    Result<> save();

Q_SIGNALS:
    void changed(crescendo::Preference preference);

private:
    std::unique_ptr<QSettings> m_settings;
};

} // namespace crescendo
