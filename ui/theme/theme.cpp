#include "ui/theme/theme.h"

#include "ui/theme/colours.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>

namespace crescendo {
namespace {

constexpr int textPixels = 13;

/// The desktop's font. Where there is no desktop to ask (a bare X server, offscreen) fontconfig answers with
/// its widest fallback; then a font made for interfaces is taken where one is installed.
QFont interfaceFont(QFont font)
{
    static const QString fallback = QStringLiteral("DejaVu Sans");
    if (QFontInfo(font).family() == fallback) {
        const QStringList installed = QFontDatabase::families();
        for (const QString &family : {QStringLiteral("Inter"), QStringLiteral("Noto Sans")}) {
            if (installed.contains(family)) {
                font.setFamily(family);
                break;
            }
        }
    }
    if (QFontInfo(font).pixelSize() < textPixels)
        font.setPixelSize(textPixels);
    return font;
}

} // namespace

Theme::Theme(QApplication &application, QObject *parent) : QObject(parent), m_application(application)
{
    QApplication::setStyle(new Style);
    QApplication::setFont(interfaceFont(QApplication::font()));
    apply();
    m_application.installEventFilter(this);
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    apply();
}

bool Theme::isDark() const
{
    return &coloursOf(QApplication::palette()) == &darkColours();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_scheme == Scheme::System)
        apply();
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    const Colours *colours = m_scheme == Scheme::Dark ? &darkColours() : &lightColours();
    if (m_scheme == Scheme::System) {
        QApplication::setPalette(QPalette()); // shows the desktop's own palette again
        colours = &coloursOf(QApplication::palette());
    }
    QApplication::setPalette(paletteOf(*colours));
}

} // namespace crescendo
