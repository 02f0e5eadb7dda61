#pragma once

#include "domain/change.h"
#include "platform/platform.h"

#include <QWidget>

#include <map>

class QAction;
class QPushButton;

namespace crescendo {

class TextLabel;

/// The values that govern the pool and its workers, the preset that they are, if any, the switch of the
/// autoscaler, and the way to other limits; of a pool that KEDA scales what its ScaledObject says instead,
/// and the switch that pauses it. Asks for changes and makes none itself.
class ProfileView final : public QWidget {
    Q_OBJECT

public:
    explicit ProfileView(QWidget *parent = nullptr);

    /// `refusal`: why whoever operates it cannot change it; empty where it can.
    void show(const Pool &pool, const Capabilities &capabilities, const QString &refusal);
    void setBusy(bool isBusy);
    /// What its buttons do, for lists of commands.
    QList<QAction *> commands() const { return {m_toggle, m_limits}; }

Q_SIGNALS:
    void changeRequested(const crescendo::ChangeAction &action);
    void limitsRequested(); ///< others than those that are shown

private:
    enum Field { Range, Thresholds, Cooldown, Status, Jobs, Memory };

    void add(Field field, const QString &name, QWidget *parent);
    void addButtons(QWidget *parent);
    void updateButtons();
    void updateToggle();
    void nameAsPause(bool isOn);
    void showField(Field field, bool isVisible);
    QString refusal() const; ///< why nothing can be changed; empty where it can
    std::optional<bool> isEnabled() const; ///< nothing: it is not told
    void showScaledObject(const ScaledObject &object);
    void showProfile(const Pool &pool);
    void showLimits(const Pool &pool);

    TextLabel *m_title;
    TextLabel *m_name;
    std::map<Field, TextLabel *> m_names;
    std::map<Field, TextLabel *> m_values;
    QAction *m_toggle;
    QPushButton *m_toggleButton;
    QAction *m_limits;
    QPushButton *m_limitsButton;
    std::optional<Profile> m_profile;
    std::optional<ScaledObject> m_scaledObject;
    Capabilities m_capabilities;
    QString m_refusal;
    bool m_isBusy = false;
};

} // namespace crescendo
