#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace crescendo {

TextLabel::TextLabel(QWidget *parent) : TextLabel(TextRole::Body, Tone::Plain, parent)
{
}

TextLabel::TextLabel(TextRole role, Tone tone, QWidget *parent) : QLabel(parent), m_role(role), m_tone(tone)
{
    setTextFormat(Qt::PlainText); // values come from outside
    setForegroundRole(QPalette::WindowText); // else it depends on the parent's background role
    applyRole();
    applyTone();
}

void TextLabel::setRole(TextRole role)
{
    m_role = role;
    applyRole();
}

void TextLabel::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    applyTone();
}

void TextLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elideMode = mode;
    update();
}

bool TextLabel::isElided() const
{
    return !wordWrap() && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    const int least = fontMetrics().horizontalAdvance(QChar(0x2026)) + fontMetrics().averageCharWidth() * 2;
    return wordWrap() ? hint : QSize(std::min(hint.width(), least), hint.height());
}

bool TextLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTone();
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (!isElided()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QString elided = fontMetrics().elidedText(text(), m_elideMode, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(),
                          elided, foregroundRole());
}

void TextLabel::applyRole()
{
    setFont(fontFor(m_role, QApplication::font()));
}

void TextLabel::applyTone()
{
    const QColor colour = coloursOf(palette()).of(m_tone);
    if (palette().color(QPalette::WindowText) == colour)
        return; // setting it would come back here as PaletteChange
    QPalette toned = palette();
    toned.setColor(QPalette::WindowText, colour);
    setPalette(toned);
}

} // namespace crescendo
