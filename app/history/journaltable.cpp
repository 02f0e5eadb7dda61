#include "history/journaltable.h"

#include "history/changejson.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

// Of the columns in select(), in their order.
enum Place { Id, At, Who, ChangeText, Differences, State, ErrorText, ReceiptText, UndoOf, UndoText };

template <typename Json> QString compact(const Json &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonDocument documentAt(const QSqlQuery &row, Place place)
{
    return QJsonDocument::fromJson(row.value(place).toString().toUtf8());
}

/// Null where there is none.
template <typename T> QVariant textOf(const std::optional<T> &value)
{
    return value ? QVariant(compact(toJson(*value))) : QVariant();
}

/// What the row's JSON columns hold.
Result<> readDocuments(const QSqlQuery &row, JournalEntry &entry)
{
    Result<Change> change = changeFromJson(documentAt(row, ChangeText).object());
    if (!change)
        return fail(change.error());
    entry.change = std::move(*change);
    Result<std::vector<FieldDifference>> differences =
        differencesFromJson(documentAt(row, Differences).array());
    if (!differences)
        return fail(differences.error());
    entry.differences = std::move(*differences);
    if (!row.isNull(UndoText)) {
        Result<Change> undo = changeFromJson(documentAt(row, UndoText).object());
        if (!undo)
            return fail(undo.error());
        entry.undo = std::move(*undo);
    }
    if (!row.isNull(ErrorText))
        entry.error = errorFromJson(documentAt(row, ErrorText).object());
    if (row.isNull(ReceiptText))
        return {};
    return receiptFromJson(documentAt(row, ReceiptText).object()).map([&entry](const Receipt &receipt) {
        entry.receipt = receipt;
    });
}

Result<JournalEntry> entryFrom(const QSqlQuery &row)
{
    JournalEntry entry;
    entry.id = {row.value(Id).toLongLong()};
    entry.at = fromMillis(row.value(At).toLongLong());
    entry.who = row.value(Who).toString();
    const QString state = row.value(State).toString();
    const auto known = changeStateFrom(state);
    if (!known) {
        return fail(ErrorKind::Corrupt, QStringLiteral("read journal entry %1").arg(entry.id.value),
                    QStringLiteral("unknown state \"%1\"").arg(state));
    }
    entry.state = *known;
    if (!row.isNull(UndoOf))
        entry.undoOf = JournalId{row.value(UndoOf).toLongLong()};
    return readDocuments(row, entry).map([&entry] { return entry; });
}

} // namespace

Result<JournalEntry> JournalTable::insert(JournalEntry entry)
{
    const auto inserted = m_database.run(
        QStringLiteral(
            "INSERT INTO entry (at, who, connection, pool, change, differences, state, error, receipt,"
            " undo_of, undo) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {toMillis(entry.at), entry.who, entry.change.connection.value, entry.change.pool.value,
         compact(toJson(entry.change)), compact(toJson(entry.differences)), toString(entry.state),
         textOf(entry.error), textOf(entry.receipt),
         entry.undoOf ? QVariant(entry.undoOf->value) : QVariant(), textOf(entry.undo)});
    return inserted.map([&entry](QSqlQuery *query) {
        entry.id = {query->lastInsertId().toLongLong()};
        return entry;
    });
}

Result<> JournalTable::update(const JournalEntry &entry)
{
    const auto updated =
        m_database.run(QStringLiteral("UPDATE entry SET state = ?, error = ?, receipt = ? WHERE id = ?"),
                       {toString(entry.state), textOf(entry.error), textOf(entry.receipt), entry.id.value});
    if (!updated)
        return fail(updated.error());
    if ((*updated)->numRowsAffected() == 0)
        return fail(ErrorKind::NotFound, QStringLiteral("write journal entry %1").arg(entry.id.value));
    return {};
}

Result<> JournalTable::setState(JournalId id, ChangeState state)
{
    return m_database
        .run(QStringLiteral("UPDATE entry SET state = ? WHERE id = ?"), {toString(state), id.value})
        .map([](QSqlQuery *) {});
}

Result<JournalEntry> JournalTable::entry(JournalId id)
{
    const Result<std::vector<JournalEntry>> found = select(QStringLiteral("id = ?"), {id.value});
    if (!found)
        return fail(found.error());
    if (found->empty())
        return fail(ErrorKind::NotFound, QStringLiteral("read journal entry %1").arg(id.value));
    return found->front();
}

Result<std::vector<JournalEntry>> JournalTable::read(const JournalFilter &filter)
{
    QString condition = QStringLiteral("1");
    QVariantList values;
    const auto restrict = [&](const char *sql, const auto &optional, const auto &valueOf) {
        if (optional) {
            condition += QLatin1String(" AND ") + QLatin1String(sql);
            values.append(valueOf(*optional));
        }
    };
    const auto name = [](const auto &id) { return QVariant(id.value); };
    const auto time = [](TimePoint at) { return QVariant(toMillis(at)); };
    restrict("connection = ?", filter.connection, name);
    restrict("pool IN (?, '')", filter.pool, name);
    restrict("at >= ?", filter.from, time);
    restrict("at < ?", filter.to, time);
    restrict("id < ?", filter.before, name);
    values.append(filter.limit);
    return select(condition + QStringLiteral(" ORDER BY id DESC LIMIT ?"), values);
}

Result<std::vector<JournalEntry>> JournalTable::unresolved()
{
    return select(QStringLiteral("state IN ('applying', 'interrupted') ORDER BY id"), {});
}

Result<std::vector<JournalEntry>> JournalTable::select(const QString &condition, const QVariantList &values)
{
    const auto query = m_database.run(
        QStringLiteral(
            "SELECT id, at, who, change, differences, state, error, receipt, undo_of, undo FROM entry WHERE ")
            + condition,
        values);
    if (!query)
        return fail(query.error());
    std::vector<JournalEntry> entries;
    while ((*query)->next()) {
        Result<JournalEntry> entry = entryFrom(**query);
        if (!entry) {
            (*query)->finish();
            return fail(entry.error());
        }
        entries.push_back(std::move(*entry));
    }
    return entries;
}

} // namespace crescendo
