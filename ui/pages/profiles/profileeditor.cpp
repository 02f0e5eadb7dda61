#include "ui/pages/profiles/profileeditor.h"

#include "ui/presentation/profiletext.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int valueWidth = 96;
// Far beyond what makes sense, so that a rule can say what is wrong with a value.
constexpr int mostWorkers = 1000;
constexpr int mostLoad = 100'000;
constexpr int mostSeconds = 1'000'000;

} // namespace

ProfileEditor::ProfileEditor(QWidget *parent)
    : QWidget(parent)
    , m_enabled(new QCheckBox(tr("Scale b&y itself"), this))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::card);
    m_enabled->setObjectName(QStringLiteral("Enabled"));
    m_enabled->setToolTip(tr("Off: workers stay as they are, whatever the load."));
    rows->addWidget(m_enabled);
    addField(*rows, "MinWorkers", tr("Minimum workers"), mostWorkers);
    addField(*rows, "MaxWorkers", tr("Maximum workers"), mostWorkers);
    addField(*rows, "ScaleUpThreshold", tr("Scale up from load"), mostLoad);
    addField(*rows, "ScaleDownThreshold", tr("Scale down from load"), mostLoad);
    addField(*rows, "CooldownSeconds", tr("Cooldown, seconds"), mostSeconds);
    connect(m_enabled, &QCheckBox::toggled, this, &ProfileEditor::onChanged);
    setProfile(Profile());
}

void ProfileEditor::addField(QVBoxLayout &rows, const char *key, const QString &name, int most)
{
    auto *label = new TextLabel(TextRole::Body, Tone::Plain, this);
    label->setText(name);
    auto *hint = new TextLabel(TextRole::Caption, Tone::Muted, this);
    hint->setObjectName(QLatin1String(key) + QStringLiteral("Hint"));
    auto *value = new QSpinBox(this);
    value->setObjectName(QLatin1String(key));
    value->setAccessibleName(name);
    value->setRange(0, most);
    value->setFixedWidth(valueWidth);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setToolTip(QLatin1String(key));
    connect(value, &QSpinBox::valueChanged, this, &ProfileEditor::onChanged);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(label);
    texts->addWidget(hint);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addLayout(texts, 1);
    row->addWidget(value);
    rows.addLayout(row);
    m_fields.emplace(QLatin1String(key), Field{value, hint});
}

Profile ProfileEditor::profile() const
{
    const auto value = [this](const char *key) { return m_fields.at(QLatin1String(key)).value->value(); };
    return {m_enabled->isChecked(),    value("MinWorkers"),         value("MaxWorkers"),
            value("ScaleUpThreshold"), value("ScaleDownThreshold"), Seconds(value("CooldownSeconds"))};
}

void ProfileEditor::setProfile(const Profile &profile)
{
    m_isFilling = true;
    const auto set = [this](const char *key, int value) {
        m_fields.at(QLatin1String(key)).value->setValue(value);
    };
    m_enabled->setChecked(profile.enabled);
    set("MinWorkers", profile.minWorkers);
    set("MaxWorkers", profile.maxWorkers);
    set("ScaleUpThreshold", profile.scaleUpThreshold);
    set("ScaleDownThreshold", profile.scaleDownThreshold);
    set("CooldownSeconds", static_cast<int>(profile.cooldown.count()));
    m_isFilling = false;
    updateHints();
}

void ProfileEditor::setZeroWarning(const QString &warning)
{
    m_zeroWarning = warning;
    updateHints();
}

void ProfileEditor::onChanged()
{
    if (m_isFilling)
        return;
    updateHints();
    Q_EMIT edited();
}

void ProfileEditor::updateHints()
{
    const Profile values = profile();
    for (const auto &[key, field] : m_fields) {
        field.hint->setText(hintText(key, values));
        field.hint->setTone(Tone::Muted);
        field.value->setAccessibleDescription(field.hint->text());
    }
    if (values.minWorkers == 0 && !m_zeroWarning.isEmpty()) {
        const Field &least = m_fields.at(QStringLiteral("MinWorkers"));
        least.hint->setText(m_zeroWarning);
        least.hint->setTone(Tone::Limited);
    }
    for (const ProfileFault &fault : faultsOf(values)) {
        const Field &field = m_fields.at(fault.field);
        field.hint->setText(fault.rule);
        field.hint->setTone(Tone::Broken);
        field.value->setAccessibleDescription(fault.rule);
    }
}

} // namespace crescendo
