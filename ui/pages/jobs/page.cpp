#include "ui/pages/jobs/page.h"

#include "control/connections.h"
#include "ui/charts/timerange.h"
#include "ui/interaction/changeflow.h"
#include "ui/interaction/navigator.h"
#include "ui/models/indicatorsfeed.h"
#include "ui/models/jobsfeed.h"
#include "ui/models/jobsmodel.h"
#include "ui/pages/jobs/failurecard.h"
#include "ui/pages/jobs/indicatorcharts.h"
#include "ui/pages/jobs/indicatortiles.h"
#include "ui/pages/jobs/jobdetails.h"
#include "ui/pages/jobs/jobfilterbar.h"
#include "ui/pages/jobs/jobtable.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/jobtext.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int sideWidth = 288;

std::vector<PoolId> poolsOf(const Platform *platform)
{
    std::vector<PoolId> pools;
    if (platform) {
        for (const auto &entry : platform->snapshot()->pools)
            pools.push_back(entry.first);
    }
    return pools;
}

} // namespace

JobsPage::JobsPage(const Services &services, Navigator &navigator, TimeRange &range, Crosshair &crosshair,
                   QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_navigator(navigator)
    , m_range(range)
    , m_flow(
          new ChangeFlow(services.connections, services.pipeline, services.interaction, services.clock, this))
    , m_jobs(new JobsModel(this))
    , m_feed(new JobsFeed(services.connections, *m_jobs, this))
    , m_indicatorsFeed(new IndicatorsFeed(services.connections, services.history, services.live, this))
    , m_tiles(new IndicatorTiles(this))
    , m_filter(new JobFilterBar(this))
    , m_overTime(new QToolButton(this))
    , m_table(new JobTable(*m_jobs, this))
    , m_empty(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_charts(new IndicatorCharts(range, crosshair, this))
    , m_details(new JobDetails(this))
    , m_failures(new FailureCard(this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_now(services.clock.now())
{
    setupViews();
    setupActions();
    setupFlow();
    connectSignals();
    setConnection(m_navigator.place().connection);
}

void JobsPage::setupViews()
{
    m_status->setObjectName(QStringLiteral("jobsStatus"));
    m_empty->setObjectName(QStringLiteral("jobsEmpty"));
    m_status->hide();
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::unit);
    top->addWidget(m_filter, 1);
    top->addWidget(m_overTime);
    auto *list = makeList();
    auto *left = new QVBoxLayout;
    left->setSpacing(space::card);
    left->addLayout(top);
    left->addWidget(list, 1);
    left->addWidget(m_charts, 1);
    left->addWidget(m_status);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(space::card);
    columns->addLayout(left, 1);
    columns->addWidget(makeSide());
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::page, space::page, space::page, space::page);
    rows->setSpacing(space::card);
    rows->addWidget(m_tiles);
    rows->addLayout(columns, 1);
    setFirstControl(m_table);
    setupOverTime(*list);
}

void JobsPage::setupOverTime(QWidget &list)
{
    m_overTime->setObjectName(QStringLiteral("jobsOverTime"));
    m_overTime->setIcon(icon(QStringLiteral("chart")));
    m_overTime->setAccessibleName(tr("Over time"));
    m_overTime->setToolTip(tr("The key indicators as charts, in place of the list"));
    m_overTime->setCheckable(true);
    m_overTime->setFocusPolicy(Qt::TabFocus);
    m_charts->hide();
    connect(m_overTime, &QToolButton::toggled, this, &JobsPage::showIndicators);
    connect(m_overTime, &QToolButton::toggled, m_charts, &QWidget::setVisible);
    connect(m_overTime, &QToolButton::toggled, &list, &QWidget::setHidden);
}

QWidget *JobsPage::makeList()
{
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(space::unit, space::tight, space::unit, space::tight);
    inner->addWidget(m_table);
    inner->addWidget(m_empty, 1);
    m_empty->hide();
    return card;
}

QWidget *JobsPage::makeSide()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(sideWidth);
    auto *rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::card);
    rows->addWidget(m_details, 1);
    rows->addWidget(m_failures);
    return side;
}

