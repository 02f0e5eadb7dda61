#include "net/responsereader.h"
#include "tests/fuzz/properties.h"

using namespace crescendo;

namespace {

struct Response {
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
    bool mayReuseConnection = false;
    bool isWhole = false;

    bool operator==(const Response &) const = default;
};

void take(const Result<> &result, bool &hasFailed)
{
    if (result)
        return;
    requireReadable(result.error(), {ErrorKind::Protocol});
    hasFailed = true;
}

/// What a caller sees: of a response that is not whole, that it is not.
Response read(bool isAnswerToHead, const QByteArray &bytes, qsizetype pieceBytes)
{
    ResponseReader reader(isAnswerToHead);
    QByteArray body;
    bool hasFailed = false;
    feedInPieces(bytes, pieceBytes, [&](const QByteArray &piece) {
        if (!hasFailed)
            take(reader.feed(piece), hasFailed);
        body += reader.takeBody();
    });
    require(body.size() <= bytes.size(), "a body is no longer than what came");
    const bool mayReuse = !hasFailed && reader.mayReuseConnection();
    if (!hasFailed)
        take(reader.finish(), hasFailed);
    if (hasFailed)
        return {};
    require(reader.hasHeaders() && reader.status() >= 100, "a whole response has a status");
    require(!isAnswerToHead || body.isEmpty(), "the answer to HEAD has no body");
    return {reader.status(), reader.headers(), body, mayReuse, true};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    for (const bool isAnswerToHead : {false, true}) {
        requireSameInPieces(bytesOf(data, size), [=](const QByteArray &bytes, qsizetype pieceBytes) {
            return read(isAnswerToHead, bytes, pieceBytes);
        });
    }
    return 0;
}
