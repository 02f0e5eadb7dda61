#include "ui/pages/jobs/jobfilterbar.h"

#include "ui/presentation/jobtext.h"
#include "ui/presentation/units.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>

namespace crescendo {
namespace {

constexpr Millis pauseInTyping{300};
constexpr int everyState = -2; // QButtonGroup uses -1 itself

} // namespace

JobFilterBar::JobFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_states(new QButtonGroup(this))
    , m_pool(new QComboBox(this))
    , m_text(new QLineEdit(this))
    , m_typing(new QTimer(this))
{
    setupViews();
    connectSignals();
    setPools({});
    setCounts({});
}

void JobFilterBar::setupViews()
{
    m_pool->setObjectName(QStringLiteral("jobsPool"));
    m_pool->setAccessibleName(tr("Pool"));
    m_pool->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_text->setObjectName(QStringLiteral("jobsFilter"));
    m_text->setPlaceholderText(tr("Filter"));
    m_text->setToolTip(tr("By number, file, worker or error"));
    m_text->setAccessibleName(tr("Filter"));
    m_text->setClearButtonEnabled(true);
    m_typing->setSingleShot(true);
    m_typing->setInterval(pauseInTyping);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::unit);
    setupStates();
    row->addWidget(m_pool);
    row->addWidget(m_text, 1);
}

void JobFilterBar::setupStates()
{
    auto *group = new Card(this);
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(0);
    row->addWidget(addState(everyState, tr("All")));
    for (const JobState state : everyJobState)
        row->addWidget(addState(static_cast<int>(state), toString(state)));
    m_states->button(everyState)->setChecked(true);
    static_cast<QHBoxLayout *>(layout())->addWidget(group);
}

QToolButton *JobFilterBar::addState(int id, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setObjectName(id == everyState ? QStringLiteral("jobsAll") : QStringLiteral("jobs-") + text);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    m_states->addButton(button, id);
    return button;
}

void JobFilterBar::connectSignals()
{
    connect(m_states, &QButtonGroup::idClicked, this, &JobFilterBar::changed);
    connect(m_pool, &QComboBox::activated, this, &JobFilterBar::changed);
    connect(m_text, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, m_typing, [this] {
        m_typing->stop();
        Q_EMIT changed();
    });
    connect(m_typing, &QTimer::timeout, this, &JobFilterBar::changed);
}

void JobFilterBar::setCounts(const JobCounts &counts)
{
    int all = 0;
    for (const JobState state : everyJobState) {
        const auto found = counts.find(state);
        const int count = found == counts.end() ? 0 : found->second;
        all += count;
        m_states->button(static_cast<int>(state))
            ->setText(tr("%1 %2").arg(textOf(state).text, countText(count)));
    }
    m_states->button(everyState)->setText(tr("All %1").arg(countText(all)));
}

void JobFilterBar::setPools(const std::vector<PoolId> &pools)
{
    if (pools == m_pools && m_pool->count() > 0)
        return;
    const QVariant chosen = m_pool->currentData();
    m_pools = pools;
    m_pool->clear();
    m_pool->addItem(tr("All pools"), QString());
    for (const PoolId &pool : pools)
        m_pool->addItem(pool.value, pool.value);
    m_pool->setCurrentIndex(std::max(0, m_pool->findData(chosen)));
}

JobFilter JobFilterBar::filter() const
{
    JobFilter filter;
    if (m_states->checkedId() != everyState)
        filter.state = static_cast<JobState>(m_states->checkedId());
    if (const QString pool = m_pool->currentData().toString(); !pool.isEmpty())
        filter.pool = PoolId{pool};
    filter.text = m_text->text().trimmed();
    return filter;
}

bool JobFilterBar::isOpen() const
{
    return filter() == JobFilter();
}

} // namespace crescendo
