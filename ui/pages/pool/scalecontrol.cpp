#include "ui/pages/pool/scalecontrol.h"

#include "ui/presentation/hpasentence.h"
#include "ui/presentation/kedasentence.h"
#include "ui/presentation/units.h"
#include "ui_scalecontrol.h"

#include <QShortcut>

namespace crescendo {
namespace {

constexpr int mostWorkers = 1000; // where the profile is unknown

} // namespace

ScaleControl::ScaleControl(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::ScaleControl>())
{
    m_ui->setupUi(this);
    setupViews();
    connectSignals();
}

ScaleControl::~ScaleControl() = default;

void ScaleControl::setupViews()
{
    m_ui->title->setRole(TextRole::Section);
    m_ui->outlook->setTone(Tone::Muted);
    m_ui->preview->setProperty("primary", true);
    setStatus({}, false, false);
}

void ScaleControl::connectSignals()
{
    connect(m_ui->replicas, &QSpinBox::valueChanged, this, [this](int value) {
        m_isEdited = value != m_pool.desired.value_or(value);
        updateOutlook();
    });
    connect(m_ui->hold, &QComboBox::currentIndexChanged, this, &ScaleControl::updateOutlook);
    connect(m_ui->hold, &QComboBox::activated, this, [this] { Q_EMIT holdChosen(hold()); });
    connect(m_ui->preview, &QPushButton::clicked, this, &ScaleControl::requestReplicas);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *enter = new QShortcut(QKeySequence(key), m_ui->replicas, m_ui->preview,
                                    [this] { m_ui->preview->click(); });
        enter->setContext(Qt::WidgetWithChildrenShortcut);
    }
    connect(m_ui->stop, &QPushButton::clicked, this,
            [this] { Q_EMIT changeRequested(SetPoolStopped{!m_pool.stopped}); });
    connect(m_ui->release, &QPushButton::clicked, this, [this] { Q_EMIT changeRequested(ReleaseHold{}); });
    connect(m_ui->undo, &QPushButton::clicked, this, &ScaleControl::undoRequested);
    connect(m_ui->test, &QPushButton::clicked, this, &ScaleControl::testRequested);
}

void ScaleControl::show(const Pool &pool, const Capabilities &capabilities, const QString &refusal,
                        TimePoint now)
{
    m_refusal = refusal;
    if (pool.id != m_pool.id)
        m_isEdited = false;
    m_pool = pool;
    m_capabilities = capabilities;
    m_now = now;
    const bool wasEdited = m_isEdited;
    m_ui->replicas->setRange(pool.profile ? pool.profile->minWorkers : 0,
                             pool.profile ? pool.profile->maxWorkers : mostWorkers);
    m_isEdited = wasEdited; // a new range may move the value: that is no edit
    if (!m_isEdited)
        forgetEdit();
    m_ui->stop->setText(pool.stopped ? tr("S&tart pool") : tr("S&top pool"));
    m_ui->stop->setVisible(capabilities.stopping);
    m_ui->release->setVisible(pool.hold.has_value());
    updateOutlook();
    updateEnabled();
}

void ScaleControl::setHold(Seconds hold)
{
    m_ui->hold->setHold(hold);
}

void ScaleControl::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateEnabled();
}

void ScaleControl::setStatus(const QString &text, bool isBad, bool canUndo)
{
    m_ui->status->setText(text);
    m_ui->status->setTone(isBad ? Tone::Broken : Tone::Fine);
    m_ui->status->setVisible(!text.isEmpty());
    m_ui->undo->setVisible(canUndo);
}

void ScaleControl::forgetEdit()
{
    m_isEdited = false;
    if (m_pool.desired)
        m_ui->replicas->setValue(*m_pool.desired);
    m_isEdited = false; // setValue() clamps to the range
}

void ScaleControl::requestReplicas()
{
    m_ui->replicas->interpretText();
    const Seconds held = hold();
    Q_EMIT changeRequested(
        SetReplicas{m_ui->replicas->value(), held > Seconds(0) ? std::optional(held) : std::nullopt});
}

Seconds ScaleControl::hold() const
{
    return m_ui->hold->hold();
}

void ScaleControl::updateOutlook()
{
    QString text;
    if (m_pool.stopped)
        text = tr("The pool is stopped.");
    else if (!m_capabilities.scaling)
        text = tr("The Docker engine of this platform's workers is not known.");
    else if (hold() > Seconds(0))
        text = tr("The autoscaler takes over at %1.").arg(momentText(m_now + hold(), m_now));
    else if (m_pool.scaledObject)
        text = overrideText(*m_pool.scaledObject);
    else if (m_pool.hpa)
        text = overrideText(*m_pool.hpa, m_ui->replicas->value());
    else if (m_pool.profile && m_pool.profile->enabled && m_pool.cooldownUnknown)
        text = tr("The autoscaler may take over at any time.");
    else if (m_pool.profile && m_pool.profile->enabled)
        text = tr("The autoscaler takes over after its cooldown of %1.")
                   .arg(durationText(m_pool.profile->cooldown));
    else
        text = tr("It stays: nothing scales this pool by itself.");
    m_ui->outlook->setText(text);
}

void ScaleControl::updateEnabled()
{
    QString because = m_refusal;
    if (because.isEmpty() && !m_capabilities.scaling)
        because = tr("The Docker engine of this platform's workers is not known.");
    const bool canChange = because.isEmpty() && !m_isBusy;
    for (QWidget *control : std::initializer_list<QWidget *>{m_ui->replicas, m_ui->hold, m_ui->preview,
                                                             m_ui->stop, m_ui->release, m_ui->undo}) {
        control->setEnabled(canChange);
        control->setToolTip(because);
    }
    m_ui->replicas->setEnabled(canChange && !m_pool.stopped);
    m_ui->preview->setEnabled(canChange && !m_pool.stopped);
    m_ui->hold->setEnabled(canChange && !m_pool.stopped && m_capabilities.holds);
    if (because.isEmpty() && !m_capabilities.holds)
        m_ui->hold->setToolTip(tr("This platform's autoscaler knows no holds."));
}

} // namespace crescendo
