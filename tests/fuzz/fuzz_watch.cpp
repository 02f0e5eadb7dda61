#include "kubernetes/hparesource.h"
#include "kubernetes/scaledobjectresource.h"
#include "kubernetes/watchevents.h"
#include "kubernetes/workload.h"
#include "tests/fuzz/properties.h"

using namespace crescendo;

namespace {

/// What a stream said, up to its first mistake.
struct Read {
    QStringList events;
    QString resourceVersion;
    std::optional<Error> error;

    bool operator==(const Read &) const = default;
};

/// The object as all kinds, whatever it is.
ObjectValue readAll(const JsonNode &object)
{
    podFrom(object);
    deploymentFrom(object);
    scaledObjectFrom(object);
    return std::make_shared<const Hpa>(hpaFrom(object));
}

Read readWatch(const QByteArray &stream, qsizetype pieceBytes)
{
    Read read;
    WatchReader reader;
    feedInPieces(stream, pieceBytes, [&](const QByteArray &piece) {
        if (read.error)
            return;
        const WatchBatch batch = reader.feed(piece, readAll);
        for (const WatchBatch::Event &event : batch.events) {
            const auto hpa = std::static_pointer_cast<const Hpa>(event.object.value);
            require(!targetsOf(*hpa).isEmpty(), "an HPA has targets to print");
            read.events += event.object.key
                + (event.isDeleted ? QStringLiteral(" gone ") : QStringLiteral(" "))
                + cellsOf(*hpa, TimePoint()).join(QLatin1Char('|'));
        }
        if (!batch.resourceVersion.isEmpty())
            read.resourceVersion = batch.resourceVersion;
        read.error = batch.error;
    });
    return read;
}

} // namespace

/// A watch, and the same as a list.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray stream = bytesOf(data, size);
    const Read read = requireSameInPieces(stream, readWatch);
    if (read.error)
        require(!read.error->operation.isEmpty() && !read.error->detail.isEmpty(),
                "an error says what and why");
    const Result<ObjectPage> page = parsePage(stream, readAll);
    if (!page)
        requireReadable(page.error(), {ErrorKind::Protocol});
    return 0;
}
