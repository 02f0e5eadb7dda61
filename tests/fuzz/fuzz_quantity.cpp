#include "base/quantity.h"
#include "tests/fuzz/properties.h"

using namespace crescendo;

/// One amount, as the API or a manifest may hold it.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QString text = QString::fromUtf8(bytesOf(data, size));
    const Result<Quantity> quantity = Quantity::parse(text);
    if (!quantity) {
        requireReadable(quantity.error(), {ErrorKind::InvalidInput});
        return 0;
    }
    require(!text.startsWith(QLatin1Char('-')) || *quantity <= Quantity(), "a minus makes nothing positive");
    require((quantity->whole() > 0) == (*quantity > Quantity()), "no amount is rounded to nothing");
    require((quantity->milli() < 0) == (*quantity < Quantity()), "rounding keeps the sign");
    require(quantity->milli() / 1000 <= quantity->whole() || quantity->whole() < 0, "both tell the same");
    if (text.startsWith(QLatin1Char('-')) || text.startsWith(QLatin1Char('+')))
        return 0;
    const Result<Quantity> negative = Quantity::parse(QLatin1Char('-') + text);
    require(negative && negative->whole() == -quantity->whole(), "a minus turns the sign");
    return 0;
}
