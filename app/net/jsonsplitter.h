#pragma once

#include "base/result.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace crescendo {

/// Cuts a stream of JSON objects (events, stats), which may arrive in pieces of any size, into single
/// objects. Between objects only white space is allowed.
class JsonSplitter {
public:
    /// The objects that these bytes complete.
    std::vector<QByteArray> feed(const QByteArray &bytes);
    /// Why nothing more is cut: Protocol for anything but objects, LimitExceeded for one of more than
    /// maxObjectBytes.
    const std::optional<Error> &error() const { return m_error; }

    static constexpr qsizetype maxObjectBytes = qsizetype{4} * 1024 * 1024;

private:
    bool endsObject(char c);
    void stop(ErrorKind kind, const QString &detail);

    QByteArray m_object; // what has arrived of the current one
    int m_depth = 0;
    bool m_isInText = false;
    bool m_isEscaped = false;
    std::optional<Error> m_error;
};

} // namespace crescendo
