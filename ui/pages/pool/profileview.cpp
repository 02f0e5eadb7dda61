#include "ui/pages/pool/profileview.h"

#include "ui/presentation/kedasentence.h"
#include "ui/presentation/profiletext.h"
#include "ui/presentation/units.h"
#include "ui/widgets/card.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QGridLayout>
#include <QPushButton>

namespace crescendo {
ProfileView::ProfileView(QWidget *parent) : QWidget(parent)
{
    auto *card = new Card(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(space::card, space::card, space::card, space::card);
    grid->setHorizontalSpacing(space::unit);
    grid->setVerticalSpacing(space::tight);
    m_title = new TextLabel(TextRole::Section, Tone::Plain, card);
    m_name = new TextLabel(TextRole::Body, Tone::Muted, card);
    m_name->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_name, 0, 1);
    add(Range, tr("Workers"), card);
    add(Thresholds, tr("Thresholds"), card);
    add(Cooldown, tr("Cooldown"), card);
    add(Status, tr("Autoscaling"), card);
    add(Jobs, tr("Jobs per worker"), card);
    add(Memory, tr("Memory per worker"), card);
    addButtons(card);
}

void ProfileView::add(Field field, const QString &name, QWidget *parent)
{
    auto *grid = static_cast<QGridLayout *>(parent->layout());
    auto *label = new TextLabel(TextRole::Body, Tone::Muted, parent);
    label->setText(name);
    auto *value = new TextLabel(TextRole::Body, Tone::Plain, parent);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(value, row, 1);
    m_names.emplace(field, label);
    m_values.emplace(field, value);
}

void ProfileView::showField(Field field, bool isVisible)
{
    m_names.at(field)->setVisible(isVisible);
    m_values.at(field)->setVisible(isVisible);
}

std::optional<bool> ProfileView::isEnabled() const
{
    if (m_scaledObject)
        return !m_scaledObject->pause.isWhole;
    return m_profile ? std::optional(m_profile->enabled) : std::nullopt;
}

void ProfileView::addButtons(QWidget *parent)
{
    m_toggle = new QAction(this);
    m_toggleButton = new QPushButton(parent);
    m_toggleButton->setObjectName(QStringLiteral("toggleAutoscaler"));
    connect(m_toggleButton, &QPushButton::clicked, m_toggle, &QAction::trigger);
    connect(m_toggle, &QAction::triggered, this, [this] {
        if (const std::optional<bool> enabled = isEnabled())
            Q_EMIT changeRequested(SetAutoscalerEnabled{!*enabled});
    });
    m_limits = new QAction(tr("Change the limits of workers (MaxConcurrentJobs, memory)…"), this);
    m_limitsButton = new QPushButton(tr("Change li&mits…"), parent);
    m_limitsButton->setObjectName(QStringLiteral("changeLimits"));
    m_limitsButton->setAccessibleName(m_limits->text());
    connect(m_limitsButton, &QPushButton::clicked, m_limits, &QAction::trigger);
    connect(m_limits, &QAction::triggered, this, &ProfileView::limitsRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    buttons->addStretch();
    buttons->addWidget(m_limitsButton);
    buttons->addWidget(m_toggleButton);
    setTabOrder(m_limitsButton, m_toggleButton);
    auto *grid = static_cast<QGridLayout *>(parent->layout());
    grid->addLayout(buttons, grid->rowCount(), 0, 1, 2);
    updateButtons();
}

void ProfileView::updateButtons()
{
    const QString because = refusal();
    m_limits->setEnabled(because.isEmpty() && !m_isBusy && !m_scaledObject);
    m_limitsButton->setEnabled(m_limits->isEnabled());
    m_limitsButton->setToolTip(
        because.isEmpty() ? tr("How many jobs a worker takes at a time, and its memory") : because);
    updateToggle();
}

void ProfileView::updateToggle()
{
    const std::optional<bool> enabled = isEnabled();
    const bool isOn = enabled.value_or(false);
    const QString because =
        refusal().isEmpty() && !enabled ? tr("The platform does not tell whether it is on.") : refusal();
    m_toggle->setText(isOn ? tr("Turn autoscaling off…") : tr("Turn autoscaling on…"));
    m_toggleButton->setText(isOn ? tr("Turn o&ff…") : tr("Turn o&n…"));
    m_toggleButton->setToolTip(because.isEmpty() ? tr("For all pools of this platform") : because);
    if (m_scaledObject)
        nameAsPause(isOn);
    m_toggle->setEnabled(because.isEmpty() && !m_isBusy);
    m_toggleButton->setAccessibleName(m_toggle->text());
    m_toggleButton->setEnabled(m_toggle->isEnabled());
}

void ProfileView::nameAsPause(bool isOn)
{
    m_toggle->setText(isOn ? tr("Pause the ScaledObject…") : tr("Resume the ScaledObject…"));
    m_toggleButton->setText(isOn ? tr("&Pause…") : tr("&Resume…"));
    if (refusal().isEmpty())
        m_toggleButton->setToolTip(tr("KEDA scales this pool only while it is not paused"));
}

QString ProfileView::refusal() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (!m_capabilities.profiles && !m_scaledObject)
        return tr("The settings file of this platform's service is not known.");
    return {};
}

void ProfileView::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateButtons();
}

