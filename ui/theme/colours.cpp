#include "ui/theme/colours.h"

#include <QPalette>

namespace crescendo {
namespace {

constexpr QRgb rgb(QRgb value)
{
    return value | 0xff000000U;
}

} // namespace

const Colours &lightColours()
{
    static const Colours colours{
        .window = rgb(0xf4f5f8),
        .sidebar = rgb(0xeaedf2),
        .surface = rgb(0xffffff),
        .raised = rgb(0xf7f8fa),
        .border = rgb(0xdde1e8),
        .text = rgb(0x1a1e26),
        .muted = rgb(0x5f687a),
        .accent = rgb(0x2b6ade),
        .accentSoft = rgb(0xdbe6fa),
        .onAccent = rgb(0xffffff),
        .fine = rgb(0x14804a),
        .limited = rgb(0x9a5b00),
        .broken = rgb(0xc42b2b),
        .desired = rgb(0x6f45c9),
        .hold = rgb(0xefe9fb),
        .grid = rgb(0xe9ebf0),
        .hatch = rgb(0xc9ced8),
        .crosshair = rgb(0x4a5263),
        .pending = rgb(0xe3932b),
        .running = rgb(0x5b8def),
        .cpu = rgb(0x2b6ade),
        .memory = rgb(0xb23a86),
        .gpu = rgb(0x0f8390),
        .range = rgb(0xeef0f4),
    };
    return colours;
}

const Colours &darkColours()
{
    static const Colours colours{
        .window = rgb(0x13161a),
        .sidebar = rgb(0x181b21),
        .surface = rgb(0x1c2027),
        .raised = rgb(0x252a33),
        .border = rgb(0x2e343e),
        .text = rgb(0xe7e9ed),
        .muted = rgb(0x98a2b3),
        .accent = rgb(0x6ea3ff),
        .accentSoft = rgb(0x22324f),
        .onAccent = rgb(0x0d1420),
        .fine = rgb(0x4cc38a),
        .limited = rgb(0xf2ac4b),
        .broken = rgb(0xff7a74),
        .desired = rgb(0xb39bff),
        .hold = rgb(0x2a2740),
        .grid = rgb(0x292e37),
        .hatch = rgb(0x414956),
        .crosshair = rgb(0xc3c9d4),
        .pending = rgb(0xd9902f),
        .running = rgb(0x4f7fd6),
        .cpu = rgb(0x6ea3ff),
        .memory = rgb(0xe873b8),
        .gpu = rgb(0x3fc1cf),
        .range = rgb(0x242932),
    };
    return colours;
}

const Colours &coloursOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkColours()
                                                                               : lightColours();
}

QColor Colours::of(Tone tone) const
{
    switch (tone) {
    case Tone::Muted:
        return muted;
    case Tone::Accent:
        return accent;
    case Tone::Fine:
        return fine;
    case Tone::Limited:
        return limited;
    case Tone::Broken:
        return broken;
    case Tone::Desired:
        return desired;
    case Tone::Plain:
        break;
    }
    return text;
}

QColor Colours::of(Ink ink) const
{
    switch (ink) {
    case Ink::Pending:
        return pending;
    case Ink::Running:
        return running;
    case Ink::Ready:
    case Ink::ScaleDown:
        return fine;
    case Ink::Desired:
    case Ink::ScaleUp:
        return desired;
    case Ink::Memory:
        return memory;
    case Ink::Gpu:
        return gpu;
    case Ink::Range:
        return range;
    case Ink::Busy:
    case Ink::Cpu:
        break;
    }
    return cpu;
}

QPalette paletteOf(const Colours &c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &enabled, const QColor &disabled) {
        palette.setColor(role, enabled);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, c.window, c.window);
    set(QPalette::WindowText, c.text, c.muted);
    set(QPalette::Base, c.surface, c.window);
    set(QPalette::AlternateBase, c.raised, c.window);
    set(QPalette::ToolTipBase, c.surface, c.surface);
    set(QPalette::ToolTipText, c.text, c.text);
    set(QPalette::PlaceholderText, c.muted, c.muted);
    set(QPalette::Text, c.text, c.muted);
    set(QPalette::Button, c.surface, c.window);
    set(QPalette::ButtonText, c.text, c.muted);
    set(QPalette::BrightText, c.broken, c.broken);
    set(QPalette::Link, c.accent, c.muted);
    set(QPalette::LinkVisited, c.accent, c.muted);
    set(QPalette::Highlight, c.accentSoft, c.raised);
    set(QPalette::HighlightedText, c.text, c.muted);
    set(QPalette::Light, c.surface, c.surface);
    set(QPalette::Midlight, c.raised, c.raised);
    set(QPalette::Mid, c.border, c.border);
    set(QPalette::Dark, c.border, c.border);
    set(QPalette::Shadow, c.border, c.border);
    return palette;
}

} // namespace crescendo
