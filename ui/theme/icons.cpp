#include "ui/theme/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

/// Of a static library they are linked where they are asked for. Must lie outside a namespace.
static void initialiseResources()
{
    Q_INIT_RESOURCE(crescendo);
}

namespace crescendo {
namespace {

QString pathOf(const QString &name)
{
    initialiseResources();
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

/// Draws a one-coloured SVG, in which the colour is written "currentColor", in the palette's colour of the
/// moment.
class InkIconEngine final : public QIconEngine {
public:
    explicit InkIconEngine(QByteArray svg) : m_svg(std::move(svg)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        const QPalette::ColorGroup group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor colour = QApplication::palette().color(group, QPalette::ButtonText);
        QByteArray inked = m_svg;
        inked.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer(inked).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new InkIconEngine(m_svg); }

private:
    QByteArray m_svg;
};

} // namespace

QIcon icon(const QString &name)
{
    QFile file(pathOf(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "icon", qPrintable(name));
    return opened ? QIcon(new InkIconEngine(file.readAll())) : QIcon();
}

QIcon applicationIcon()
{
    return QIcon(pathOf(QStringLiteral("crescendo")));
}

} // namespace crescendo
