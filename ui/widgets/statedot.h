#pragma once

#include "ui/theme/colours.h"

class QPainter;
class QRectF;

namespace crescendo {

/// The small sign beside a name that shows its state: its shape says what its colour does. Fine is a disc, an
/// accent a ring, limited a triangle, broken a cross, muted a small ring.
void paintStateDot(QPainter &painter, const QRectF &rect, Tone tone, const Colours &colours);

} // namespace crescendo
