#pragma once

#include "base/future.h"

#include <memory>

namespace crescendo {

/// A future that is settled later, once, from a callback. Copies share it.
template <typename T = void> class Deferred {
public:
    Deferred() : m_promise(std::make_shared<QPromise<Result<T>>>()) { m_promise->start(); }
    Async<T> future() const { return m_promise->future(); }
    void settle(Result<T> result) const
    {
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<Result<T>>> m_promise;
};

} // namespace crescendo
