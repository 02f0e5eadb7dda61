#pragma once

class QFont;

namespace crescendo {

/// Distances on the 8 px grid, in device-independent pixels.
namespace space {
constexpr int tight = 4;
constexpr int unit = 8;
constexpr int card = 12; ///< inside a card, and between cards
constexpr int page = 16; ///< around a page
constexpr int radius = 6;
} // namespace space

/// The console's few text sizes, relative to the application's font.
enum class TextRole { Body, Caption, Section, Place, Title, Value };

QFont fontFor(TextRole role, const QFont &base);

} // namespace crescendo
