#pragma once

#include <QString>

#include <optional>

namespace crescendo {

enum class ErrorKind {
    InvalidInput, // the caller or the operator asked for something that cannot be
    NotFound,
    Conflict, // based on an old state, or in the way of something else
    Unauthorized, // no or wrong credentials
    Forbidden,
    Unavailable, // the other side cannot be reached, or says that it cannot serve now
    Timeout,
    Cancelled,
    Protocol, // the other side answered something that we cannot read
    Io,
    Corrupt, // stored data is damaged
    LimitExceeded,
    Unsupported,
    Internal,
};

/// What went wrong, for programs. Text for people is made from it in ui/presentation; `detail` is evidence in
/// the words of its source (a path, an errno text, an engine's message) and never holds a secret.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString operation; ///< what was attempted: "read appsettings.json", "create container"
    QString detail;
    int httpStatus = 0; ///< 0 where no HTTP reply was involved
    bool retryable = false; ///< the same call may succeed later without a change

    bool operator==(const Error &) const = default;
};

/// "read appsettings.json: line 3, column 5: expected ',' or '}'", for logs and stderr.
QString describe(const Error &error);

/// Stable lower-case name for reports and JSON ("invalidInput", "notFound", …).
QString toString(ErrorKind kind);
std::optional<ErrorKind> errorKindFrom(const QString &name);

} // namespace crescendo
