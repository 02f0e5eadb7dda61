#include "ui/shell/topbar.h"

#include "control/changepipeline.h"
#include "ui/charts/timerange.h"
#include "ui/presentation/units.h"
#include "ui/shell/rangepopup.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

constexpr int barHeight = 52;
constexpr std::array<Seconds, 8> spans{std::chrono::minutes(15), std::chrono::hours(1), std::chrono::hours(6),
                                       std::chrono::hours(24),   std::chrono::days(7),  std::chrono::days(30),
                                       std::chrono::days(90),    std::chrono::days(365)};

/// "15 min", "24 h", "1 y": as people speak of a stretch of time, not exactly.
QString spanText(Seconds span)
{
    if (span == std::chrono::days(365))
        return TopBar::tr("1 y");
    return span == std::chrono::hours(24) ? TopBar::tr("24 h") : durationText(span);
}

QToolButton *button(const QString &objectName, const QString &text, const QString &hint, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setText(text);
    button->setToolTip(hint);
    button->setAccessibleName(hint);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

TopBar::TopBar(TimeRange &range, ChangePipeline &pipeline, QWidget *parent)
    : QWidget(parent)
    , m_range(range)
    , m_pipeline(pipeline)
    , m_within(new TextLabel(TextRole::Place, Tone::Muted, this))
    , m_name(new TextLabel(TextRole::Title, Tone::Plain, this))
    , m_spans(new QButtonGroup(this))
    , m_time(new QWidget(this))
    , m_live(button(QStringLiteral("live"), tr("LIVE"), tr("Follow the present (0)"), this))
    , m_changes(new QPushButton(this))
    , m_menu(new QMenu(this))
{
    setupViews();
    setupActions();
    connectSignals();
    showSpan();
    showLive(m_range.isLive());
    showReadOnly(m_pipeline.isReadOnly());
}

void TopBar::setupViews()
{
    setFixedHeight(barHeight);
    m_within->setObjectName(QStringLiteral("placeConnection"));
    m_within->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_name->setObjectName(QStringLiteral("placePool"));
    m_name->setElideMode(Qt::ElideMiddle); // a workload differs from its neighbours at the end
    m_live->setCheckable(true);
    m_live->setProperty("lamp", true);
    m_live->setFont(fontFor(TextRole::Section, font()));
    m_changes->setObjectName(QStringLiteral("changes"));
    m_changes->setFocusPolicy(Qt::TabFocus);
    QToolButton *more = button(QStringLiteral("more"), QString(QChar(0x22EF)), tr("More"), this);
    more->setMenu(m_menu);
    more->setPopupMode(QToolButton::InstantPopup);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2 * space::unit, 0, 2 * space::unit, 0);
    row->setSpacing(space::unit);
    row->addWidget(m_within);
    row->addWidget(m_name, 1);
    auto *time = new QHBoxLayout(m_time);
    time->setContentsMargins(0, 0, 0, 0);
    time->setSpacing(space::unit);
    time->addWidget(makeSpans(), 0, Qt::AlignVCenter);
    time->addWidget(m_live);
    row->addWidget(m_time);
    row->addWidget(m_changes);
    row->addWidget(more);
}

QWidget *TopBar::makeSpans()
{
    auto *group = new Card(this);
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(0);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const QString text = spanText(spans.at(i));
        QToolButton *choice = button(QStringLiteral("span%1").arg(i), text, tr("Show %1").arg(text), group);
        choice->setCheckable(true);
        choice->setAutoRaise(true);
        m_spans->addButton(choice, static_cast<int>(i));
        row->addWidget(choice);
    }
    m_custom = button(QStringLiteral("customRange"), tr("…"), tr("Choose from and to"), group);
    m_custom->setCheckable(true);
    m_custom->setAutoRaise(true);
    row->addWidget(m_custom);
    return group;
}

/// What the buttons do, by name, for the command palette.
void TopBar::setupActions()
{
    for (const Seconds span : spans)
        addAction(tr("Show the last %1").arg(spanText(span)), this, [this, span] { choose(span); });
    addAction(tr("Show a stretch of time…"), this, &TopBar::askForRange);
    addAction(tr("Follow the present"), this, [this] { m_range.goLive(); });
    QAction *changes = addAction(tr("Allow or prevent changes"), this, [this] { m_changes->click(); });
    changes->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_L);
}

void TopBar::connectSignals()
{
    connect(m_spans, &QButtonGroup::idClicked, this,
            [this](int id) { choose(spans.at(static_cast<std::size_t>(id))); });
    connect(m_custom, &QToolButton::clicked, this, &TopBar::askForRange);
    connect(&m_range, &TimeRange::spanChanged, this, &TopBar::showSpan);
    connect(&m_range, &TimeRange::liveChanged, this, &TopBar::showLive);
    connect(m_live, &QToolButton::clicked, this, [this] {
        m_range.goLive();
        showLive(m_range.isLive()); // a click on LIVE does not switch it off
    });
    connect(m_changes, &QPushButton::clicked, this,
            [this] { m_pipeline.setReadOnly(!m_pipeline.isReadOnly()); });
    connect(&m_pipeline, &ChangePipeline::readOnlyChanged, this, &TopBar::showReadOnly);
}

void TopBar::choose(Seconds span)
{
    m_range.setSpan(span);
    Q_EMIT spanChosen(span);
}

void TopBar::askForRange()
{
    showSpan(); // a click does not choose yet
    auto *popup = new RangePopup(m_range, this);
    popup->move(
        m_custom->mapToGlobal(QPoint(m_custom->width() - popup->sizeHint().width(), m_custom->height())));
    popup->show();
}

void TopBar::setPlace(const QString &within, const QString &name, Tone tone)
{
    m_within->setTone(tone);
    m_within->setText(within.isEmpty() ? QString() : QStringLiteral("%1 %2").arg(within, QChar(0x203A)));
    m_within->setVisible(!within.isEmpty());
    m_name->setText(name);
}

void TopBar::setTimeShown(bool isShown)
{
    m_time->setVisible(isShown);
}

void TopBar::showSpan()
{
    // None is checked while the span is none of them; an exclusive group cannot say that.
    m_spans->setExclusive(false);
    for (std::size_t i = 0; i < spans.size(); ++i)
        m_spans->button(static_cast<int>(i))->setChecked(spans.at(i) == m_range.span());
    m_spans->setExclusive(true);
    m_custom->setChecked(std::ranges::find(spans, m_range.span()) == spans.end());
}

void TopBar::showLive(bool isLive)
{
    m_live->setChecked(isLive);
}

void TopBar::showReadOnly(bool isReadOnly)
{
    m_changes->setIcon(icon(isReadOnly ? QStringLiteral("lock") : QStringLiteral("unlock")));
    m_changes->setText(isReadOnly ? tr("read-only") : tr("changes on"));
    m_changes->setEnabled(m_pipeline.mayBeAllowed());
    if (!m_pipeline.mayBeAllowed())
        m_changes->setToolTip(tr("Nothing can be changed: the console was started with --read-only."));
    else
        m_changes->setToolTip(isReadOnly ? tr("Nothing can be changed. Click to allow changes.")
                                         : tr("Changes can be made. Click to prevent them."));
    m_changes->setAccessibleName(m_changes->text());
}

void TopBar::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &c = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.surface);
    painter.fillRect(QRect(0, rect().bottom(), width(), 1), c.border);
}

} // namespace crescendo
