#pragma once

#include "ui/models/logblock.h"

#include <QWidget>

#include <array>

class QPushButton;

namespace crescendo {

/// Which levels are shown: a button each, pressed while they are.
class LevelChips final : public QWidget {
    Q_OBJECT

public:
    explicit LevelChips(QWidget *parent = nullptr);

    LogKinds kinds() const;

Q_SIGNALS:
    void kindsChanged();

private:
    std::array<QPushButton *, logKindCount - 1> m_chips{}; // one for each kind but marks
};

} // namespace crescendo
