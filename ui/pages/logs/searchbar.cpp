#include "ui/pages/logs/searchbar.h"

#include "ui/models/logmodel.h"
#include "ui/models/wordmatcher.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/lineview.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <limits>

namespace crescendo {

SearchBar::SearchBar(LogStore &store, const LogModel &lines, LineView &view, QWidget *parent)
    : QWidget(parent)
    , m_lines(lines)
    , m_view(view)
    , m_search(new LogSearch(store, this))
    , m_text(new QLineEdit(this))
    , m_position(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_previous(new QPushButton(tr("Previous"), this))
    , m_next(new QPushButton(tr("Next"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setupViews();
    connectSignals();
    hide();
}

void SearchBar::setupViews()
{
    m_text->setObjectName(QStringLiteral("logSearch"));
    m_text->setAccessibleName(tr("Search"));
    m_text->setPlaceholderText(tr("Search in these lines"));
    m_text->setClearButtonEnabled(true);
    m_position->setObjectName(QStringLiteral("logSearchPosition"));
    m_previous->setObjectName(QStringLiteral("searchPrevious"));
    m_previous->setToolTip(tr("The match before (Shift+F3)"));
    m_next->setObjectName(QStringLiteral("searchNext"));
    m_next->setToolTip(tr("The next match (F3)"));
    m_close->setObjectName(QStringLiteral("searchClose"));
    m_close->setToolTip(tr("End the search (Esc)"));
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::unit);
    columns->addWidget(m_text, 2);
    columns->addWidget(m_position, 1);
    for (QPushButton *button : {m_previous, m_next, m_close})
        columns->addWidget(button);
}

void SearchBar::connectSignals()
{
    connect(m_text, &QLineEdit::textChanged, this, &SearchBar::find);
    connect(m_text, &QLineEdit::returnPressed, this, &SearchBar::next);
    connect(m_previous, &QPushButton::clicked, this, &SearchBar::previous);
    connect(m_next, &QPushButton::clicked, this, &SearchBar::next);
    connect(m_close, &QPushButton::clicked, this, &SearchBar::close);
    connect(m_search, &LogSearch::changed, this, &SearchBar::seek);
    connect(m_view.selectionModel(), &QItemSelectionModel::currentChanged, this, &SearchBar::showPosition);
}

void SearchBar::open()
{
    show();
    m_text->setFocus();
    m_text->selectAll();
    find();
}

void SearchBar::close()
{
    if (isHidden())
        return;
    hide();
    find();
    m_view.setFocus();
}

void SearchBar::next()
{
    if (isHidden())
        open();
    else
        lead(m_search->next(currentLine().value_or(-1)));
}

void SearchBar::previous()
{
    if (isHidden())
        open();
    else
        lead(m_search->previous(currentLine().value_or(std::numeric_limits<qint64>::max())));
}

void SearchBar::setShown(const LogQuery &query)
{
    m_query = query;
    find();
}

/// Also what ends a search: the text of a hidden bar is none.
void SearchBar::find()
{
    const QString text = isHidden() ? QString() : m_text->text();
    m_query.search = QRegularExpression(WordMatcher::isPlain(text) ? text : QRegularExpression::escape(text),
                                        QRegularExpression::CaseInsensitiveOption);
    m_from = currentLine().value_or(0);
    Q_EMIT patternChanged(m_query.search);
    m_search->find(m_query);
}

/// Leads to the hit that is nearest to where the search began, as soon as it is known.
void SearchBar::seek()
{
    if (m_from && m_search->count() > 0) {
        const auto hit = m_search->next(*m_from - 1);
        if (hit >= m_from || !m_search->isFinding())
            lead(hit);
    }
    showPosition();
}

void SearchBar::lead(std::optional<qint64> line)
{
    const QModelIndex index = line ? m_lines.index(m_lines.rowOf(*line), 0) : QModelIndex();
    if (!index.isValid())
        return; // none, or it is not shown yet
    m_from.reset();
    m_view.setCurrentIndex(index);
    m_view.scrollTo(index, QAbstractItemView::PositionAtCenter);
}

std::optional<qint64> SearchBar::currentLine() const
{
    return m_lines.lineAt(m_view.currentIndex().row());
}

void SearchBar::showPosition()
{
    m_position->setText(positionText());
    m_previous->setEnabled(m_search->count() > 0);
    m_next->setEnabled(m_search->count() > 0);
}

QString SearchBar::positionText() const
{
    if (m_text->text().isEmpty())
        return {};
    if (m_search->count() == 0)
        return m_search->isFinding() ? tr("Searching…") : tr("No match");
    const auto shown = [](std::size_t number) { return QLocale().toString(static_cast<qulonglong>(number)); };
    const auto line = currentLine();
    const auto position = line ? m_search->position(*line) : std::nullopt;
    return position ? tr("%1 of %2").arg(shown(*position), shown(m_search->count()))
                    : tr("%1 matches").arg(shown(m_search->count()));
}

} // namespace crescendo
