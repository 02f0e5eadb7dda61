#include "ui/interaction/scalingruleseditor.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace crescendo {
namespace {

// Far beyond what makes sense, so that a rule can say what is wrong with a value.
constexpr int mostSeconds = 99'999;
constexpr int mostPods = 1'000'000;
constexpr int mostTolerancePercent = 1000;
constexpr int clustersTolerance = -1;

} // namespace

ScalingRulesEditor::ScalingRulesEditor(ScalingDirection direction, const ScalingRules &rules, QWidget *parent)
    : QWidget(parent)
    , m_direction(direction)
    , m_window(makeNumber("Window", tr("Stabilization window in seconds"), mostSeconds))
    , m_select(new QComboBox(this))
    , m_tolerance(makeNumber("Tolerance", tr("Tolerance in percent"), mostTolerancePercent))
    , m_policyRows(new QVBoxLayout)
    , m_add(new QPushButton(tr("Add policy"), this))
    , m_defaults(new QPushButton(tr("Use defaults"), this))
    , m_remark(new TextLabel(TextRole::Caption, Tone::Muted, this))
{
    setupFields();
    setupViews();
    show(rules);
}

ScalingRules ScalingRulesEditor::rules() const
{
    ScalingRules rules;
    rules.window = Seconds(m_window->value());
    rules.select = static_cast<SelectPolicy>(m_select->currentData().toInt());
    for (const PolicyRow &row : m_policies)
        rules.policies.push_back({static_cast<ScalingPolicyType>(row.type->currentData().toInt()),
                                  row.value->value(), Seconds(row.period->value())});
    if (m_tolerance->value() == m_percentShown)
        rules.tolerancePermille = m_tolerancePermille; // one of other than whole percent stays what it is
    else if (m_tolerance->value() != clustersTolerance)
        rules.tolerancePermille = 10 * m_tolerance->value();
    return rules;
}

void ScalingRulesEditor::setFault(const QString &fault)
{
    const bool isDown = m_direction == ScalingDirection::Down;
    const QString usual = isDown ? tr("Kubernetes' default: 300 s, then 100 % in 15 s")
                                 : tr("Kubernetes' default: at once, the most of 4 pods and 100 % in 15 s");
    m_remark->setText(fault.isEmpty() ? usual : fault);
    m_remark->setTone(fault.isEmpty() ? Tone::Muted : Tone::Broken);
    setAccessibleDescription(fault);
}

QString ScalingRulesEditor::nameOf(const char *part) const
{
    return (m_direction == ScalingDirection::Up ? QStringLiteral("up") : QStringLiteral("down"))
        + QLatin1String(part);
}

QSpinBox *ScalingRulesEditor::makeNumber(const char *name, const QString &accessibleName, int most)
{
    auto *number = new QSpinBox(this);
    number->setObjectName(nameOf(name));
    number->setAccessibleName(accessibleName);
    number->setRange(0, most);
    connect(number, &QSpinBox::valueChanged, this, &ScalingRulesEditor::edited);
    return number;
}

void ScalingRulesEditor::setupFields()
{
    m_window->setSuffix(tr(" s"));
    m_tolerance->setMinimum(clustersTolerance);
    m_tolerance->setSpecialValueText(tr("the cluster's"));
    m_tolerance->setSuffix(tr(" %"));
    m_tolerance->setToolTip(tr("Off the target by less is near enough. Clusters have 10 %, and before "
                               "Kubernetes 1.35 no other for one HPA."));
    m_select->setObjectName(nameOf("Select"));
    m_select->setAccessibleName(tr("Which policy counts"));
    m_select->addItem(tr("the one that allows most"), static_cast<int>(SelectPolicy::Max));
    m_select->addItem(tr("the one that allows least"), static_cast<int>(SelectPolicy::Min));
    m_select->addItem(tr("none: no scaling"), static_cast<int>(SelectPolicy::Disabled));
    connect(m_select, &QComboBox::currentIndexChanged, this, &ScalingRulesEditor::edited);
    m_add->setObjectName(nameOf("Add"));
    m_add->setAutoDefault(false);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addPolicy({ScalingPolicyType::Pods, 1, Seconds(60)});
        m_policies.back().value->setFocus();
        Q_EMIT edited();
    });
    m_defaults->setObjectName(nameOf("Defaults"));
    m_defaults->setAutoDefault(false);
    connect(m_defaults, &QPushButton::clicked, this, [this] {
        show(defaultRules(m_direction));
        Q_EMIT edited();
    });
    m_remark->setObjectName(nameOf("Remark"));
    m_remark->setWordWrap(true);
}

