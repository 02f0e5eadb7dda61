#include "ui/interaction/changedialog.h"

#include "ui/interaction/buttonrow.h"
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
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int dialogWidth = 560;
constexpr int mostListHeight = 440; // more changes scroll
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

ChangeDialog::ChangeDialog(std::vector<ChangeQuestion> questions, QWidget *parent)
    : QDialog(parent)
    , m_questions(std::move(questions))
    , m_reason(new QLineEdit(m_questions.front().proposal.preview.change.reason, this))
{
    setObjectName(QStringLiteral("changeDialog"));
    std::vector<Change> changes;
    for (const ChangeQuestion &question : m_questions)
        changes.push_back(question.proposal.preview.change);
    setWindowTitle(titleOf(changes));
    setupViews();
}

std::vector<Proposal> ChangeDialog::proposals() const
{
    std::vector<Proposal> proposals;
    for (const ChangeQuestion &question : m_questions) {
        proposals.push_back(question.proposal);
        proposals.back().preview.change.reason = m_reason->text().trimmed();
    }
    return proposals;
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
    if (m_questions.size() == 1)
        rows->addLayout(makeChange(m_questions.front(), this));
    else
        rows->addWidget(makeList());
    if (const QString command = commands(&Preview::command); !command.isEmpty())
        rows->addWidget(makeCommand(QStringLiteral("command"), tr("The same as a command"), command));
    if (const QString alternative = commands(&Preview::alternative); !alternative.isEmpty())
        rows->addWidget(
            makeCommand(QStringLiteral("alternative"), tr("Another command for the same"), alternative));
    rows->addSpacing(space::tight);
    rows->addLayout(makeButtons());
}

QLayout *ChangeDialog::makeHeading()
{
    auto *rows = new QVBoxLayout;
    rows->setSpacing(2);
    rows->addWidget(label(windowTitle(), TextRole::Title, Tone::Plain, this));
    if (m_questions.size() == 1)
        rows->addWidget(label(m_questions.front().where, TextRole::Caption, Tone::Muted, this));
    for (const QString &remark : remarks()) {
        auto *text = label(remark, TextRole::Body, Tone::Limited, this);
        text->setWordWrap(true);
        rows->addWidget(text);
    }
    return rows;
}

/// What holds for all is said once.
QStringList ChangeDialog::remarks() const
{
    QStringList remarks;
    for (const ChangeQuestion &question : m_questions)
        remarks << question.notice << question.blockedBecause;
    remarks.removeAll(QString());
    remarks.removeDuplicates();
    return remarks;
}

QString ChangeDialog::blockedBecause() const
{
    const auto blocked = std::ranges::find_if(
        m_questions, [](const ChangeQuestion &question) { return !question.blockedBecause.isEmpty(); });
    return blocked == m_questions.end() ? QString() : blocked->blockedBecause;
}

/// One below the other, each under its pool.
QWidget *ChangeDialog::makeList()
{
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2 * space::unit);
    for (const ChangeQuestion &question : m_questions) {
        const QString pool = question.proposal.preview.change.pool.value;
        rows->addWidget(label(tr("%1 · %2").arg(pool, question.where), TextRole::Section, Tone::Plain, list));
        rows->addLayout(makeChange(question, list));
    }
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("changes"));
    area->setAccessibleName(tr("Changes"));
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setWidget(list);
    area->setMinimumHeight(std::min(list->sizeHint().height(), mostListHeight));
    return area;
}

QLayout *ChangeDialog::makeChange(const ChangeQuestion &question, QWidget *parent)
{
    auto *rows = new QVBoxLayout;
    rows->setSpacing(space::card);
    rows->addLayout(makeDifferences(question, parent));
    rows->addWidget(makeOutlook(question, parent));
    return rows;
}

QLayout *ChangeDialog::makeDifferences(const ChangeQuestion &question, QWidget *parent)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(3 * space::unit);
    grid->setVerticalSpacing(space::unit);
    grid->setColumnStretch(0, 1);
    grid->setColumnMinimumWidth(1, 12 * space::unit);
    grid->setColumnMinimumWidth(2, 12 * space::unit);
    int row = 0;
    const auto add = [&](const QString &text, TextRole role, Tone tone, int column) {
        grid->addWidget(label(text, role, tone, parent), row, column);
    };
    add(tr("Field"), TextRole::Caption, Tone::Muted, 0);
    add(tr("Now"), TextRole::Caption, Tone::Muted, 1);
    add(tr("After"), TextRole::Caption, Tone::Muted, 2);
    const Preview &preview = question.proposal.preview;
    for (const FieldDifference &difference : preview.differences) {
        const QString &field = difference.field;
        grid->addWidget(line(parent), ++row, 0, 1, 3);
        ++row;
        add(fieldText(field), TextRole::Body, Tone::Plain, 0);
        add(valueText(field, difference.before, question.now), TextRole::Body, Tone::Plain, 1);
        add(valueText(field, difference.after, question.now), TextRole::Section, Tone::Desired, 2);
    }
    if (preview.differences.empty())
        grid->addWidget(label(tr("Nothing would be different."), TextRole::Body, Tone::Muted, parent), ++row,
                        0, 1, 3);
    grid->addWidget(line(parent), ++row, 0, 1, 3);
    return grid;
}

QWidget *ChangeDialog::makeOutlook(const ChangeQuestion &question, QWidget *parent)
{
    const Preview &preview = question.proposal.preview;
    auto *block = new QWidget(parent);
    auto *rows = new QVBoxLayout(block);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::tight);
    auto *outlook = label(whatHappensNext(preview, question.now), TextRole::Body, Tone::Plain, block);
    outlook->setObjectName(QStringLiteral("outlook"));
    outlook->setWordWrap(true);
    rows->addWidget(outlook);
    QStringList remarks;
    for (const Warning &warning : preview.warnings)
        remarks << textOf(warning);
    if (!preview.undo && !preview.differences.empty())
        remarks << tr("This cannot be undone.");
    for (const QString &remark : remarks) {
        auto *text = label(remark, TextRole::Body, Tone::Limited, block);
        text->setWordWrap(true);
        rows->addWidget(text);
    }
    return block;
}

/// One a line; nothing where they would do only a part.
QString ChangeDialog::commands(QString Preview::*command) const
{
    QStringList commands;
    for (const ChangeQuestion &question : m_questions)
        commands << question.proposal.preview.*command;
    return commands.contains(QString()) ? QString() : commands.join(u'\n');
}

QWidget *ChangeDialog::makeCommand(const QString &name, const QString &title, const QString &text)
{
    auto *block = new QWidget(this);
    auto *row = new QHBoxLayout(block);
    row->setContentsMargins(0, 0, 0, 0);
    auto *command = new QLineEdit(text, block);
    command->setObjectName(name);
    command->setReadOnly(true);
    command->setCursorPosition(0);
    command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    command->setAccessibleName(title);
    auto *copy = new QToolButton(block);
    copy->setObjectName(name + QStringLiteral("Copy"));
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
    auto *apply = new QPushButton(tr("Apply"), this);
    apply->setObjectName(QStringLiteral("apply"));
    apply->setEnabled(blockedBecause().isEmpty());
    apply->setToolTip(blockedBecause());
    auto *row = new QHBoxLayout;
    row->addWidget(m_reason, 1);
    row->addSpacing(space::unit);
    row->addLayout(buttonRow(*this, cancel, apply));
    m_reason->setFocus();
    return row;
}

} // namespace crescendo
