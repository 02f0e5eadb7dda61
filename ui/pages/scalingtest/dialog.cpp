#include "ui/pages/scalingtest/dialog.h"

#include "control/changepipeline.h"
#include "control/connections.h"
#include "control/scalingtestrun.h"
#include "ui/pages/scalingtest/outcome.h"
#include "ui/pages/scalingtest/setup.h"
#include "ui/presentation/scalingtesttext.h"
#include "ui/widgets/textlabel.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int dialogWidth = 640;

} // namespace

ScalingTestDialog::ScalingTestDialog(const Services &services, ScalingTestRun &run, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_run(run)
    , m_setup(new ScalingTestSetup(services.connections, services.interaction, this))
    , m_outlook(new TextLabel(TextRole::Body, Tone::Limited, this))
    , m_start(new QPushButton(tr("&Start test"), this))
    , m_cancel(new QPushButton(tr("&Cancel test"), this))
    , m_outcome(new ScalingTestOutcome(this))
{
    setObjectName(QStringLiteral("scalingTest"));
    setWindowTitle(tr("Test scaling"));
    setupViews();
    connectSignals();
    refresh();
}

void ScalingTestDialog::setupViews()
{
    setFixedWidth(dialogWidth);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_outlook->setObjectName(QStringLiteral("testOutlook"));
    m_outlook->setWordWrap(true);
    m_start->setObjectName(QStringLiteral("startTest"));
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("cancelTest"));
    m_cancel->setAutoDefault(false);
    auto *close = new QPushButton(tr("C&lose"), this);
    close->setObjectName(QStringLiteral("closeTest"));
    close->setAutoDefault(false);
    close->setToolTip(tr("A test that runs goes on."));
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    buttons->addWidget(close);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_start);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit, 3 * space::unit, 2 * space::unit);
    rows->setSpacing(space::card);
    rows->addWidget(m_setup);
    rows->addWidget(m_outlook);
    rows->addWidget(m_outcome);
    rows->addLayout(buttons);
}

/// As high as its texts need: some come and go, and wrap.
bool ScalingTestDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest)
        setFixedHeight(layout()->totalHeightForWidth(width()));
    return isHandled;
}

void ScalingTestDialog::connectSignals()
{
    connect(&m_run, &ScalingTestRun::changed, this, &ScalingTestDialog::refresh);
    connect(m_setup, &ScalingTestSetup::changed, this, &ScalingTestDialog::showWhetherItCanStart);
    connect(&m_services.pipeline, &ChangePipeline::readOnlyChanged, this,
            &ScalingTestDialog::showWhetherItCanStart);
    connect(m_start, &QPushButton::clicked, this, &ScalingTestDialog::start);
    connect(m_cancel, &QPushButton::clicked, &m_run, &ScalingTestRun::cancel);
    for (Platform *platform : m_services.connections.all())
        follow(platform);
    connect(&m_services.connections, &Connections::added, this, &ScalingTestDialog::follow);
}

void ScalingTestDialog::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &ScalingTestDialog::showWhetherItCanStart);
    connect(platform, &Platform::stateChanged, this, &ScalingTestDialog::showWhetherItCanStart);
}

void ScalingTestDialog::setTarget(const ConnectionId &connection, const PoolId &pool)
{
    m_setup->refreshPools();
    if (!m_run.isRunning())
        m_setup->setTarget(connection, pool);
    showWhetherItCanStart();
}

void ScalingTestDialog::refresh()
{
    m_outcome->setVisible(m_run.test().has_value());
    if (m_run.test())
        m_outcome->show(*m_run.test(), m_where);
    m_cancel->setEnabled(m_run.isRunning());
    m_cancel->setToolTip(m_run.isRunning() ? QString() : tr("No test is under way."));
    m_setup->setEnabled(!m_run.isRunning());
    showWhetherItCanStart();
}

/// What is in the way of a test, or of the reaction that it waits for.
void ScalingTestDialog::showWhetherItCanStart()
{
    m_setup->refreshPools();
    const ScalingTestPlan plan = m_setup->plan();
    const Result<> possible = m_run.check(plan.connection, plan.pool);
    const QString refusal = possible ? QString() : scalingTestRefusalText(possible.error());
    m_start->setEnabled(refusal.isEmpty());
    m_start->setToolTip(refusal);
    const Platform *platform = m_services.connections.find(plan.connection);
    const Pool *pool = platform ? platform->snapshot()->pool(plan.pool) : nullptr;
    const QString outlook = possible && pool ? obstaclesText(*pool, plan.load.clips) : refusal;
    m_outlook->setText(outlook);
    m_outlook->setVisible(!outlook.isEmpty() && !m_run.isRunning());
}

void ScalingTestDialog::start()
{
    m_where = m_setup->where();
    if (const Result<> started = m_run.start(m_setup->plan()); !started) {
        m_outlook->setText(scalingTestRefusalText(started.error()));
        m_outlook->show();
    }
}

} // namespace crescendo