void ScalingRulesEditor::setupViews()
{
    auto *title = new TextLabel(TextRole::Section, Tone::Plain, this);
    title->setText(m_direction == ScalingDirection::Up ? tr("Scaling up") : tr("Scaling down"));
    auto *form = new QFormLayout;
    form->setSpacing(space::unit);
    form->addRow(tr("Window"), m_window);
    form->addRow(tr("Policies"), m_policyRows);
    form->addRow(QString(), makeButtons());
    form->addRow(tr("What counts"), m_select);
    form->addRow(tr("Tolerance"), m_tolerance);
    m_policyRows->setSpacing(space::tight);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::unit);
    rows->addWidget(title);
    rows->addLayout(form);
    rows->addWidget(m_remark);
    rows->addStretch();
}

QLayout *ScalingRulesEditor::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    buttons->addWidget(m_add);
    buttons->addWidget(m_defaults);
    buttons->addStretch();
    return buttons;
}

void ScalingRulesEditor::show(const ScalingRules &rules)
{
    m_window->setValue(static_cast<int>(rules.window.count()));
    m_select->setCurrentIndex(m_select->findData(static_cast<int>(rules.select)));
    m_tolerancePermille = rules.tolerancePermille;
    m_percentShown = rules.tolerancePermille ? *rules.tolerancePermille / 10 : clustersTolerance;
    m_tolerance->setValue(m_percentShown);
    while (!m_policies.empty())
        removePolicy(m_policies.back().row);
    for (const ScalingPolicy &policy : rules.policies)
        addPolicy(policy);
}

void ScalingRulesEditor::addPolicy(const ScalingPolicy &policy)
{
    const PolicyRow row = makePolicy(policy);
    auto *fields = new QHBoxLayout(row.row);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(space::tight);
    for (QWidget *field : std::initializer_list<QWidget *>{row.value, row.type, row.period, row.remove})
        fields->addWidget(field);
    m_policyRows->addWidget(row.row);
    m_policies.push_back(row);
    updateTabOrder();
}

ScalingRulesEditor::PolicyRow ScalingRulesEditor::makePolicy(const ScalingPolicy &policy)
{
    const PolicyRow row{new QWidget(this), makeNumber("Value", tr("How many at most"), mostPods),
                        new QComboBox(this), makeNumber("Period", tr("In how many seconds"), mostSeconds),
                        new QToolButton(this)};
    row.value->setValue(policy.value);
    row.type->setObjectName(nameOf("Type"));
    row.type->setAccessibleName(tr("Pods or percent"));
    row.type->addItem(tr("pods"), static_cast<int>(ScalingPolicyType::Pods));
    row.type->addItem(tr("percent"), static_cast<int>(ScalingPolicyType::Percent));
    row.type->setCurrentIndex(row.type->findData(static_cast<int>(policy.type)));
    row.period->setPrefix(tr("in "));
    row.period->setSuffix(tr(" s"));
    row.period->setValue(static_cast<int>(policy.period.count()));
    row.remove->setObjectName(nameOf("Remove"));
    row.remove->setText(QString(QChar(0x00D7)));
    row.remove->setAccessibleName(tr("Remove this policy"));
    row.remove->setToolTip(row.remove->accessibleName());
    connect(row.type, &QComboBox::currentIndexChanged, this, &ScalingRulesEditor::edited);
    connect(row.remove, &QToolButton::clicked, this, [this, widget = row.row] {
        removePolicy(widget);
        Q_EMIT edited();
    });
    return row;
}

void ScalingRulesEditor::removePolicy(QWidget *row)
{
    std::erase_if(m_policies, [row](const PolicyRow &policy) { return policy.row == row; });
    row->hide();
    row->deleteLater(); // it may be its own button that asks
}

/// From top to bottom, whatever was made when.
void ScalingRulesEditor::updateTabOrder()
{
    QWidget *before = m_window;
    const auto follow = [&before](QWidget *next) {
        setTabOrder(before, next);
        before = next;
    };
    for (const PolicyRow &row : m_policies) {
        for (QWidget *field : std::initializer_list<QWidget *>{row.value, row.type, row.period, row.remove})
            follow(field);
    }
    for (QWidget *field : std::initializer_list<QWidget *>{m_add, m_defaults, m_select, m_tolerance})
        follow(field);
}

} // namespace crescendo
