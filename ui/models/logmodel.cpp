#include "ui/models/logmodel.h"

#include "ui/models/logexport.h"
#include "ui/presentation/logtext.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr qsizetype shownBytes = 2'000;

QString shownText(QByteArrayView text)
{
    if (text.size() <= shownBytes)
        return QString::fromUtf8(text);
    return QString::fromUtf8(text.first(shownBytes)) + QStringLiteral(" …");
}

StateText levelText(LogKind kind)
{
    const auto level = levelOf(kind);
    return level ? textOf(*level) : StateText{Tone::Muted, {}};
}

} // namespace

LogModel::LogModel(LogStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_finder(store)
{
    connect(&m_finder, &LogFinder::restarted, this, &LogModel::restart);
    connect(&m_finder, &LogFinder::found, this, &LogModel::append);
    connect(&m_finder, &LogFinder::finished, this, &LogModel::finished);
    connect(&m_store, &LogStore::aboutToDrop, this, &LogModel::drop);
}

void LogModel::show(const LogQuery &query)
{
    m_finder.find(query);
}

int LogModel::rowOf(qint64 number) const
{
    return static_cast<int>(std::ranges::lower_bound(m_lines, number) - m_lines.begin());
}

std::optional<qint64> LogModel::lineAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_lines[static_cast<std::size_t>(row)];
}

QString LogModel::wholeLine(int row) const
{
    const LogEntry entry = m_store.entry(m_lines[static_cast<std::size_t>(row)]);
    return plainLine(entry, QString::fromUtf8(entry.text));
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogEntry entry = m_store.entry(m_lines[static_cast<std::size_t>(index.row())]);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return plainLine(entry, shownText(entry.text));
    case TextRole:
        return shownText(entry.text);
    case TimeRole:
        return entry.at ? lineTimeText(*entry.at) : QString();
    case LevelRole:
        return levelText(entry.kind).text;
    case ToneRole:
        return static_cast<int>(levelText(entry.kind).tone);
    case MarkRole:
        return entry.kind == LogKind::Mark;
    default:
        return {};
    }
}

void LogModel::restart()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

void LogModel::append(const LineNumbers &lines)
{
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    endInsertRows();
}

void LogModel::drop(qint64 first)
{
    const int count = rowOf(first);
    if (count == 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_lines.erase(m_lines.begin(), m_lines.begin() + count);
    endRemoveRows();
}

} // namespace crescendo
