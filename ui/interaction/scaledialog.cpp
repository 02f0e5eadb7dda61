#include "ui/interaction/scaledialog.h"

#include "ui/interaction/buttonrow.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/holdbox.h"
#include "ui/widgets/textlabel.h"

#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace crescendo {
namespace {

constexpr int dialogWidth = 320;

} // namespace

ScaleDialog::ScaleDialog(const ScaleQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_replicas(new QSpinBox(this))
    , m_hold(new HoldBox(this))
{
    setObjectName(QStringLiteral("scaleDialog"));
    setWindowTitle(question.title);
    m_replicas->setRange(question.least, question.most);
    m_replicas->setValue(question.suggested);
    m_replicas->selectAll();
    m_hold->setHold(question.hold.value_or(Seconds(0)));
    setupViews(question.hold.has_value());
}

SetReplicas ScaleDialog::answer() const
{
    const Seconds hold = m_hold->hold();
    return {m_replicas->value(), hold > Seconds(0) ? std::optional(hold) : std::nullopt};
}

void ScaleDialog::setupViews(bool canHold)
{
    setMinimumWidth(dialogWidth);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *title = new TextLabel(TextRole::Title, Tone::Plain, this);
    title->setText(windowTitle());
    m_replicas->setObjectName(QStringLiteral("scaleReplicas"));
    m_replicas->setAccessibleName(tr("Workers"));
    m_hold->setObjectName(QStringLiteral("scaleHold"));
    m_hold->setAccessibleName(tr("Hold for"));
    m_hold->setEnabled(canHold);
    m_hold->setToolTip(canHold ? QString() : tr("Not all of these pools can be held."));
    auto *form = new QFormLayout;
    form->setSpacing(space::unit);
    form->addRow(tr("&Workers of each"), m_replicas);
    form->addRow(tr("&Hold for"), m_hold);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit, 3 * space::unit, 2 * space::unit);
    rows->setSpacing(space::card);
    rows->addWidget(title);
    rows->addLayout(form);
    rows->addLayout(makeButtons());
    m_replicas->setFocus();
}

QLayout *ScaleDialog::makeButtons()
{
    auto *preview = new QPushButton(tr("&Preview…"), this);
    preview->setObjectName(QStringLiteral("scalePreview"));
    return buttonRow(*this, new QPushButton(tr("&Cancel"), this), preview);
}

} // namespace crescendo
