#include "ui/pages/pool/profileview.h"

#include "ui/presentation/profiletext.h"
#include "ui/presentation/units.h"
#include "ui/widgets/card.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>

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
    auto *title = new TextLabel(TextRole::Section, Tone::Plain, card);
    title->setText(tr("Profile"));
    m_name = new TextLabel(TextRole::Body, Tone::Muted, card);
    m_name->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(title, 0, 0);
    grid->addWidget(m_name, 0, 1);
    add(Range, tr("Workers"), card);
    add(Thresholds, tr("Thresholds"), card);
    add(Cooldown, tr("Cooldown"), card);
    add(Status, tr("Autoscaling"), card);
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
    m_values.emplace(field, value);
}

void ProfileView::show(const Pool &pool)
{
    if (!pool.profile) {
        for (const auto &[field, value] : m_values)
            value->setText(unknownText());
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

} // namespace crescendo
