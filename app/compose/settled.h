#pragma once

#include "base/future.h"

#include <QCoroTask>

#include <QFutureWatcher>

namespace crescendo {

/// Awaits a future in a coroutine. One that was cancelled, and so has no result, yields Cancelled.
template <typename T> class Settled {
public:
    explicit Settled(Async<T> future) : m_future(std::move(future)) {}

    bool await_ready() const { return m_future.isFinished(); }
    void await_suspend(std::coroutine_handle<> awaiting)
    {
        auto *watcher = new QFutureWatcher<Result<T>>();
        QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, awaiting] {
            watcher->deleteLater();
            awaiting.resume();
        });
        watcher->setFuture(m_future);
    }
    Result<T> await_resume() const
    {
        if (m_future.resultCount() == 0)
            return fail(ErrorKind::Cancelled, QStringLiteral("wait for an answer"));
        return m_future.result();
    }

private:
    Async<T> m_future;
};

template <typename T> Settled<T> settled(Async<T> future)
{
    return Settled<T>(std::move(future));
}

} // namespace crescendo
