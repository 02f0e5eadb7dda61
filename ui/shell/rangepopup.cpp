#include "ui/shell/rangepopup.h"

#include "ui/charts/timerange.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QPushButton>

namespace crescendo {
namespace {

QDateTime localTime(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at));
}

QDateTimeEdit *makeEdit(const char *name, const QString &label, TimePoint at, QWidget *parent)
{
    auto *edit = new QDateTimeEdit(localTime(at), parent);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(label);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    edit->setCalendarPopup(true);
    return edit;
}

} // namespace

RangePopup::RangePopup(TimeRange &range, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_range(range)
    , m_from(makeEdit("rangeFrom", tr("From"), range.from(), this))
    , m_to(makeEdit("rangeTo", tr("To"), range.to(), this))
    , m_rule(new TextLabel(TextRole::Caption, Tone::Broken, this))
    , m_show(new QPushButton(tr("Show"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setupViews();
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &RangePopup::check);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &RangePopup::check);
    connect(m_show, &QPushButton::clicked, this, &RangePopup::apply);
    check();
}

void RangePopup::setupViews()
{
    setObjectName(QStringLiteral("rangePopup"));
    setFrameShape(QFrame::StyledPanel);
    m_show->setObjectName(QStringLiteral("rangeShow"));
    m_show->setProperty("primary", true);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(space::card, space::card, space::card, space::card);
    form->addRow(tr("From"), m_from);
    form->addRow(tr("To"), m_to);
    form->addRow(m_rule);
    form->addRow(m_show);
    m_from->setFocus();
}

void RangePopup::check()
{
    const bool isStretch = m_from->dateTime() < m_to->dateTime();
    m_rule->setText(isStretch ? QString() : tr("From must be before To."));
    m_rule->setVisible(!isStretch);
    m_show->setEnabled(isStretch);
}

void RangePopup::apply()
{
    m_range.setRange(fromMillis(m_from->dateTime().toMSecsSinceEpoch()),
                     fromMillis(m_to->dateTime().toMSecsSinceEpoch()));
    close();
}

} // namespace crescendo
