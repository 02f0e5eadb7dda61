#pragma once

#include "base/future.h"

namespace crescendo {

/// Writes what was read, and reads again where the object was changed between the two: controllers write its
/// status all the time, which makes the version that was read an old one and concerns no operator. It is for
/// `read` to refuse an object that is not as the change supposes. `read` yields an Async, which `write` makes
/// another of; after so many attempts the server's Conflict is the answer.
template <typename Read, typename Write,
          typename Written = std::invoke_result_t<Write, const ValueOf<std::invoke_result_t<Read>> &>>
Written rewrite(Read read, Write write, int attempts = 5)
{
    const auto orAgain = [read, write, attempts](const Result<ValueOf<Written>> &written) {
        const bool isOvertaken = !written && written.error().kind == ErrorKind::Conflict;
        return isOvertaken && attempts > 1 ? rewrite(read, write, attempts - 1) : ready(written);
    };
    return andThen(read(), [write, orAgain](const auto &before) {
        return write(before).then(QtFuture::Launch::Sync, orAgain).unwrap();
    });
}

} // namespace crescendo
