#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "platform/platform.h"

namespace crescendo {

/// Which context of which kubeconfig to open; what is empty is found as kubectl finds it.
struct KubeconfigChoice {
    QString file;
    QString context;
    QString namespaceName; ///< empty: the context's
};

/// A platform for a context of a kubeconfig, named after it; one whose server nobody verifies is called
/// unsafe. It is to be started. Errors: those of readKubeconfig(), accessOf() and of certificates that cannot
/// be read.
Result<std::unique_ptr<Platform>> makeAksPlatform(const KubeconfigChoice &choice, const Clock &clock);

} // namespace crescendo
