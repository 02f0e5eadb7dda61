#include "net/sse.h"
#include "tests/fuzz/properties.h"

using namespace crescendo;

namespace {

constexpr qsizetype longestEvent = 64; // small, so that short inputs reach it

struct Read {
    std::vector<SseEvent> events;
    std::optional<int> retry;

    bool operator==(const Read &) const = default;
};

Read readEvents(const QByteArray &stream, qsizetype pieceBytes)
{
    Read read;
    SseParser parser(longestEvent);
    feedInPieces(stream, pieceBytes, [&](const QByteArray &piece) {
        const std::vector<SseEvent> events = parser.feed(piece);
        read.events.insert(read.events.end(), events.begin(), events.end());
    });
    read.retry = parser.retry();
    return read;
}

void check(const Read &read)
{
    for (const SseEvent &event : read.events) {
        require(!event.name.isEmpty(), "an event has a name");
        require(event.data.size() <= longestEvent, "an event is no longer than allowed");
        require(!event.id.contains('\0') && !event.id.contains('\n'), "an id fits into a header");
        require(!event.data.contains('\r') && !event.name.contains('\n'), "lines are taken apart");
    }
    require(!read.retry || *read.retry >= 0, "a wait is not negative");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    check(requireSameInPieces(bytesOf(data, size), readEvents));
    return 0;
}
