#include "base/error.h"

namespace crescendo {

QString describe(const Error &error)
{
    if (error.detail.isEmpty())
        return error.operation;
    return error.operation.isEmpty() ? error.detail : error.operation + QStringLiteral(": ") + error.detail;
}

QString toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
        return QStringLiteral("invalidInput");
    case ErrorKind::NotFound:
        return QStringLiteral("notFound");
    case ErrorKind::Conflict:
        return QStringLiteral("conflict");
    case ErrorKind::Unauthorized:
        return QStringLiteral("unauthorized");
    case ErrorKind::Forbidden:
        return QStringLiteral("forbidden");
    case ErrorKind::Unavailable:
        return QStringLiteral("unavailable");
    case ErrorKind::Timeout:
        return QStringLiteral("timeout");
    case ErrorKind::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorKind::Protocol:
        return QStringLiteral("protocol");
    case ErrorKind::Io:
        return QStringLiteral("io");
    case ErrorKind::Corrupt:
        return QStringLiteral("corrupt");
    case ErrorKind::LimitExceeded:
        return QStringLiteral("limitExceeded");
    case ErrorKind::Unsupported:
        return QStringLiteral("unsupported");
    case ErrorKind::Internal:
        break;
    }
    return QStringLiteral("internal");
}

} // namespace crescendo
