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
    return fail(Error {kind, std::move(operation), std::move(detail)});
}

} // namespace crescendo
