#pragma once

#include "base/error.h"

#include <QIODevice>

namespace crescendo {

/// A connection to one server, of whatever kind, that bytes go through. Lives on one thread.
class Channel : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins to connect; opened() or failed() follows, maybe at once.
    virtual void open() = 0;
    virtual bool isOpen() const = 0;
    /// Closes without a word; no signal follows.
    virtual void abort() = 0;
    virtual QIODevice &device() = 0;

Q_SIGNALS:
    void opened();
    void received();
    /// The other side has closed; what it sent before may still be read.
    void closed();
    void failed(const QString &detail, bool isRetryable);
};

} // namespace crescendo
