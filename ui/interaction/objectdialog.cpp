#include "ui/interaction/objectdialog.h"

#include "ui/presentation/errortext.h"
#include "ui/presentation/objecttext.h"
#include "ui/presentation/units.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int dialogWidth = 960;
constexpr int dialogHeight = 640;

QPlainTextEdit *reader(const char *name, const QString &what, QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    text->setObjectName(QLatin1String(name));
    text->setAccessibleName(what);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return text;
}

} // namespace

ObjectDialog::ObjectDialog(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_yaml(reader("objectYaml", tr("YAML"), this))
    , m_events(reader("objectEvents", tr("Events"), this))
    , m_search(new QLineEdit(this))
    , m_status(new TextLabel(TextRole::Caption, Tone::Muted, this))
{
    setObjectName(QStringLiteral("objectDialog"));
    setWindowTitle(title);
    resize(dialogWidth, dialogHeight);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_yaml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_yaml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_status->setObjectName(QStringLiteral("objectStatus"));
    m_status->setText(tr("The cluster is asked…"));
    setupViews();
}

void ObjectDialog::show(const Result<ObjectDescription> &description, TimePoint now)
{
    if (!description) {
        m_status->setTone(Tone::Broken);
        m_status->setText(sentenceOf(description.error()));
        return;
    }
    m_yaml->setPlainText(description->yaml);
    m_events->setPlainText(eventsText(*description, now));
    m_status->setText(tr("As it was at %1. Values of variables that may be secrets are not shown.")
                          .arg(momentText(now, now)));
}

void ObjectDialog::setupViews()
{
    auto *title = new TextLabel(TextRole::Title, Tone::Plain, this);
    title->setText(windowTitle());
    auto *yaml = new QVBoxLayout;
    yaml->setSpacing(space::unit);
    yaml->addLayout(makeSearch());
    yaml->addWidget(m_yaml, 1);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(space::card);
    columns->addLayout(yaml, 3);
    columns->addLayout(makeEvents(), 2);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * space::unit, 2 * space::unit, 3 * space::unit, 2 * space::unit);
    rows->setSpacing(space::card);
    rows->addWidget(title);
    rows->addLayout(columns, 1);
    rows->addWidget(m_status);
    rows->addLayout(makeButtons());
    m_search->setFocus();
}

QLayout *ObjectDialog::makeSearch()
{
    m_search->setObjectName(QStringLiteral("objectSearch"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setClearButtonEnabled(true);
    auto *previous = new QPushButton(tr("&Previous"), this);
    auto *next = new QPushButton(tr("&Next"), this);
    for (QPushButton *button : {previous, next})
        button->setAutoDefault(false);
    connect(m_search, &QLineEdit::textEdited, this, [this] {
        m_yaml->moveCursor(QTextCursor::Start);
        find(true);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(true); });
    connect(next, &QPushButton::clicked, this, [this] { find(true); });
    connect(previous, &QPushButton::clicked, this, [this] { find(false); });
    auto *row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addWidget(m_search, 1);
    row->addWidget(previous);
    row->addWidget(next);
    return row;
}

QLayout *ObjectDialog::makeEvents()
{
    auto *title = new TextLabel(TextRole::Section, Tone::Plain, this);
    title->setText(tr("Events"));
    auto *rows = new QVBoxLayout;
    rows->setSpacing(space::unit);
    rows->addWidget(title);
    rows->addWidget(m_events, 1);
    return rows;
}

QLayout *ObjectDialog::makeButtons()
{
    auto *copyAll = new QPushButton(tr("&Copy YAML"), this);
    copyAll->setObjectName(QStringLiteral("copyYaml"));
    copyAll->setAutoDefault(false);
    connect(copyAll, &QPushButton::clicked, this, &ObjectDialog::copy);
    auto *closing = new QPushButton(tr("C&lose"), this);
    closing->setAutoDefault(false); // Enter searches on
    connect(closing, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(copyAll);
    row->addWidget(closing);
    return row;
}

/// From the end it goes on at the beginning, and the other way round.
void ObjectDialog::find(bool isForward)
{
    const QString text = m_search->text();
    const QTextDocument::FindFlags flags =
        isForward ? QTextDocument::FindFlags() : QTextDocument::FindBackward;
    if (text.isEmpty() || m_yaml->find(text, flags))
        return;
    m_yaml->moveCursor(isForward ? QTextCursor::Start : QTextCursor::End);
    if (!m_yaml->find(text, flags))
        m_status->setText(tr("\"%1\" is not there.").arg(text));
}

void ObjectDialog::copy()
{
    QApplication::clipboard()->setText(m_yaml->toPlainText());
    m_status->setText(tr("Copied."));
}

} // namespace crescendo
