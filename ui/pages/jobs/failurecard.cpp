#include "ui/pages/jobs/failurecard.h"

#include "ui/presentation/indicatortext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/textlabel.h"

#include <QVBoxLayout>

namespace crescendo {
namespace {

TextLabel *label(const QString &text, TextRole role, Tone tone, QWidget *parent)
{
    auto *label = new TextLabel(role, tone, parent);
    label->setText(text);
    return label;
}

} // namespace

FailureCard::FailureCard(QWidget *parent)
    : QWidget(parent)
    , m_ofResources(new FactList(this))
    , m_others(new FactList(this))
{
    m_ofResources->setObjectName(QStringLiteral("resourceFailures"));
    m_others->setObjectName(QStringLiteral("otherFailures"));
    auto *card = new Card(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::tight);
    rows->addWidget(label(tr("Why jobs failed"), TextRole::Section, Tone::Plain, card));
    rows->addWidget(label(tr("For lack of resources"), TextRole::Caption, Tone::Muted, card));
    rows->addWidget(m_ofResources);
    rows->addWidget(label(tr("Otherwise"), TextRole::Caption, Tone::Muted, card));
    rows->addWidget(m_others);
    show({});
}

void FailureCard::show(const Indicators &seen)
{
    m_ofResources->show(failureFacts(seen, true));
    m_others->show(failureFacts(seen, false));
}

} // namespace crescendo
