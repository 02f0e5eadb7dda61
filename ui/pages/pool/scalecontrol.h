#pragma once

#include "domain/change.h"
#include "platform/platform.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ScaleControl;
}

namespace crescendo {

/// Scaling by hand: how many workers, for how long, what then; stop and start; and how the last change ended.
/// Asks for changes and makes none itself. What the operator typed stays until it was applied, whatever the
/// pool does meanwhile.
class ScaleControl final : public QWidget {
    Q_OBJECT

public:
    explicit ScaleControl(QWidget *parent = nullptr);
    ~ScaleControl() override;

    /// `refusal`: why whoever operates it cannot scale; empty where it can.
    void show(const Pool &pool, const Capabilities &capabilities, const QString &refusal, TimePoint now);
    void setHold(Seconds hold); ///< 0: none; the nearest choice is taken
    void setBusy(bool isBusy);
    void setStatus(const QString &text, bool isBad, bool canUndo);
    void forgetEdit(); ///< the pool's own number is shown again

Q_SIGNALS:
    void changeRequested(const crescendo::ChangeAction &action);
    void undoRequested();
    void testRequested();
    void holdChosen(crescendo::Seconds hold);

private:
    void setupViews();
    void connectSignals();
    void updateOutlook();
    void updateEnabled();
    void requestReplicas();
    Seconds hold() const;

    std::unique_ptr<Ui::ScaleControl> m_ui;
    Pool m_pool;
    Capabilities m_capabilities;
    QString m_refusal;
    TimePoint m_now;
    bool m_isEdited = false;
    bool m_isBusy = false;
};

} // namespace crescendo
