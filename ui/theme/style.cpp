#include "ui/theme/style.h"

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QWidget>

#include <optional>

namespace crescendo {
namespace {

constexpr int controlHeight = 28;

/// What fills a button, if anything does.
std::optional<QColor> fillOf(const QStyleOption *option, const QWidget *widget)
{
    if (!widget || !option->state.testFlag(QStyle::State_Enabled))
        return std::nullopt;
    const Colours &c = coloursOf(option->palette);
    if (widget->property("primary").toBool())
        return c.accent;
    const bool isLit = option->state.testFlag(QStyle::State_On) && widget->property("lamp").toBool();
    return isLit ? std::optional(c.fine) : std::nullopt;
}

/// The same option with the text colour that suits a filled button.
template <typename Option> Option onFill(const Option &option)
{
    Option filled = option;
    filled.palette.setColor(QPalette::ButtonText, coloursOf(option.palette).onAccent);
    return filled;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

/// Every control's box: a rounded frame whose border shows the keyboard's focus.
void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border, bool isFocused)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(QPen(border, isFocused ? 1.6 : 1.0));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.8, 0.8, -0.8, -0.8), space::radius, space::radius);
    painter->restore();
}

void drawInput(QPainter *painter, const QStyleOption *option, const QRect &rect)
{
    const Colours &c = coloursOf(option->palette);
    const bool isFocused = option->state.testFlag(QStyle::State_HasFocus);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    drawBox(painter, rect, isEnabled ? c.surface : c.window, isFocused ? c.accent : c.border, isFocused);
}

void drawChevron(QPainter *painter, const QRectF &rect, bool isUp, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF centre = rect.center();
    const double rise = isUp ? -1.6 : 1.6;
    painter->drawPolyline(QPolygonF{{centre.x() - 3.2, centre.y() - rise},
                                    {centre.x(), centre.y() + rise},
                                    {centre.x() + 3.2, centre.y() - rise}});
    painter->restore();
}

