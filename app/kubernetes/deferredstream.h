#pragma once

#include "base/future.h"
#include "base/secret.h"
#include "net/http.h"

#include <functional>

namespace crescendo {

/// A stream that can be opened only once there is a token. Ends with what the token's future settles with
/// where that is an error.
class DeferredStream final : public HttpStream {
    Q_OBJECT

public:
    /// `open` may yield null: then it ends in Cancelled.
    DeferredStream(Async<Secret> token, std::function<std::unique_ptr<HttpStream>(const Secret &)> open,
                   QObject *parent = nullptr);

private:
    void follow(std::unique_ptr<HttpStream> stream);

    std::unique_ptr<HttpStream> m_stream;
};

} // namespace crescendo
