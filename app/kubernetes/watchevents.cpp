#include "kubernetes/watchevents.h"

#include "kubernetes/apierror.h"

namespace crescendo {
namespace {

const QString watchOperation = QStringLiteral("watch");

WatchedObject objectFrom(const JsonNode &object, const ReadObject &read)
{
    const JsonNode metadata = object["metadata"];
    return {metadata["namespace"].text() + QLatin1Char('/') + metadata["name"].requiredText(), read(object)};
}

/// A batch of one event.
WatchBatch eventFrom(const JsonNode &event, const ReadObject &read)
{
    WatchBatch batch;
    const QString type = event["type"].text();
    const JsonNode object = event["object"];
    if (type == QLatin1String("ERROR")) {
        batch.error = apiError(object, watchOperation);
        return batch;
    }
    batch.resourceVersion = object["metadata"]["resourceVersion"].text();
    const bool isDeleted = type == QLatin1String("DELETED");
    if (isDeleted || type == QLatin1String("ADDED") || type == QLatin1String("MODIFIED"))
        batch.events.push_back({isDeleted, objectFrom(object, read)});
    else if (type != QLatin1String("BOOKMARK"))
        event["type"].complain(QStringLiteral("a type of event"));
    return batch;
}

void append(WatchBatch next, WatchBatch &batch)
{
    batch.events.insert(batch.events.end(), std::make_move_iterator(next.events.begin()),
                        std::make_move_iterator(next.events.end()));
    if (!next.resourceVersion.isEmpty())
        batch.resourceVersion = next.resourceVersion;
    batch.error = next.error;
}

} // namespace

Result<ObjectPage> parsePage(const QByteArray &bytes, const ReadObject &read)
{
    return parseJson(bytes, QStringLiteral("list"), [&read](const JsonNode &list) {
        const JsonNode metadata = list["metadata"];
        ObjectPage page{metadata["resourceVersion"].text(), metadata["continue"].text(), {}};
        for (const JsonNode &item : list["items"].items())
            page.objects.push_back(objectFrom(item, read));
        return page;
    });
}

/// What could be read before a mistake counts, nothing of the event that has it.
WatchBatch WatchReader::feed(const QByteArray &bytes, const ReadObject &read)
{
    WatchBatch batch;
    for (const QByteArray &object : m_splitter.feed(bytes)) {
        Result<WatchBatch> one = parseJson(object, watchOperation,
                                           [&read](const JsonNode &event) { return eventFrom(event, read); });
        if (one)
            append(std::move(*one), batch);
        else
            batch.error = one.error();
        if (batch.error)
            return batch;
    }
    batch.error = m_splitter.error();
    return batch;
}

} // namespace crescendo