void JobsPage::setupActions()
{
    const auto add = [this](const QString &text, auto slot) {
        auto *action = new QAction(text, this);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    add(tr("Try the chosen job again…"), [this] { changeChosen(true); });
    add(tr("Save the chosen job's result…"), [this] { saveChosen(); });
    QAction *cancel = add(tr("Cancel the chosen job…"), [this] { changeChosen(false); });
    auto *erase = new QAction(this);
    erase->setShortcut(QKeySequence::Delete);
    erase->setShortcutContext(Qt::WidgetShortcut); // not while somebody edits the filter
    connect(erase, &QAction::triggered, cancel, &QAction::trigger);
    m_table->addAction(erase);
}

void JobsPage::setupFlow()
{
    connect(m_flow, &ChangeFlow::busyChanged, this, [this] { m_details->setRefusal(refusal()); });
    connect(m_flow, &ChangeFlow::finished, this, [this](const Outcome &outcome) {
        tell(outcomeText(outcome.entry, m_now));
        m_feed->refreshSoon();
    });
    connect(m_flow, &ChangeFlow::refused, this, [this](const Error &error) { tell(sentenceOf(error)); });
}

void JobsPage::connectSignals()
{
    connect(&m_navigator, &Navigator::placeChanged, this,
            [this](const Place &place) { setConnection(place.connection); });
    connect(&m_range, &TimeRange::moved, this, &JobsPage::updateRange);
    connect(&m_range, &TimeRange::spanChanged, this, &JobsPage::updateRange);
    connect(m_filter, &JobFilterBar::changed, this, &JobsPage::showList);
    connect(m_feed, &JobsFeed::changed, this, &JobsPage::showEmptiness);
    connect(m_feed, &JobsFeed::changed, this, [this] { m_filter->setCounts(m_feed->counts()); });
    connect(m_indicatorsFeed, &IndicatorsFeed::changed, this, &JobsPage::showIndicators);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &JobsPage::showChosen);
    connect(m_jobs, &QAbstractItemModel::dataChanged, this, &JobsPage::showChosen);
    connect(m_details, &JobDetails::retryRequested, this, [this] { changeChosen(true); });
    connect(m_details, &JobDetails::cancelRequested, this, [this] { changeChosen(false); });
    connect(m_details, &JobDetails::saveRequested, this, &JobsPage::saveChosen);
}

void JobsPage::setConnection(const ConnectionId &connection)
{
    if (connection == m_connection)
        return;
    m_connection = connection;
    tell({});
    m_filter->setPools(poolsOf(platform()));
    showList();
}

void JobsPage::showList()
{
    m_feed->show(m_connection, m_filter->filter());
    m_indicatorsFeed->setTarget(m_connection, poolsOf(platform()), m_filter->filter().pool);
    if (!isVisible())
        return; // asked for when it is shown
    updateRange();
    refresh();
}

void JobsPage::updateRange()
{
    if (isVisible())
        m_indicatorsFeed->setRange(m_range.from(), m_range.to());
}

void JobsPage::setNow(TimePoint now)
{
    m_now = now;
    m_jobs->setNow(now);
    m_filter->setPools(poolsOf(platform()));
    m_indicatorsFeed->setTarget(m_connection, poolsOf(platform()), m_filter->filter().pool);
    m_indicatorsFeed->setRange(m_range.from(), m_range.to());
    m_details->setRefusal(refusal());
    refresh();
}

void JobsPage::reloadHistory()
{
    m_indicatorsFeed->reload();
}

void JobsPage::refresh()
{
    m_feed->refresh(m_now, m_table->firstVisible(), m_table->lastVisible());
    m_indicatorsFeed->refresh(m_now);
}

