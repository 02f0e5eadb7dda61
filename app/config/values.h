#pragma once

#include "base/units.h"
#include "domain/portrange.h"

#include <QString>

#include <optional>

namespace crescendo {

// How texts of the configuration become values; nothing for what is not one.

/// As .NET reads an int: spaces around and a sign are fine, and hexadecimal digits after 0x, &h or #;
/// fractions, exponents and 33 bits are not.
std::optional<int> integerFrom(const QString &text);
/// As integerFrom(), with 64 bits.
std::optional<qint64> longFrom(const QString &text);
/// As .NET reads a bool: "true" or "false" in any case, spaces around.
std::optional<bool> booleanFrom(const QString &text);
/// A number of bytes, or of Ki, Mi, Gi or Ti: "2Gi", "1073741824".
std::optional<Bytes> bytesFrom(const QString &text);
/// "8001-8005" or "8001". A reversed range is read as it stands: its count() is 0.
std::optional<PortRange> portRangeFrom(const QString &text);

} // namespace crescendo
