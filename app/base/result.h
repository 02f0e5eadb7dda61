#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace crescendo {

/// A value or the reason why there is none. Result<> for operations that yield nothing.
template <typename T = void> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> fail(ErrorKind kind, QString operation, QString detail = {})
{
    return fail(Error{kind, std::move(operation), std::move(detail)});
}

/// tl::expected's own comparison does not compile for void, and Qt's meta types ask for one.
inline bool operator==(const Result<> &a, const Result<> &b)
{
    return a.has_value() == b.has_value() && (a.has_value() || a.error() == b.error());
}

} // namespace crescendo