void JobsPage::showEmptiness()
{
    QString why;
    if (m_feed->error() && m_feed->error()->kind == ErrorKind::Unsupported)
        why = tr("This platform tells how many jobs wait and run, but not which. See the Pool page.");
    else if (m_feed->error())
        why = sentenceOf(*m_feed->error());
    else if (m_feed->isLoaded() && !m_filter->isOpen())
        why = tr("No job matches. Choose All and clear the filter to see every job.");
    else if (m_feed->isLoaded())
        why = tr("No job yet. Upload a sound file as the guide does, or choose Test scaling in the menu "
                 "at the top right.");
    const bool isEmpty = m_jobs->rowCount() == 0;
    m_empty->setText(why);
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
    if (!isEmpty && m_feed->error()) {
        tell(why); // what was known before stays
        m_tellsTrouble = true;
    } else if (std::exchange(m_tellsTrouble, false)) {
        tell({});
    }
}

void JobsPage::showIndicators()
{
    const Indicators &whole = m_indicatorsFeed->whole();
    m_tiles->show(whole, m_indicatorsFeed->course());
    if (m_overTime->isChecked())
        m_charts->show(m_indicatorsFeed->course());
    m_failures->show(whole);
}

void JobsPage::showChosen()
{
    const std::optional<Job> job = chosen();
    m_details->setRefusal(refusal());
    if (!job) {
        m_details->showNothing();
        m_analysed.reset();
        return;
    }
    m_details->show(*job, m_now);
    showResult(*job);
}

void JobsPage::showResult(const Job &job)
{
    if (job.resultType != QLatin1String("application/json") || !board())
        return m_analysed.reset();
    if (m_analysed == job.id)
        return;
    m_analysed = job.id;
    orCancelled(board()->analysis(job.id), this, QStringLiteral("read result"))
        .then(this, [this, id = job.id](const Result<AudioAnalysis> &analysis) {
            if (m_analysed != id)
                return;
            if (analysis)
                m_details->showAnalysis(*analysis);
            else
                m_details->showResultText(sentenceOf(analysis.error()));
        });
}

void JobsPage::changeChosen(bool isRetry)
{
    const std::optional<Job> job = chosen();
    if (!job)
        return;
    const ChangeAction action = isRetry ? ChangeAction(RetryJob{job->id}) : ChangeAction(CancelJob{job->id});
    m_flow->run({m_connection, job->pool, action, {}, {}});
}

void JobsPage::saveChosen()
{
    const std::optional<Job> job = chosen();
    if (!job || job->resultType.isEmpty())
        return;
    m_services.interaction
        .askSaveFileName(tr("Save the result of job %1").arg(job->id.value), resultFileName(*job),
                         tr("All files (*)"))
        .then(this, [this, job = *job](const std::optional<QString> &path) {
            if (path)
                save(job, *path);
        });
}

void JobsPage::save(const Job &job, const QString &path)
{
    if (!board())
        return;
    tell(tr("Saving the result of job %1…").arg(job.id.value));
    orCancelled(board()->saveResult(job.id, path), this, QStringLiteral("save result"))
        .then(this, [this, path](const Result<> &saved) {
            tell(saved ? tr("Saved %1.").arg(path) : sentenceOf(saved.error()));
        });
}

void JobsPage::tell(const QString &text)
{
    m_status->setText(text);
    m_status->setVisible(!text.isEmpty());
}

QString JobsPage::refusal() const
{
    const Platform *there = platform();
    if (!there || !there->capabilities().jobs)
        return tr("Not connected.");
    return m_flow->isBusy() ? tr("Another change is under way.") : QString();
}

std::optional<Job> JobsPage::chosen() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? std::optional(m_jobs->job(index.row())) : std::nullopt;
}

Platform *JobsPage::platform() const
{
    return m_services.connections.find(m_connection);
}

JobBoard *JobsPage::board() const
{
    Platform *there = platform();
    return there ? there->jobs() : nullptr;
}

} // namespace crescendo
