#pragma once

#include "kubernetes/execplugin.h"
#include "net/http.h"

#include <functional>

namespace crescendo {

/// A stream that can be opened only once there are credentials. Ends with what their future settles with
/// where that is an error, or with why it cannot be opened.
class DeferredStream final : public HttpStream {
    Q_OBJECT

public:
    using Opener = std::function<Result<std::unique_ptr<HttpStream>>(const ExecCredential &)>;

    DeferredStream(Async<ExecCredential> credential, Opener open, QObject *parent = nullptr);

private:
    void follow(Result<std::unique_ptr<HttpStream>> stream);

    std::unique_ptr<HttpStream> m_stream;
};

} // namespace crescendo
