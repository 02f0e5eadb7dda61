#include "api/history.h"
#include "api/metrics.h"
#include "api/poolstate.h"
#include "tests/fuzz/properties.h"

#include <QJsonDocument>

using namespace crescendo;

namespace {

QByteArray encode(const ServiceState &state)
{
    return QJsonDocument(toJson(state)).toJson(QJsonDocument::Compact);
}

/// What was read is written such that it reads as the same.
template <typename Decode> void check(const QByteArray &document, Decode decode)
{
    const auto value = decode(document);
    if (!value)
        return requireReadable(value.error(), {ErrorKind::Protocol});
    const auto again = decode(encode(*value));
    require(again.has_value(), "what was written can be read");
    require(*again == *value, "what was written reads as the same");
}

} // namespace

/// One document, read as each that the console asks a service for, which may be a stranger's.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray document = bytesOf(data, size);
    check(document, decodeAutoscalingMetrics);
    check(document, decodeServiceHistory);
    check(document, stateFromJson);
    return 0;
}
