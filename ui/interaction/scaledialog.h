#pragma once

#include "ui/interaction/interaction.h"

#include <QDialog>

class QGridLayout;
class QScrollArea;
class QSpinBox;

namespace crescendo {

class HoldBox;

/// Asks how many workers each of some pools is to have, and for how long all of them keep theirs.
class ScaleDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ScaleDialog(const ScaleQuestion &question, QWidget *parent = nullptr);

    std::vector<SetReplicas> answer() const; ///< in the order of the question's pools

private:
    QScrollArea *makePools(const std::vector<ScaledPool> &pools);
    QScrollArea *makeArea(QWidget *list);
    void addPool(const ScaledPool &pool, QGridLayout &grid, QWidget *parent);
    QLayout *makeHold(std::optional<Seconds> hold);
    QLayout *makeButtons();

    std::vector<QSpinBox *> m_replicas;
    HoldBox *m_hold;
};

} // namespace crescendo
