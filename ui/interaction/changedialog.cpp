#include "ui/interaction/changedialog.h"

#include "ui/presentation/changetext.h"
#include "ui/presentation/units.h"
#include "ui/theme/icons.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace crescendo {
namespace {

constexpr int dialogWidth = 560;
constexpr int longestReason = 200;

TextLabel *label(const QString &text, TextRole role, Tone tone, QWidget *parent)
{
    auto *label = new TextLabel(role, tone, parent);
    label->setText(text);
    return label;
}

QFrame *line(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

} // namespace

ChangeDialog::ChangeDialog(const ChangeQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_reason(new QLineEdit(question.proposal.preview.change.reason, this))
{
    setObjectName(QStringLiteral("changeDialog"));
    setWindowTitle(titleOf(question.proposal.preview.change));
    setupViews();
}

Proposal ChangeDialog::proposal() const
{
    Proposal proposal = m_question.proposal;
    proposal.preview.change.reason = m_reason->text().trimmed();
    return proposal;
}

void ChangeDialog::setupViews()
{
    setMinimumWidth(dialogWidth);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit + space::tight, 3 * space::unit,
                             2 * space::unit);
    rows->setSpacing(space::card);
    rows->addLayout(makeHeading());
    rows->addLayout(makeDifferences());
    rows->addWidget(makeOutlook());
    if (!m_question.proposal.preview.command.isEmpty())
        rows->addWidget(makeCommand());
    rows->addSpacing(space::tight);
    rows->addLayout(makeButtons());
}

QLayout *ChangeDialog::makeHeading()
{
    auto *rows = new QVBoxLayout;
    rows->setSpacing(2);
    rows->addWidget(label(windowTitle(), TextRole::Title, Tone::Plain, this));
    rows->addWidget(label(m_question.where, TextRole::Caption, Tone::Muted, this));
    for (const QString &remark : {m_question.notice, m_question.blockedBecause}) {
        if (remark.isEmpty())
            continue;
        auto *text = label(remark, TextRole::Body, Tone::Limited, this);
        text->setWordWrap(true);
        rows->addWidget(text);
    }
    return rows;
}

QLayout *ChangeDialog::makeDifferences()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(3 * space::unit);
    grid->setVerticalSpacing(space::unit);
    grid->setColumnStretch(0, 1);
    grid->setColumnMinimumWidth(1, 12 * space::unit);
    grid->setColumnMinimumWidth(2, 12 * space::unit);
    int row = 0;
    grid->addWidget(label(tr("Field"), TextRole::Caption, Tone::Muted, this), row, 0);
    grid->addWidget(label(tr("Now"), TextRole::Caption, Tone::Muted, this), row, 1);
    grid->addWidget(label(tr("After"), TextRole::Caption, Tone::Muted, this), row, 2);
    for (const FieldDifference &difference : m_question.proposal.preview.differences) {
        const QString after = valueText(difference.field, difference.after, m_question.now);
        grid->addWidget(line(this), ++row, 0, 1, 3);
        grid->addWidget(label(fieldText(difference.field), TextRole::Body, Tone::Plain, this), ++row, 0);
        grid->addWidget(label(valueText(difference.field, difference.before, m_question.now), TextRole::Body,
                              Tone::Plain, this),
                        row, 1);
        grid->addWidget(label(after, TextRole::Section, Tone::Desired, this), row, 2);
    }
    if (m_question.proposal.preview.differences.empty())
        grid->addWidget(label(tr("Nothing would be different."), TextRole::Body, Tone::Muted, this), ++row, 0,
                        1, 3);
    grid->addWidget(line(this), ++row, 0, 1, 3);
    return grid;
}

QWidget *ChangeDialog::makeOutlook()
{
    const Preview &preview = m_question.proposal.preview;
    auto *block = new QWidget(this);
    auto *rows = new QVBoxLayout(block);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::tight);
    auto *outlook = label(whatHappensNext(preview, m_question.now), TextRole::Body, Tone::Plain, block);
    outlook->setObjectName(QStringLiteral("outlook"));
    outlook->setWordWrap(true);
    rows->addWidget(outlook);
    for (const Warning &warning : preview.warnings) {
        auto *text = label(textOf(warning), TextRole::Body, Tone::Limited, block);
        text->setWordWrap(true);
        rows->addWidget(text);
    }
    return block;
}

QWidget *ChangeDialog::makeCommand()
{
    auto *block = new QWidget(this);
    auto *row = new QHBoxLayout(block);
    row->setContentsMargins(0, 0, 0, 0);
    auto *command = new QLineEdit(m_question.proposal.preview.command, block);
    command->setObjectName(QStringLiteral("command"));
    command->setReadOnly(true);
    command->setCursorPosition(0);
    command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    command->setAccessibleName(tr("The same as a command"));
    auto *copy = new QToolButton(block);
    copy->setObjectName(QStringLiteral("copyCommand"));
    copy->setIcon(icon(QStringLiteral("copy")));
    copy->setToolTip(tr("Copy the command"));
    copy->setAccessibleName(copy->toolTip());
    connect(copy, &QToolButton::clicked, command,
            [command] { QApplication::clipboard()->setText(command->text()); });
    row->addWidget(command, 1);
    row->addWidget(copy);
    return block;
}

QLayout *ChangeDialog::makeButtons()
{
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setPlaceholderText(tr("Reason (optional)"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(longestReason);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancel"));
    cancel->setAutoDefault(false);
    auto *apply = new QPushButton(tr("Apply"), this);
    apply->setObjectName(QStringLiteral("apply"));
    apply->setProperty("primary", true);
    apply->setDefault(true);
    apply->setEnabled(m_question.blockedBecause.isEmpty());
    apply->setToolTip(m_question.blockedBecause);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, &QDialog::accept);
    auto *row = new QHBoxLayout;
    row->addWidget(m_reason, 1);
    row->addSpacing(space::unit);
    row->addWidget(cancel);
    row->addWidget(apply);
    m_reason->setFocus();
    return row;
}

} // namespace crescendo
