#pragma once

#include "base/clock.h"
#include "base/future.h"

#include <QTest>

namespace crescendo {

/// What a future settles to; the event loop runs meanwhile. Timeout when it does not settle.
template <typename T> Result<T> await(const Async<T> &future, Millis timeout = Millis(30'000))
{
    const bool settled =
        QTest::qWaitFor([&future] { return future.isFinished(); }, static_cast<int>(timeout.count()));
    if (!settled || future.resultCount() == 0)
        return fail(ErrorKind::Timeout, QStringLiteral("await"), QStringLiteral("not settled"));
    return future.result();
}

} // namespace crescendo
