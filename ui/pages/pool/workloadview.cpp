#include "ui/pages/pool/workloadview.h"

#include "ui/presentation/rollouttext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QPushButton>
#include <QVBoxLayout>

namespace crescendo {

WorkloadView::WorkloadView(QWidget *parent)
    : QWidget(parent)
    , m_facts(new FactList(this))
    , m_restart(new QAction(tr("Restart all pods…"), this))
    , m_restartButton(new QPushButton(tr("&Restart…"), this))
    , m_describe(new QPushButton(tr("D&escribe…"), this))
{
    setupViews();
    hideAll();
}

void WorkloadView::setupViews()
{
    auto *card = new Card(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    auto *title = new TextLabel(TextRole::Section, Tone::Plain, card);
    title->setText(tr("Workload"));
    m_facts->setObjectName(QStringLiteral("workloadFacts"));
    m_restartButton->setObjectName(QStringLiteral("restartPool"));
    m_restartButton->setAccessibleName(m_restart->text());
    connect(m_restartButton, &QPushButton::clicked, m_restart, &QAction::trigger);
    connect(m_restart, &QAction::triggered, this, &WorkloadView::restartRequested);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::unit);
    rows->addWidget(title);
    rows->addWidget(m_facts);
    m_describe->setObjectName(QStringLiteral("describePool"));
    m_describe->setToolTip(tr("The YAML and the events of what this pool is made of"));
    connect(m_describe, &QPushButton::clicked, this, &WorkloadView::describeRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    buttons->addStretch();
    buttons->addWidget(m_describe);
    buttons->addWidget(m_restartButton);
    rows->addLayout(buttons);
}

void WorkloadView::show(const Rollout &rollout, const QString &refusal, TimePoint now)
{
    m_facts->show(rolloutFacts(rollout, now));
    m_refusal = refusal;
    updateButton();
    setVisible(true);
}

void WorkloadView::hideAll()
{
    m_refusal = tr("This pool is no workload of a cluster.");
    updateButton();
    setVisible(false);
}

QWidget &WorkloadView::describeButton() const
{
    return *m_describe;
}

void WorkloadView::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateButton();
}

void WorkloadView::updateButton()
{
    m_restart->setEnabled(m_refusal.isEmpty() && !m_isBusy);
    m_restartButton->setEnabled(m_restart->isEnabled());
    m_restartButton->setToolTip(
        m_refusal.isEmpty() ? tr("Has all its pods made anew, as kubectl rollout restart does") : m_refusal);
}

} // namespace crescendo
