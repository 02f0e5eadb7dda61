#pragma once

#include "ui/interaction/interaction.h"

#include <QDialog>

class QSpinBox;

namespace crescendo {

class HoldBox;

/// Asks how many workers several pools are to have, and for how long.
class ScaleDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ScaleDialog(const ScaleQuestion &question, QWidget *parent = nullptr);

    SetReplicas answer() const;

private:
    void setupViews(bool canHold);
    QLayout *makeButtons();

    QSpinBox *m_replicas;
    HoldBox *m_hold;
};

} // namespace crescendo
