#include "base/error.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<ErrorKind, 14> kindNames{{
    {ErrorKind::InvalidInput, "invalidInput"},
    {ErrorKind::NotFound, "notFound"},
    {ErrorKind::Conflict, "conflict"},
    {ErrorKind::Unauthorized, "unauthorized"},
    {ErrorKind::Forbidden, "forbidden"},
    {ErrorKind::Unavailable, "unavailable"},
    {ErrorKind::Timeout, "timeout"},
    {ErrorKind::Cancelled, "cancelled"},
    {ErrorKind::Protocol, "protocol"},
    {ErrorKind::Io, "io"},
    {ErrorKind::Corrupt, "corrupt"},
    {ErrorKind::LimitExceeded, "limitExceeded"},
    {ErrorKind::Unsupported, "unsupported"},
    {ErrorKind::Internal, "internal"},
}};

} // namespace

QString describe(const Error &error)
{
    if (error.detail.isEmpty())
        return error.operation;
    return error.operation.isEmpty() ? error.detail : error.operation + QStringLiteral(": ") + error.detail;
}

QString toString(ErrorKind kind)
{
    return nameOf(kindNames, kind);
}

std::optional<ErrorKind> errorKindFrom(const QString &name)
{
    return valueOf(kindNames, name);
}

} // namespace crescendo
