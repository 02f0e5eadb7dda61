#include "ui/interaction/limitsdialog.h"

#include "ui/interaction/buttonrow.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/units.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int dialogWidth = 360;
constexpr int mostMebibytes = 1024 * 1024; // 1 TiB
constexpr int memoryStep = 128;

int mebibytesOf(Bytes memory)
{
    const qint64 whole = memory.value / mebibytes(1).value;
    return static_cast<int>(std::clamp<qint64>(whole, 1, mostMebibytes));
}

} // namespace

LimitsDialog::LimitsDialog(const LimitsQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_jobs(new QSpinBox(this))
    , m_memory(new QSpinBox(this))
    , m_remark(new TextLabel(TextRole::Caption, Tone::Limited, this))
    , m_preview(new QPushButton(tr("&Preview…"), this))
{
    setObjectName(QStringLiteral("limitsDialog"));
    setWindowTitle(question.title);
    setupFields();
    setupViews();
    check();
}

WorkerLimits LimitsDialog::answer() const
{
    WorkerLimits limits = m_question.suggested; // one of other than whole MiB stays what it is
    limits.maxConcurrentJobs = m_jobs->value();
    if (m_memory->value() == 0)
        limits.memory.reset();
    else if (m_memory->value() != m_memorySuggested)
        limits.memory = mebibytes(m_memory->value());
    return limits;
}

void LimitsDialog::setupFields()
{
    m_jobs->setObjectName(QStringLiteral("limitsJobs"));
    m_jobs->setAccessibleName(tr("Jobs at a time"));
    m_jobs->setRange(1, mostConcurrentJobs);
    m_jobs->setValue(m_question.suggested.maxConcurrentJobs);
    m_jobs->selectAll();
    if (m_question.suggested.memory)
        m_memorySuggested = mebibytesOf(*m_question.suggested.memory);
    m_memory->setObjectName(QStringLiteral("limitsMemory"));
    m_memory->setAccessibleName(tr("Memory in MiB"));
    m_memory->setRange(0, mostMebibytes);
    m_memory->setSingleStep(memoryStep);
    m_memory->setSpecialValueText(tr("no limit"));
    m_memory->setSuffix(tr(" MiB"));
    m_memory->setValue(m_memorySuggested);
    m_remark->setObjectName(QStringLiteral("limitsRemark"));
    m_remark->setWordWrap(true);
    connect(m_jobs, &QSpinBox::valueChanged, this, &LimitsDialog::check);
    connect(m_memory, &QSpinBox::valueChanged, this, &LimitsDialog::check);
}

void LimitsDialog::setupViews()
{
    setMinimumWidth(dialogWidth);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *title = new TextLabel(TextRole::Title, Tone::Plain, this);
    title->setText(windowTitle());
    auto *form = new QFormLayout;
    form->setSpacing(space::unit);
    form->addRow(tr("&Jobs at a time"), m_jobs);
    form->addRow(tr("&Memory of each worker"), m_memory);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit, 3 * space::unit, 2 * space::unit);
    rows->setSpacing(space::card);
    rows->addWidget(title);
    rows->addLayout(form);
    rows->addWidget(m_remark);
    rows->addLayout(makeButtons());
    m_jobs->setFocus();
}

QLayout *LimitsDialog::makeButtons()
{
    m_preview->setObjectName(QStringLiteral("limitsPreview"));
    return buttonRow(*this, new QPushButton(tr("&Cancel"), this), m_preview);
}

/// A limit that is too small is refused, one below what is used now is warned of.
void LimitsDialog::check()
{
    const WorkerLimits wanted = answer();
    const std::vector<ProfileFault> faults = faultsOf(wanted);
    const bool isBelowUse = wanted.memory && m_question.used && wanted.memory->value < m_question.used->value;
    QString remark = isBelowUse ? memoryUseText(*m_question.used) : QString();
    if (!faults.empty())
        remark = tr("The least is %1.").arg(bytesText(leastWorkerMemory)); // all else the fields rule out
    m_remark->setText(remark);
    m_remark->setTone(faults.empty() ? Tone::Limited : Tone::Broken);
    m_memory->setAccessibleDescription(remark);
    m_preview->setEnabled(faults.empty());
}

} // namespace crescendo
