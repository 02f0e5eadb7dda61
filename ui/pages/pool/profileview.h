#pragma once

#include "domain/change.h"
#include "platform/platform.h"

#include <QWidget>

#include <map>

class QAction;
class QPushButton;

namespace crescendo {

class TextLabel;

/// The values that govern the pool, the preset that they are, if any, and the switch of the autoscaler. Asks
/// for changes and makes none itself.
class ProfileView final : public QWidget {
    Q_OBJECT

public:
    explicit ProfileView(QWidget *parent = nullptr);

    void show(const Pool &pool, const Capabilities &capabilities);
    void setBusy(bool isBusy);
    QAction *toggleAction() const { return m_toggle; } ///< what the button does, for lists of commands

Q_SIGNALS:
    void changeRequested(const crescendo::ChangeAction &action);

private:
    enum Field { Range, Thresholds, Cooldown, Status };

    void add(Field field, const QString &name, QWidget *parent);
    void addToggle(QWidget *parent);
    void updateToggle();
    QString refusal() const; ///< why the autoscaler cannot be switched; empty where it can

    TextLabel *m_name;
    std::map<Field, TextLabel *> m_values;
    QAction *m_toggle;
    QPushButton *m_toggleButton;
    std::optional<Profile> m_profile;
    Capabilities m_capabilities;
    bool m_isBusy = false;
};

} // namespace crescendo