/// The box of a check box, and its tick.
void drawCheck(QPainter *painter, const QStyleOption *option)
{
    const Colours &c = coloursOf(option->palette);
    const bool isOn = option->state.testFlag(QStyle::State_On);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const bool isFocused = option->state.testFlag(QStyle::State_HasFocus);
    const QColor lit = isEnabled ? c.accent : c.muted;
    const QColor rim = isOn ? lit : c.muted;
    const QRectF box = QRectF(option->rect).adjusted(0.8, 0.8, -0.8, -0.8);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(isOn ? lit : c.surface);
    painter->setPen(QPen(isFocused ? c.text : rim, isFocused ? 1.8 : 1.2));
    painter->drawRoundedRect(box, space::radius / 2.0, space::radius / 2.0);
    if (isOn) {
        painter->setPen(QPen(c.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&box](double x, double y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        painter->drawPolyline(QPolygonF{{at(0.24, 0.52), at(0.43, 0.72), at(0.77, 0.3)}});
    }
    painter->restore();
}

} // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion"))
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colours &c = coloursOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        drawButton(option, painter, widget);
        return;
    case PE_FrameLineEdit:
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (element == PE_FrameLineEdit || (frame && frame->lineWidth > 0))
            drawInput(painter, option, option->rect);
        return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(painter, option);
        return;
    case PE_FrameFocusRect:
    case PE_FrameDefaultButton:
        return; // the border of the box shows it
    case PE_PanelTipLabel:
        drawBox(painter, option->rect, c.surface, c.border, false);
        return;
    case PE_PanelItemViewRow:
        return; // the item draws its own rounded selection
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Colours &c = coloursOf(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && fillOf(option, widget)) {
            const QStyleOptionButton filled = onFill(*button);
            QProxyStyle::drawControl(element, &filled, painter, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && fillOf(option, widget)) {
            const QStyleOptionToolButton filled = onFill(*button);
            QProxyStyle::drawControl(element, &filled, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
        painter->fillRect(option->rect, c.surface);
        painter->setPen(c.border);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, c.surface);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_SpinBox)
        drawSpinBox(option, painter, widget);
    else if (control == CC_ComboBox)
        drawComboBox(option, painter, widget);
    else if (control == CC_ScrollBar)
        drawScrollBar(option, painter, widget);
    else if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
             control == CC_ToolButton && button) {
        QStyleOptionToolButton bare = *button;
        bare.features &= ~QStyleOptionToolButton::HasMenu; // its text says that there is more
        QProxyStyle::drawComplexControl(control, &bare, painter, widget);
    } else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton)
        result.rwidth() += space::unit;
    if (type == CT_ToolButton)
        result.rwidth() += space::tight;
    if (type == CT_PushButton || type == CT_ToolButton || type == CT_LineEdit || type == CT_SpinBox
        || type == CT_ComboBox)
        result.setHeight(std::max(controlHeight, result.height()));
    return result;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    // A thumb in a groove, without arrows.
    const bool isFlat = bar->orientation == Qt::Horizontal;
    const int length = isFlat ? bar->rect.width() : bar->rect.height();
    const int range = bar->maximum - bar->minimum;
    const int least = std::min(length, 4 * space::unit);
    const int thumb = range == 0 ? length : std::max(least, length * bar->pageStep / (range + bar->pageStep));
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                              bar->upsideDown);
    const auto along = [&](int from, int size) {
        return isFlat ? QRect(from, 0, size, bar->rect.height()) : QRect(0, from, bar->rect.width(), size);
    };
    switch (part) {
    case SC_ScrollBarSlider:
        return along(start, thumb);
    case SC_ScrollBarSubPage:
        return along(0, start);
    case SC_ScrollBarAddPage:
        return along(start + thumb, length - start - thumb);
    case SC_ScrollBarGroove:
        return along(0, length);
    default:
        return {};
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(space::tight, 0, -space::tight, 0) : rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ScrollBarExtent:
        return space::card;
    case PM_ToolTipLabelFrameWidth:
        return space::tight;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut: // the keys work; tool tips tell them
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void Style::drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Colours &c = coloursOf(option->palette);
    const bool isEnabled = option->state.testFlag(State_Enabled);
    const bool isPressed = option->state.testFlag(State_Sunken);
    const bool isHovered = isEnabled && option->state.testFlag(State_MouseOver);
    const bool isFocused = option->state.testFlag(State_HasFocus);
    const bool isFlat = option->state.testFlag(State_AutoRaise);
    if (const std::optional<QColor> filled = fillOf(option, widget)) {
        const double shade = isPressed ? 0.25 : isHovered ? 0.12 : 0.0;
        const QColor fill = mixed(*filled, c.text, shade);
        drawBox(painter, option->rect, fill, isFocused ? c.text : fill, isFocused);
        return;
    }
    QColor fill = isEnabled ? c.surface : c.window;
    if (option->state.testFlag(State_On))
        fill = c.accentSoft;
    else if (isFlat)
        fill = Qt::transparent;
    if (isPressed || isHovered)
        fill = mixed(fill == Qt::transparent ? c.surface : fill, c.text, isPressed ? 0.12 : 0.05);
    const QColor rest = isFlat ? Qt::transparent : c.border;
    drawBox(painter, option->rect, fill, isFocused ? c.accent : rest, isFocused);
}

void Style::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar || bar->minimum == bar->maximum)
        return;
    const Colours &c = coloursOf(option->palette);
    const bool isUsed = option->activeSubControls.testFlag(SC_ScrollBarSlider);
    const QRectF thumb =
        QRectF(subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget)).adjusted(3, 3, -3, -3);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isUsed ? c.muted : c.hatch);
    painter->drawRoundedRect(thumb, thumb.width() / 2, thumb.width() / 2);
    painter->restore();
}

void Style::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!box)
        return;
    const Colours &c = coloursOf(option->palette);
    drawInput(painter, option, option->rect);
    const auto chevron = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step, bool isUp) {
        const QRectF rect = subControlRect(CC_SpinBox, box, part, widget);
        const bool canStep = box->stepEnabled.testFlag(step) && option->state.testFlag(State_Enabled);
        const bool isHovered = option->activeSubControls.testFlag(part);
        drawChevron(painter, rect, isUp, !canStep ? c.border : isHovered ? c.accent : c.muted);
    };
    chevron(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, true);
    chevron(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, false);
}

void Style::drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!box)
        return;
    const Colours &c = coloursOf(option->palette);
    drawInput(painter, option, option->rect);
    const QRect arrow = subControlRect(CC_ComboBox, box, SC_ComboBoxArrow, widget);
    drawChevron(painter, arrow, false, option->state.testFlag(State_Enabled) ? c.muted : c.border);
}

} // namespace crescendo
