#include "control/changefile.h"

#include "history/changejson.h"

#include <QFile>
#include <QJsonDocument>

namespace crescendo {
namespace {

constexpr qint64 mostBytes = qint64{1} << 20U;

/// Where a change stands in its file, and what it says.
struct Place {
    QString name; ///< "change 2", "line 7"
    QJsonValue value;
};

tl::unexpected<Error> malformed(const QString &where, const QString &why)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("read changes"),
                QStringLiteral("%1: %2").arg(where, why));
}

/// The first member that was not taken as it stands: the journal's reader skips what it does not know, and
/// cuts numbers short. Empty where all was.
QString misunderstoodIn(const QJsonObject &given, const QJsonObject &understood, const QString &path)
{
    for (auto member = given.begin(); member != given.end(); ++member) {
        const QString memberPath = path + QLatin1Char('/') + member.key();
        const QJsonValue taken = understood.value(member.key());
        if (taken == member.value())
            continue;
        if (taken.isObject() && member.value().isObject())
            return misunderstoodIn(member.value().toObject(), taken.toObject(), memberPath);
        if (!taken.isUndefined())
            return memberPath + QStringLiteral(": expected a whole number");
        return QStringLiteral("%1: unknown here; expected only %2")
            .arg(memberPath, understood.keys().join(QStringLiteral(", ")));
    }
    return {};
}

/// With what may be left out.
QJsonObject completed(QJsonObject change)
{
    const bool isProfile = change.value(QLatin1String("kind")) == kindOf(ApplyProfile());
    for (const char *name : {"basedOn", "reason", "preset"}) {
        const bool isKnown = isProfile || qstrcmp(name, "preset") != 0;
        if (isKnown && !change.contains(QLatin1String(name)))
            change.insert(QLatin1String(name), QString());
    }
    return change;
}

Result<Change> changeFrom(const Place &place)
{
    if (!place.value.isObject())
        return malformed(place.name, QStringLiteral("expected an object"));
    QJsonObject object = place.value.toObject();
    if (const QJsonValue change = object.value(QLatin1String("change")); change.isObject())
        object = change.toObject();
    object = completed(object);
    Result<Change> change = changeFromJson(object);
    if (!change)
        return malformed(place.name, change.error().detail);
    if (const QString why = misunderstoodIn(object, toJson(*change), {}); !why.isEmpty())
        return malformed(place.name, why);
    if (change->pool.isEmpty() && !std::holds_alternative<SetAutoscalerEnabled>(change->action))
        return malformed(place.name, QStringLiteral("/pool: expected the name of a pool"));
    return change;
}

/// Not one document, but one a line.
Result<std::vector<Place>> linesOf(const QByteArray &text)
{
    std::vector<Place> places;
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        const QString name = QStringLiteral("line %1").arg(++number);
        if (line.trimmed().isEmpty())
            continue;
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        if (document.isNull())
            return malformed(name, error.errorString());
        places.push_back({name, document.object()});
    }
    return places;
}

/// What is wrong with a text that is neither one document nor one a line is said of the whole.
Result<std::vector<Place>> placesIn(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (document.isObject())
        return std::vector<Place>{{QStringLiteral("change 1"), document.object()}};
    std::vector<Place> places;
    for (const QJsonValue value : document.array())
        places.push_back({QStringLiteral("change %1").arg(places.size() + 1), value});
    if (document.isArray())
        return places;
    const QByteArray firstLine = text.trimmed().split('\n').constFirst();
    if (!QJsonDocument::fromJson(firstLine).isNull())
        return linesOf(text);
    const auto line = text.left(error.offset).count('\n') + 1;
    return malformed(QStringLiteral("line %1").arg(line), error.errorString());
}

} // namespace

Result<std::vector<Change>> changesFrom(const QByteArray &text)
{
    const Result<std::vector<Place>> places = placesIn(text);
    if (!places)
        return fail(places.error());
    std::vector<Change> changes;
    for (const Place &place : *places) {
        Result<Change> change = changeFrom(place);
        if (!change)
            return fail(change.error());
        changes.push_back(std::move(*change));
    }
    if (changes.empty())
        return malformed(QStringLiteral("nothing in it"), QStringLiteral("expected a change"));
    return changes;
}

Result<std::vector<Change>> readChangeFile(const QString &path)
{
    const QString operation = QStringLiteral("read ") + path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, operation, file.errorString());
    const QByteArray text = file.read(mostBytes + 1);
    if (text.size() > mostBytes)
        return fail(ErrorKind::LimitExceeded, operation, QStringLiteral("it is larger than 1 MiB"));
    return changesFrom(text).map_error([&operation](const Error &error) {
        return Error{error.kind, operation, error.detail};
    });
}

} // namespace crescendo