void ProfileView::show(const Pool &pool, const Capabilities &capabilities, const QString &refusal)
{
    m_refusal = refusal;
    m_profile = pool.profile;
    m_scaledObject = pool.scaledObject;
    m_capabilities = capabilities;
    updateButtons();
    for (const Field field : {Thresholds, Jobs, Memory})
        showField(field, !m_scaledObject);
    m_limitsButton->setVisible(!m_scaledObject);
    m_title->setText(m_scaledObject ? tr("ScaledObject") : tr("Profile"));
    if (m_scaledObject)
        return showScaledObject(*m_scaledObject);
    showProfile(pool);
    showLimits(pool);
}

/// Its triggers stand with the evidence, where there is room for them.
void ProfileView::showScaledObject(const ScaledObject &object)
{
    m_name->setText(object.name);
    m_values[Range]->setText(rangeText(object));
    m_values[Cooldown]->setText(durationText(object.cooldown));
    m_values[Status]->setText(object.pause.isWhole ? tr("paused") : tr("on"));
    m_values[Status]->setTone(object.pause.isWhole ? Tone::Limited : Tone::Fine);
}

void ProfileView::showProfile(const Pool &pool)
{
    if (!pool.profile) {
        for (const Field field : {Range, Thresholds, Cooldown, Status})
            m_values[field]->setText(unknownText());
        m_name->setText(tr("not told by the platform"));
        return;
    }
    const Profile &profile = *pool.profile;
    m_name->setText(profileNameText(profile));
    m_values[Range]->setText(tr("%1 to %2").arg(profile.minWorkers).arg(profile.maxWorkers));
    m_values[Thresholds]->setText(tr("up %1 %2, down %3 %4")
                                      .arg(QChar(0x2265))
                                      .arg(profile.scaleUpThreshold)
                                      .arg(QChar(0x2264))
                                      .arg(profile.scaleDownThreshold));
    m_values[Cooldown]->setText(pool.cooldownUnknown ? unknownText() : durationText(profile.cooldown));
    m_values[Status]->setText(profile.enabled ? tr("on") : tr("off"));
    m_values[Status]->setTone(profile.enabled ? Tone::Fine : Tone::Limited);
}

void ProfileView::showLimits(const Pool &pool)
{
    if (!pool.limits) {
        m_values[Jobs]->setText(unknownText());
        m_values[Memory]->setText(unknownText());
        return;
    }
    m_values[Jobs]->setText(QString::number(pool.limits->maxConcurrentJobs));
    m_values[Memory]->setText(pool.limits->memory ? bytesText(pool.limits->memory) : tr("no limit"));
}

} // namespace crescendo
