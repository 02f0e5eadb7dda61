#include "ui/shell/rangepopup.h"

#include "ui/charts/timerange.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QPushButton>

namespace crescendo {
namespace {

/// A time that clocks leave out is an hour later; one that comes twice is the second.
TimePoint momentOf(const QDateTimeEdit &edit)
{
    return fromMillis(QDateTime(edit.date(), edit.time()).toMSecsSinceEpoch());
}

QDateTimeEdit *makeEdit(const char *name, const QString &label, TimePoint at, QWidget *parent)
{
    const QDateTime shown = QDateTime::fromMSecsSinceEpoch(toMillis(at));
    auto *edit = new QDateTimeEdit(parent);
    edit->setTimeSpec(Qt::UTC); // which leaves no time out: else it refuses to be typed into
    edit->setDateTime(QDateTime(shown.date(), shown.time(), Qt::UTC));
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(label);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    edit->setCalendarPopup(true);
    edit->setMinimumWidth(edit->sizeHint().width() + 2 * space::unit); // Qt forgets the margins of its text
    return edit;
}

} // namespace

RangePopup::RangePopup(TimeRange &range, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_range(range)
    , m_begin(range.from())
    , m_end(range.to())
    , m_from(makeEdit("rangeFrom", tr("From"), range.from(), this))
    , m_to(makeEdit("rangeTo", tr("To"), range.to(), this))
    , m_rule(new TextLabel(TextRole::Caption, Tone::Broken, this))
    , m_show(new QPushButton(tr("Show"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setupViews();
    const auto follow = [this](QDateTimeEdit *edit, TimePoint &moment) {
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, [this, edit, &moment] {
            moment = momentOf(*edit);
            check();
        });
    };
    follow(m_from, m_begin);
    follow(m_to, m_end);
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
    const bool isStretch = m_begin < m_end;
    m_rule->setText(isStretch ? QString() : tr("From must be before To."));
    m_rule->setVisible(!isStretch);
    m_show->setEnabled(isStretch);
}

void RangePopup::apply()
{
    m_range.setRange(m_begin, m_end);
    close();
}

} // namespace crescendo
