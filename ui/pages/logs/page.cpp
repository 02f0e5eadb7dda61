#include "ui/pages/logs/page.h"

#include "base/clock.h"
#include "control/connections.h"
#include "ui/interaction/interaction.h"
#include "ui/interaction/navigator.h"
#include "ui/models/logexport.h"
#include "ui/pages/logs/levelchips.h"
#include "ui/pages/logs/logstatus.h"
#include "ui/pages/logs/searchbar.h"
#include "ui/pages/logs/sourcechooser.h"
#include "ui/presentation/errortext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/lineview.h"
#include "ui/widgets/logdelegate.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrent>

#include <algorithm>
#include <limits>
#include <utility>

namespace crescendo {
namespace {

constexpr int mostCopied = 100'000; // lines: what a clipboard still takes at once

QRegularExpression patternOf(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption);
}

QFont lineFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(QFontInfo(base).pixelSize());
    return font;
}

QString number(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace

LogsPage::LogsPage(const Services &services, Navigator &navigator, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_store(new LogStore(LogStore::defaultBytes, this))
    , m_feed(new LogFeed(*m_store, services.clock, this))
    , m_lines(new LogModel(*m_store, this))
    , m_sources(new SourceChooser(services.connections, this))
    , m_filter(new QLineEdit(this))
    , m_levels(new LevelChips(this))
    , m_find(new QPushButton(tr("&Find"), this))
    , m_pause(new QPushButton(tr("&Pause"), this))
    , m_save(new QPushButton(tr("&Save as…"), this))
    , m_view(new LineView(*m_lines, this))
    , m_delegate(new LogDelegate({LogModel::TextRole, LogModel::TimeRole, LogModel::LevelRole,
                                  LogModel::ToneRole, LogModel::MarkRole},
                                 this))
    , m_searchBar(new SearchBar(*m_store, *m_lines, *m_view, this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_below(new QPushButton(this))
    , m_serviceFilter(QStringLiteral("Autoscal")) // as the guide's own look at the log
{
    setupViews();
    setupActions();
    m_sources->choose(navigator.place().connection, navigator.place().log);
    connect(&navigator, &Navigator::placeChanged, this, &LogsPage::goTo);
    connectSignals();
    followChosen();
}

void LogsPage::setupViews()
{
    m_view->setObjectName(QStringLiteral("logLines"));
    m_view->setAccessibleName(tr("Lines"));
    m_view->setFont(lineFont(font()));
    m_view->setItemDelegate(m_delegate);
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(space::tight, space::tight, space::tight, space::tight);
    inner->addWidget(m_view);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::page, space::page, space::page, space::page);
    rows->setSpacing(space::card);
    rows->addLayout(topRow());
    rows->addLayout(toolRow());
    rows->addWidget(m_searchBar);
    rows->addWidget(card, 1);
    rows->addLayout(bottomRow());
    setFirstControl(m_view);
}

QLayout *LogsPage::topRow()
{
    m_filter->setObjectName(QStringLiteral("logFilter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter: a word or a regular expression"));
    m_filter->setClearButtonEnabled(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addWidget(m_sources);
    row->addWidget(m_filter, 1);
    return row;
}

QLayout *LogsPage::toolRow()
{
    m_find->setObjectName(QStringLiteral("logFind"));
    m_find->setToolTip(tr("Search in the lines that are shown (Ctrl+F)"));
    m_pause->setObjectName(QStringLiteral("logPause"));
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Keep the lines still; what comes meanwhile is shown afterwards (Ctrl+Shift+P)"));
    m_save->setObjectName(QStringLiteral("logSave"));
    m_save->setToolTip(tr("Save the lines that are shown (Ctrl+Shift+S)"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addWidget(m_levels);
    row->addStretch();
    row->addWidget(m_find);
    row->addWidget(m_pause);
    row->addWidget(m_save);
    return row;
}

QLayout *LogsPage::bottomRow()
{
    m_status->setObjectName(QStringLiteral("logStatus"));
    m_below->setObjectName(QStringLiteral("newLinesBelow"));
    m_below->setToolTip(tr("Go to the end and follow it (End)"));
    m_below->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addWidget(m_status, 1);
    row->addWidget(m_below);
    return row;
}

void LogsPage::setupActions()
{
    const auto offer = [this](const QString &text, const QKeySequence &shortcut, auto *receiver, auto does) {
        auto *action = new QAction(text, this);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, receiver, does);
        addAction(action);
    };
    offer(tr("Search in the log"), QKeySequence::Find, m_searchBar, &SearchBar::open);
    offer(tr("Next match"), Qt::Key_F3, m_searchBar, &SearchBar::next);
    offer(tr("Previous match"), Qt::SHIFT | Qt::Key_F3, m_searchBar, &SearchBar::previous);
    offer(tr("End the search"), Qt::Key_Escape, m_searchBar, &SearchBar::close);
    offer(tr("Pause the log"), Qt::CTRL | Qt::SHIFT | Qt::Key_P, m_pause, &QPushButton::toggle);
    offer(tr("Save the log…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, this, &LogsPage::save);
    auto *copy = new QAction(tr("Copy lines"), m_view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &LogsPage::copy);
    m_view->addAction(copy);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void LogsPage::connectSignals()
{
    connect(m_sources, &SourceChooser::chosenChanged, this, &LogsPage::followChosen);
    connect(m_filter, &QLineEdit::textChanged, this, &LogsPage::applyQuery);
    connect(m_levels, &LevelChips::kindsChanged, this, &LogsPage::applyQuery);
    connect(m_find, &QPushButton::clicked, m_searchBar, &SearchBar::open);
    connect(m_pause, &QPushButton::toggled, this, &LogsPage::setPaused);
    connect(m_save, &QPushButton::clicked, this, &LogsPage::save);
    connect(m_below, &QPushButton::clicked, m_view, &LineView::followEnd);
    connect(m_view, &LineView::followingChanged, this, [this] {
        m_seen = m_store->end();
        showStatus();
    });
    connect(m_store, &LogStore::appended, this, &LogsPage::showStatus);
    connect(m_lines, &LogModel::finished, this, [this] {
        if (m_keptLine)
            m_view->scrollTo(m_lines->index(m_lines->rowOf(*std::exchange(m_keptLine, {})), 0),
                             QAbstractItemView::PositionAtTop);
        showStatus();
    });
    connect(m_searchBar, &SearchBar::patternChanged, this, [this](const QRegularExpression &pattern) {
        m_delegate->setMarked(pattern);
        m_view->viewport()->update();
    });
}

void LogsPage::setNow(TimePoint /*now*/)
{
    showStatus();
}

void LogsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_feed->setReading(true);
}

void LogsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_feed->setReading(false);
}

void LogsPage::goTo(const Place &place)
{
    if (place.page == PageId::Logs && !place.log.isEmpty())
        m_sources->choose(place.connection, place.log);
}

void LogsPage::followChosen()
{
    const auto &chosen = m_sources->chosen();
    const Platform *platform = chosen ? m_services.connections.find(chosen->connection) : nullptr;
    const LogSources *logs = platform ? platform->logs() : nullptr;
    m_pause->setChecked(false);
    m_notice.clear();
    m_filter->setText(chosen && chosen->source.isService ? m_serviceFilter : m_otherFilter);
    m_feed->follow(logs ? logs->open(chosen->source.name) : nullptr);
    m_view->followEnd();
    applyQuery();
}

void LogsPage::applyQuery()
{
    const bool isService = m_sources->chosen() && m_sources->chosen()->source.isService;
    (isService ? m_serviceFilter : m_otherFilter) = m_filter->text();
    if (refusalOf(m_filter->text()).isEmpty())
        m_pattern = patternOf(m_filter->text());
    if (!m_view->isFollowing())
        m_keptLine = m_lines->lineAt(m_view->topRow());
    const LogQuery query{m_levels->kinds(), m_pattern, {}};
    m_lines->show(query);
    m_searchBar->setShown(query);
    showStatus();
}

void LogsPage::setPaused(bool isPaused)
{
    m_pausedAt = m_store->end();
    m_lines->setPaused(isPaused);
    m_searchBar->setPaused(isPaused);
    showStatus();
}

void LogsPage::copy()
{
    QStringList lines;
    QItemSelection chosen = m_view->selectionModel()->selection();
    std::ranges::sort(chosen, {}, &QItemSelectionRange::top);
    for (const QItemSelectionRange &range : chosen) {
        for (int row = range.top(); row <= range.bottom() && lines.size() < mostCopied; ++row)
            lines << m_lines->wholeLine(row);
    }
    if (lines.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
    m_notice = lines.size() == mostCopied
        ? tr("Lines copied: the first %1. Save them as a file to have all.").arg(number(mostCopied))
        : tr("Lines copied: %1.").arg(number(lines.size()));
    showStatus();
}

void LogsPage::save()
{
    const auto &chosen = m_sources->chosen();
    const QString suggested = (chosen ? chosen->source.name : tr("log")) + QStringLiteral(".log");
    m_services.interaction.askSaveFileName(tr("Save the log"), suggested, tr("Logs (*.log);;All files (*)"))
        .then(this, [this](const std::optional<QString> &path) {
            if (path)
                write(*path);
        });
}

void LogsPage::write(const QString &path)
{
    const auto spans =
        m_store->spans(m_store->first(), m_store->end(), std::numeric_limits<std::size_t>::max());
    QtConcurrent::run(saveLines, path, spans, m_lines->lines())
        .then(this, [this, path](const Result<> &done) {
            m_notice = done ? tr("Saved as %1.").arg(path) : sentenceOf(done.error());
            showStatus();
        });
}

void LogsPage::showStatus()
{
    const int fresh = m_lines->rowCount() - m_lines->rowOf(m_seen);
    const bool isPaused = m_pause->isChecked();
    m_below->setVisible(!m_view->isFollowing() && !isPaused && fresh > 0);
    m_below->setText(tr("New lines below: %1").arg(number(fresh)));
    m_view->setEmptyText(emptyText(*m_store, m_sources->chosen().has_value()));
    const QString refusal = refusalOf(m_filter->text());
    QStringList parts{refusal.isEmpty() ? countText(*m_store, *m_lines) : refusal};
    if (isPaused)
        parts << tr("Paused: %1 new lines wait.").arg(number(m_store->end() - m_pausedAt));
    if (!m_notice.isEmpty())
        parts << m_notice;
    m_status->setText(parts.join(QLatin1Char(' ')));
}

} // namespace crescendo
