#pragma once

#include "ui/theme/colours.h"

#include <QFrame>

#include <optional>

class QVBoxLayout;

namespace crescendo {

/// A rounded surface that groups what belongs together; with a coloured edge on its left where it has
/// something to say.
class Card final : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

    void setEdge(std::optional<Tone> tone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Tone> m_edge;
};

/// Lays a card out in rows, below its title.
QVBoxLayout *rowsOf(Card &card, const QString &title);

} // namespace crescendo
