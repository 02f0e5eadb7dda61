#include "ui/interaction/textdialog.h"

#include "ui/interaction/buttonrow.h"
#include "ui/widgets/textlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int dialogWidth = 400;

} // namespace

TextDialog::TextDialog(const TextQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_text(new QLineEdit(question.suggested, this))
    , m_refusal(new TextLabel(TextRole::Caption, Tone::Broken, this))
    , m_accept(new QPushButton(tr("&OK"), this))
{
    setObjectName(QStringLiteral("textDialog"));
    setWindowTitle(question.title);
    setupViews();
    connect(m_text, &QLineEdit::textChanged, this, &TextDialog::check);
    check();
}

QString TextDialog::text() const
{
    return m_text->text().trimmed();
}

void TextDialog::setupViews()
{
    setMinimumWidth(dialogWidth);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *label = new TextLabel(this);
    label->setText(m_question.label);
    m_text->setObjectName(QStringLiteral("text"));
    m_text->setAccessibleName(m_question.label);
    m_text->selectAll();
    m_refusal->setWordWrap(true);
    auto *warning = new TextLabel(TextRole::Body, Tone::Broken, this);
    warning->setObjectName(QStringLiteral("warning"));
    warning->setText(m_question.warning);
    warning->setWordWrap(true);
    warning->setVisible(!m_question.warning.isEmpty());
    m_text->setAccessibleDescription(m_question.warning);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit, 3 * space::unit, 2 * space::unit);
    rows->setSpacing(space::unit);
    rows->addWidget(warning);
    rows->addWidget(label);
    rows->addWidget(m_text);
    rows->addWidget(m_refusal);
    rows->addLayout(buttonRow(*this, new QPushButton(tr("&Cancel"), this), m_accept));
}

void TextDialog::check()
{
    const QString refusal = m_question.refusalOf(text());
    m_accept->setEnabled(refusal.isEmpty());
    m_refusal->setText(text().isEmpty() ? QString() : refusal);
}

} // namespace crescendo
