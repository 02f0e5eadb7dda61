#pragma once

#include "base/result.h"

#include <QFuture>
#include <QPromise>

namespace crescendo {

/// What every port that waits for something returns. Consume with `.then(context, …)`.
template <typename T = void> using Async = QFuture<Result<T>>;

/// A future that is already settled.
template <typename T> Async<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// Settles also where whoever was to answer goes away before: with Cancelled.
template <typename T> Async<T> orCancelled(Async<T> answer, QObject *context, const QString &operation)
{
    return answer.onCanceled(context, [operation] {
        return Result<T>(fail(ErrorKind::Cancelled, operation, QStringLiteral("the connection was removed")));
    });
}

} // namespace crescendo
