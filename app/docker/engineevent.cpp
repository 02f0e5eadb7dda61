#include "docker/engineevent.h"

#include "net/jsonnode.h"

namespace crescendo {

Result<EngineEvent> parseEngineEvent(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("engine event"), [](const JsonNode &root) {
        EngineEvent event;
        event.type = root["Type"].requiredText();
        event.action = root["Action"].requiredText();
        event.actor = root["Actor"]["ID"].text();
        event.attributes = root["Actor"]["Attributes"].texts();
        const std::chrono::nanoseconds since{root["timeNano"].integer()};
        event.at = TimePoint(std::chrono::duration_cast<Millis>(since));
        return event;
    });
}

} // namespace crescendo
