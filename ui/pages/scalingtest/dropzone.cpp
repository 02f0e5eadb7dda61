#include "ui/pages/scalingtest/dropzone.h"

#include "ui/widgets/textlabel.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int leastHeight = 8 * space::unit;

/// Files of this machine only.
QStringList filesIn(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

DropZone::DropZone(QWidget *parent) : QFrame(parent), m_text(new TextLabel(TextRole::Body, Tone::Muted, this))
{
    setAcceptDrops(true);
    setMinimumHeight(leastHeight);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::card, space::unit, space::card, space::unit);
    rows->addWidget(m_text);
}

void DropZone::setText(const QString &text)
{
    m_text->setText(text);
}

void DropZone::dragEnterEvent(QDragEnterEvent *event)
{
    if (filesIn(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    setInviting(true);
}

void DropZone::dragLeaveEvent(QDragLeaveEvent * /*event*/)
{
    setInviting(false);
}

void DropZone::dropEvent(QDropEvent *event)
{
    setInviting(false);
    event->acceptProposedAction();
    Q_EMIT dropped(filesIn(*event->mimeData()));
}

void DropZone::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_isInviting ? colours.accent : colours.border, 1, Qt::DashLine));
    painter.setBrush(m_isInviting ? colours.accentSoft : colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
}

void DropZone::setInviting(bool isInviting)
{
    m_isInviting = isInviting;
    update();
}

} // namespace crescendo
