#pragma once

#include "base/clock.h"

#include <QComboBox>

namespace crescendo {

/// For how long a number of workers is held: not at all, or one of a few times.
class HoldBox final : public QComboBox {
    Q_OBJECT

public:
    explicit HoldBox(QWidget *parent = nullptr);

    Seconds hold() const; ///< 0: none
    void setHold(Seconds hold); ///< the nearest choice is taken
};

} // namespace crescendo
