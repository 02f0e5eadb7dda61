#include "ui/interaction/scaledialog.h"

#include "ui/interaction/buttonrow.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/holdbox.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int dialogWidth = 360;
constexpr int mostListWidth = 480; // longer names are elided
constexpr int mostListHeight = 320; // more pools scroll

TextLabel *label(const QString &text, TextRole role, Tone tone, QWidget *parent)
{
    auto *label = new TextLabel(role, tone, parent);
    label->setText(text);
    return label;
}

} // namespace

ScaleDialog::ScaleDialog(const ScaleQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_hold(new HoldBox(this))
{
    setObjectName(QStringLiteral("scaleDialog"));
    setWindowTitle(question.title);
    setMinimumWidth(dialogWidth);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit, 3 * space::unit, 2 * space::unit);
    rows->setSpacing(space::card);
    rows->addWidget(label(windowTitle(), TextRole::Title, Tone::Plain, this));
    rows->addWidget(makePools(question.pools));
    rows->addLayout(makeHold(question.hold));
    rows->addLayout(makeButtons());
    setTabOrder(m_replicas.back(), m_hold);
    m_replicas.front()->setFocus();
    m_replicas.front()->selectAll();
}

std::vector<SetReplicas> ScaleDialog::answer() const
{
    const Seconds hold = m_hold->hold();
    std::vector<SetReplicas> wanted;
    for (const QSpinBox *replicas : m_replicas)
        wanted.push_back({replicas->value(), hold > Seconds(0) ? std::optional(hold) : std::nullopt});
    return wanted;
}

/// One below the other, each with its own number.
QScrollArea *ScaleDialog::makePools(const std::vector<ScaledPool> &pools)
{
    auto *list = new QWidget;
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::card);
    grid->setVerticalSpacing(space::unit);
    grid->setColumnStretch(0, 1);
    for (const ScaledPool &pool : pools)
        addPool(pool, *grid, list);
    return makeArea(list);
}

/// As high as the list, up to where it scrolls.
QScrollArea *ScaleDialog::makeArea(QWidget *list)
{
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("scaledPools"));
    area->setAccessibleName(tr("Pools"));
    area->setFocusPolicy(Qt::NoFocus);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setWidget(list);
    const QSize size = list->sizeHint();
    const int bar = size.height() > mostListHeight ? area->verticalScrollBar()->sizeHint().width() : 0;
    area->setMinimumSize(std::min(size.width() + bar, mostListWidth),
                         std::min(size.height(), mostListHeight));
    area->setMaximumHeight(size.height());
    const auto showFocused = [area](const QWidget *, QWidget *now) {
        if (now && area->isAncestorOf(now))
            area->ensureWidgetVisible(now);
    };
    connect(qApp, &QApplication::focusChanged, area, showFocused);
    return area;
}

void ScaleDialog::addPool(const ScaledPool &pool, QGridLayout &grid, QWidget *parent)
{
    const int row = static_cast<int>(m_replicas.size());
    auto *replicas = new QSpinBox(parent);
    replicas->setObjectName(QStringLiteral("scaleReplicas%1").arg(row));
    replicas->setAccessibleName(tr("Workers of %1").arg(pool.name));
    replicas->setAccessibleDescription(pool.bounds);
    replicas->setToolTip(pool.bounds);
    replicas->setRange(pool.least, pool.most);
    replicas->setValue(pool.suggested);
    replicas->setMinimumWidth(m_hold->sizeHint().width()); // one column of fields
    grid.addWidget(label(pool.name, TextRole::Body, Tone::Plain, parent), row, 0);
    grid.addWidget(label(pool.bounds, TextRole::Caption, Tone::Muted, parent), row, 1);
    grid.addWidget(replicas, row, 2);
    m_replicas.push_back(replicas);
}

QLayout *ScaleDialog::makeHold(std::optional<Seconds> hold)
{
    m_hold->setObjectName(QStringLiteral("scaleHold"));
    m_hold->setHold(hold.value_or(Seconds(0)));
    m_hold->setAccessibleName(tr("Hold for"));
    m_hold->setEnabled(hold.has_value());
    m_hold->setToolTip(hold ? QString() : tr("Not all of these pools can be held."));
    auto *name = new QLabel(tr("&Hold for"), this);
    name->setBuddy(m_hold);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::card);
    row->addWidget(name);
    row->addStretch();
    row->addWidget(m_hold);
    return row;
}

QLayout *ScaleDialog::makeButtons()
{
    auto *preview = new QPushButton(tr("&Preview…"), this);
    preview->setObjectName(QStringLiteral("scalePreview"));
    return buttonRow(*this, new QPushButton(tr("&Cancel"), this), preview);
}

} // namespace crescendo
