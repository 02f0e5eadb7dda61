#pragma once

#include "base/result.h"

#include <QFuture>
#include <QPromise>

#include <type_traits>
#include <utility>

namespace crescendo {

/// What every port that waits for something returns. Consume with `.then(context, …)`.
template <typename T = void> using Async = QFuture<Result<T>>;

/// What an Async yields where all goes well.
template <typename Future> using ValueOf = typename decltype(std::declval<Future>().result())::value_type;

/// A future that is already settled.
template <typename T> Async<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// Goes on with what settled well, at once and on the thread that settled it; an error goes through. `next`
/// makes an Async of the value.
template <typename T, typename Next> std::invoke_result_t<Next, const T &> andThen(Async<T> first, Next next)
{
    using Then = std::invoke_result_t<Next, const T &>;
    const auto goOn = [next = std::move(next)](const Result<T> &value) -> Then {
        return value ? next(*value) : ready<ValueOf<Then>>(fail(value.error()));
    };
    return first.then(QtFuture::Launch::Sync, goOn).unwrap();
}

/// Settles also where whoever was to answer goes away before: with Cancelled.
template <typename T> Async<T> orCancelled(Async<T> answer, QObject *context, const QString &operation)
{
    return answer.onCanceled(context, [operation] {
        return Result<T>(fail(ErrorKind::Cancelled, operation, QStringLiteral("the connection was removed")));
    });
}

} // namespace crescendo
