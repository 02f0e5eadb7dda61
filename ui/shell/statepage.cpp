#include "ui/shell/statepage.h"

#include "ui/widgets/textlabel.h"

#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int textWidth = 480;

} // namespace

StatePage::StatePage(QWidget *parent)
    : QWidget(parent)
    , m_headline(new TextLabel(TextRole::Title, Tone::Plain, this))
    , m_explanation(new TextLabel(TextRole::Body, Tone::Muted, this))
{
    setObjectName(QStringLiteral("statePage"));
    m_headline->setObjectName(QStringLiteral("stateHeadline"));
    m_explanation->setObjectName(QStringLiteral("stateExplanation"));
    for (TextLabel *label : {m_headline, m_explanation}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setFixedWidth(textWidth);
    }
    auto *rows = new QVBoxLayout(this);
    rows->addStretch(2);
    rows->addWidget(m_headline, 0, Qt::AlignHCenter);
    rows->addWidget(m_explanation, 0, Qt::AlignHCenter);
    rows->addStretch(3);
}

void StatePage::show(const QString &headline, const QString &explanation)
{
    m_headline->setText(headline);
    m_explanation->setText(explanation);
}

} // namespace crescendo
