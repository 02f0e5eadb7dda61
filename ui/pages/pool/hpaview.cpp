#include "ui/pages/pool/hpaview.h"

#include "ui/presentation/hpasentence.h"
#include "ui/widgets/card.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QPushButton>
#include <QVBoxLayout>

namespace crescendo {

HpaView::HpaView(QWidget *parent)
    : QWidget(parent)
    , m_name(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_facts(new FactList(this))
    , m_edit(new QAction(tr("Edit autoscaler (HPA)…"), this))
    , m_editButton(new QPushButton(tr("Edit a&utoscaler…"), this))
{
    setupViews();
    hideAll();
}

void HpaView::setupViews()
{
    auto *card = new Card(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    auto *title = new TextLabel(TextRole::Section, Tone::Plain, card);
    title->setText(tr("Autoscaler"));
    m_name->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addWidget(m_name, 1);
    m_editButton->setObjectName(QStringLiteral("editHpa"));
    m_editButton->setAccessibleName(m_edit->text());
    connect(m_editButton, &QPushButton::clicked, m_edit, &QAction::trigger);
    connect(m_edit, &QAction::triggered, this, &HpaView::editRequested);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::unit);
    rows->addLayout(head);
    rows->addWidget(m_facts);
    rows->addWidget(m_editButton, 0, Qt::AlignRight);
}

void HpaView::show(const Hpa &hpa, const QString &refusal)
{
    m_name->setText(hpa.name);
    m_facts->show(hpaFacts(hpa));
    m_refusal = refusal;
    if (refusal.isEmpty() && !hpa.scaledObject.isEmpty())
        m_refusal = tr("KEDA made it for ScaledObject %1 and would put it back.").arg(hpa.scaledObject);
    updateButton();
    setVisible(true);
}

void HpaView::hideAll()
{
    m_refusal = tr("This pool has no HPA.");
    updateButton();
    setVisible(false);
}

void HpaView::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateButton();
}

void HpaView::updateButton()
{
    m_edit->setEnabled(m_refusal.isEmpty() && !m_isBusy);
    m_editButton->setEnabled(m_edit->isEnabled());
    m_editButton->setToolTip(m_refusal.isEmpty() ? tr("Its range, its targets, and how fast it may scale")
                                                 : m_refusal);
}

} // namespace crescendo
