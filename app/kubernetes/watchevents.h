#pragma once

#include "net/jsonnode.h"
#include "net/jsonsplitter.h"

#include <functional>
#include <memory>

namespace crescendo {

/// An object as somebody reads it: `read` turns JSON into a value of its kind. Called on any thread.
using ObjectValue = std::shared_ptr<const void>;
using ReadObject = std::function<ObjectValue(const JsonNode &)>;

struct WatchedObject {
    QString key; ///< "namespace/name"
    ObjectValue value;
};

/// One answer to a list, which may have more pages.
struct ObjectPage {
    QString resourceVersion; ///< a watch goes on from there
    QString continueToken; ///< empty: there is no more
    std::vector<WatchedObject> objects;
};

Result<ObjectPage> parsePage(const QByteArray &bytes, const ReadObject &read);

/// What some bytes of a watch say.
struct WatchBatch {
    struct Event {
        bool isDeleted = false;
        WatchedObject object;
    };

    std::vector<Event> events;
    QString resourceVersion; ///< of the last of them, or of a bookmark; empty: none came
    std::optional<Error> error; ///< nothing comes after it
};

/// Reads a watch, cut into pieces anywhere. A value: it may be moved to another thread between pieces.
class WatchReader {
public:
    WatchBatch feed(const QByteArray &bytes, const ReadObject &read);

private:
    JsonSplitter m_splitter;
};

} // namespace crescendo
