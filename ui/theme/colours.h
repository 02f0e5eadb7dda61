#pragma once

#include <QColor>

class QPalette;

namespace crescendo {

/// What a colour says. It never stands alone: words or a shape say the same.
enum class Tone {
    Plain,
    Muted, // secondary text; also what is unknown, stale or switched off
    Accent, // interactive, selected; in charts: what an operator did
    Fine,
    Limited,
    Broken,
    Desired, // what the autoscaler wants
};

/// What a chart draws.
enum class Ink { Pending, Running, Ready, Desired, Busy, Cpu, Memory, Gpu, Range, ScaleUp, ScaleDown };

/// Every colour of the console. There are two sets, one for light and one for dark surroundings.
struct Colours {
    QColor window; ///< behind the cards
    QColor sidebar;
    QColor surface; ///< cards, dialogs, inputs
    QColor raised; ///< buttons, code
    QColor border;
    QColor text;
    QColor muted;
    QColor accent;
    QColor accentSoft; ///< selection behind text
    QColor onAccent; ///< text on `accent`
    QColor fine;
    QColor limited;
    QColor broken;
    QColor desired;
    QColor hold; ///< tint of a stretch of time in which the target was held
    QColor grid;
    QColor hatch; ///< a gap in the data
    QColor crosshair;
    QColor pending;
    QColor running;
    QColor cpu;
    QColor memory;
    QColor gpu;
    QColor range;

    QColor of(Tone tone) const;
    QColor of(Ink ink) const;
};

const Colours &lightColours();
const Colours &darkColours();
/// The set that belongs to a widget's palette, so that painting code needs nothing but its widget.
const Colours &coloursOf(const QPalette &palette);

/// The palette that makes Qt's own widgets agree with a set.
QPalette paletteOf(const Colours &colours);

} // namespace crescendo
