#include "ui/widgets/stattile.h"

#include "ui/widgets/card.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace crescendo {

StatTile::StatTile(const QString &name, Ink ink, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_age(new TextLabel(TextRole::Caption, Tone::Muted, this))
    , m_value(new TextLabel(TextRole::Value, Tone::Plain, this))
    , m_denominator(new TextLabel(TextRole::Section, Tone::Muted, this))
    , m_detail(new TextLabel(TextRole::Caption, Tone::Muted, this))
    , m_course(new Sparkline(this))
{
    m_course->setInk(ink);
    setupViews(name);
}

void StatTile::setupViews(const QString &name)
{
    auto *card = new Card(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);

    auto *caption = new TextLabel(TextRole::Caption, Tone::Muted, card);
    caption->setText(name);
    m_age->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_value->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_denominator->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_denominator->setContentsMargins(0, 0, 0, 3); // on the value's baseline

    auto *top = new QHBoxLayout;
    top->addWidget(caption);
    top->addWidget(m_age, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(space::tight + 2);
    middle->addWidget(m_value);
    middle->addWidget(m_denominator, 1);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::card, space::unit, space::card, space::unit);
    rows->setSpacing(0);
    rows->addLayout(top);
    rows->addLayout(middle);
    rows->addWidget(m_detail);
    rows->addSpacing(space::tight);
    rows->addWidget(m_course);
}

void StatTile::setReading(const Reading &reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    m_value->setText(reading.value);
    m_denominator->setText(reading.denominator);
    m_detail->setText(reading.detail);
    updateTone();
}

void StatTile::setFreshness(const Freshness &freshness)
{
    if (freshness == m_freshness)
        return;
    m_freshness = freshness;
    m_age->setText(freshness.age);
    m_age->setTone(freshness.isStale ? Tone::Limited : Tone::Muted);
    updateTone();
}

void StatTile::setCourse(std::vector<double> values, double top)
{
    m_course->setValues(std::move(values), top);
}

void StatTile::updateTone()
{
    m_value->setTone(m_freshness.isStale ? Tone::Muted : m_reading.tone);
    const QString because = m_reading.because.isEmpty() ? m_freshness.because : m_reading.because;
    setToolTip(because);
    setAccessibleName(
        QStringLiteral("%1: %2 %3").arg(m_name, m_reading.value, m_reading.denominator).trimmed());
    setAccessibleDescription(
        QStringLiteral("%1, %2. %3").arg(m_reading.detail, m_freshness.age, because).trimmed());
}

} // namespace crescendo
