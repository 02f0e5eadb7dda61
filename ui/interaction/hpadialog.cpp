#include "ui/interaction/hpadialog.h"

#include "ui/charts/scalingcourse.h"
#include "ui/interaction/buttonrow.h"
#include "ui/interaction/scalingruleseditor.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <tuple>

namespace crescendo {
namespace {

constexpr int dialogWidth = 880;
constexpr int mostReplicas = 1'000'000; // a rule says what is wrong with a value

/// "cpu", "cpu of worker", "rps of networking.k8s.io/v1/Ingress/shop"
QString nameOf(const HpaMetricSpec &metric)
{
    const QString of = metric.container.isEmpty() ? metric.object : metric.container;
    const QString name = metric.name.isEmpty() ? metric.type : metric.name;
    return of.isEmpty() ? name : HpaDialog::tr("%1 of %2").arg(name, of);
}

/// What its target counts.
QString unitOf(const HpaMetricSpec &metric)
{
    switch (metric.target.kind) {
    case MetricTargetKind::Utilization:
        return HpaDialog::tr("% of what is requested");
    case MetricTargetKind::AverageValue:
        return HpaDialog::tr("on average of each pod");
    case MetricTargetKind::Value:
        break;
    }
    return HpaDialog::tr("in all");
}

QStringList faultsWithin(const std::vector<ProfileFault> &faults, const QString &part)
{
    QStringList texts;
    for (const ProfileFault &fault : faults) {
        if (fault.field.startsWith(part))
            texts += QStringLiteral("%1 %2").arg(fault.field.mid(part.size()), fault.rule);
    }
    return texts;
}

/// Of the range and the metrics, by the names that stand beside the fields.
QString faultOfRest(const std::vector<ProfileFault> &faults, const HpaSpec &spec)
{
    for (const ProfileFault &fault : faults) {
        for (std::size_t i = 0; i < spec.metrics.size(); ++i) {
            if (fault.field == QStringLiteral("metrics[%1]").arg(i))
                return QStringLiteral("%1 %2").arg(nameOf(spec.metrics[i]), fault.rule);
        }
        if (!fault.field.startsWith(QLatin1String("behavior")))
            return QStringLiteral("%1 %2").arg(fault.field, fault.rule);
    }
    return {};
}

} // namespace

HpaDialog::HpaDialog(const HpaQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_least(new QSpinBox(this))
    , m_most(new QSpinBox(this))
    , m_up(new ScalingRulesEditor(ScalingDirection::Up, question.suggested.scaleUp, this))
    , m_down(new ScalingRulesEditor(ScalingDirection::Down, question.suggested.scaleDown, this))
    , m_remark(new TextLabel(TextRole::Caption, Tone::Broken, this))
    , m_course(new ScalingCourse(this))
    , m_preview(new QPushButton(tr("&Preview…"), this))
{
    setObjectName(QStringLiteral("hpaDialog"));
    setWindowTitle(question.title);
    setupFields();
    setupViews();
    check();
}

HpaSpec HpaDialog::answer() const
{
    HpaSpec spec = m_question.suggested;
    spec.minReplicas = m_least->value();
    spec.maxReplicas = m_most->value();
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        spec.metrics[i].target.amount = m_targets[i]->text().trimmed();
    spec.scaleUp = m_up->rules();
    spec.scaleDown = m_down->rules();
    return spec;
}

void HpaDialog::setupFields()
{
    const HpaSpec &spec = m_question.suggested;
    for (const auto &[number, name, text, value] :
         {std::tuple(m_least, "hpaLeast", tr("Workers at least"), spec.minReplicas.value_or(1)),
          {m_most, "hpaMost", tr("Workers at most"), spec.maxReplicas}}) {
        number->setObjectName(QLatin1String(name));
        number->setAccessibleName(text);
        number->setRange(0, mostReplicas);
        number->setValue(value);
        connect(number, &QSpinBox::valueChanged, this, &HpaDialog::check);
    }
    m_least->selectAll();
    m_remark->setObjectName(QStringLiteral("hpaRemark"));
    m_remark->setWordWrap(true);
    m_course->setObjectName(QStringLiteral("hpaCourse"));
    connect(m_up, &ScalingRulesEditor::edited, this, &HpaDialog::check);
    connect(m_down, &ScalingRulesEditor::edited, this, &HpaDialog::check);
}

void HpaDialog::setupViews()
{
    setMinimumWidth(dialogWidth);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *title = new TextLabel(TextRole::Title, Tone::Plain, this);
    title->setText(windowTitle());
    auto *directions = new QHBoxLayout;
    directions->setSpacing(3 * space::unit);
    directions->addWidget(m_up, 1);
    directions->addWidget(m_down, 1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit, 3 * space::unit, 2 * space::unit);
    rows->setSpacing(space::card);
    rows->addWidget(title);
    rows->addLayout(makeRange());
    rows->addWidget(m_remark);
    rows->addLayout(directions);
    rows->addWidget(m_course, 1);
    rows->addLayout(makeButtons());
    m_least->setFocus();
}

QLayout *HpaDialog::makeRange()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::unit);
    grid->setVerticalSpacing(space::unit);
    const auto add = [this, grid](int row, const QString &text, QWidget *field) {
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
    };
    add(0, tr("Workers at &least"), m_least);
    add(1, tr("Workers at &most"), m_most);
    addMetrics(*grid);
    grid->setColumnStretch(2, 1);
    return grid;
}

void HpaDialog::addMetrics(QGridLayout &grid)
{
    QWidget *before = m_most;
    for (const HpaMetricSpec &metric : m_question.suggested.metrics) {
        auto *amount = new QLineEdit(metric.target.amount, this);
        amount->setObjectName(QStringLiteral("hpaTarget%1").arg(m_targets.size()));
        amount->setAccessibleName(tr("Target of %1").arg(nameOf(metric)));
        amount->setDisabled(metric.name.isEmpty()); // of a type that is not known here
        connect(amount, &QLineEdit::textChanged, this, &HpaDialog::check);
        auto *unit = new TextLabel(TextRole::Body, Tone::Muted, this);
        unit->setText(unitOf(metric));
        const int row = grid.rowCount();
        grid.addWidget(new QLabel(nameOf(metric), this), row, 0);
        grid.addWidget(amount, row, 1);
        grid.addWidget(unit, row, 2);
        setTabOrder(before, amount);
        before = amount;
        m_targets.push_back(amount);
    }
}

QLayout *HpaDialog::makeButtons()
{
    m_preview->setObjectName(QStringLiteral("hpaPreview"));
    return buttonRow(*this, new QPushButton(tr("&Cancel"), this), m_preview);
}

void HpaDialog::check()
{
    const HpaSpec wanted = answer();
    const std::vector<ProfileFault> faults = faultsOf(wanted);
    const QString rest = faultOfRest(faults, wanted);
    m_remark->setText(rest);
    m_remark->setVisible(!rest.isEmpty());
    m_least->setAccessibleDescription(rest);
    const QString line = QStringLiteral("\n");
    m_up->setFault(faultsWithin(faults, QStringLiteral("behavior.scaleUp.")).join(line));
    m_down->setFault(faultsWithin(faults, QStringLiteral("behavior.scaleDown.")).join(line));
    m_course->setSpec(faults.empty() ? std::optional(wanted) : std::nullopt, m_question.present);
    m_preview->setEnabled(faults.empty());
}

} // namespace crescendo
