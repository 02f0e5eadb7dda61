#include "docker/containerstats.h"
#include "docker/logdecoder.h"
#include "net/jsonsplitter.h"
#include "tests/fuzz/properties.h"

using namespace crescendo;

namespace {

struct Objects {
    std::vector<QByteArray> objects;
    std::optional<Error> error;

    bool operator==(const Objects &) const = default;
};

Objects split(const QByteArray &stream, qsizetype pieceBytes)
{
    Objects read;
    JsonSplitter splitter;
    feedInPieces(stream, pieceBytes, [&](const QByteArray &piece) {
        const bool hadEnded = splitter.error().has_value();
        const std::vector<QByteArray> objects = splitter.feed(piece);
        require(!hadEnded || objects.empty(), "no object comes after an error");
        read.objects.insert(read.objects.end(), objects.begin(), objects.end());
    });
    read.error = splitter.error();
    return read;
}

void checkObjects(const QByteArray &stream)
{
    const Objects read = requireSameInPieces(stream, split);
    CpuHistory history;
    for (const QByteArray &object : read.objects) {
        require(object.startsWith('{') && object.endsWith('}'), "what is cut out is an object");
        require(stream.contains(object), "an object is as it came");
        const Result<StatsSample> sample = parseStats(object);
        if (!sample)
            requireReadable(sample.error(), {ErrorKind::Protocol});
        else if (sample->cpu)
            require(history.observe(QStringLiteral("c"), *sample->cpu).value_or(MilliCores()).value >= 0,
                    "no use of CPU is negative");
    }
    if (read.error)
        requireReadable(*read.error, {ErrorKind::Protocol, ErrorKind::LimitExceeded});
}

struct Log {
    QByteArray out;
    QByteArray err;
    std::optional<Error> error;

    bool operator==(const Log &) const = default;
};

Log decode(LogDecoder::Framing framing, const QByteArray &stream, qsizetype pieceBytes)
{
    Log log;
    LogDecoder decoder(framing);
    feedInPieces(stream, pieceBytes, [&](const QByteArray &piece) {
        const bool hadEnded = decoder.error().has_value();
        const std::vector<LogChunk> chunks = decoder.feed(piece);
        require(!hadEnded || chunks.empty(), "no output comes after an error");
        for (const LogChunk &chunk : chunks)
            (chunk.channel == LogChannel::Err ? log.err : log.out) += chunk.bytes;
    });
    log.error = decoder.error();
    return log;
}

void checkLog(const QByteArray &stream)
{
    for (const auto framing : {LogDecoder::Framing::Raw, LogDecoder::Framing::Multiplexed}) {
        const Log log = requireSameInPieces(stream, [framing](const QByteArray &bytes, qsizetype pieceBytes) {
            return decode(framing, bytes, pieceBytes);
        });
        require(log.out.size() + log.err.size() <= stream.size(), "no more is handed on than came");
        require(framing == LogDecoder::Framing::Multiplexed || (!log.error && log.out == stream),
                "a raw log is handed on as it is");
    }
}

} // namespace

/// A stream of the engine, read as objects and as a log.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray stream = bytesOf(data, size);
    checkObjects(stream);
    checkLog(stream);
    return 0;
}
