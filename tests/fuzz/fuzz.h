#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

/// Looks at one input; a crash, an abort or a hang is a finding. Defined by every fuzz target.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size);

namespace crescendo {

/// Ends the program, which is a finding, when something that must hold for every input does not.
inline void require(bool holds, const char *property)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", property);
    std::abort();
}

inline QByteArray bytesOf(const unsigned char *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

} // namespace crescendo
