#include "ui/presentation/errortext.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct ErrorTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::ErrorTexts)
};

bool isOfDocker(const Error &error)
{
    return error.operation.contains(QLatin1String("Docker engine"));
}

/// Whoever logs in says by itself what it needs.
bool isOfLogin(const Error &error)
{
    return error.kind == ErrorKind::Unauthorized && error.operation.startsWith(QLatin1String("log in"));
}

QString headlineOf(const Error &error)
{
    if (isOfLogin(error))
        return ErrorTexts::tr("Not logged in yet");
    switch (error.kind) {
    case ErrorKind::InvalidInput:
        return ErrorTexts::tr("This is not possible");
    case ErrorKind::NotFound:
        return ErrorTexts::tr("It no longer exists");
    case ErrorKind::Conflict:
        return ErrorTexts::tr("Something else changed it meanwhile");
    case ErrorKind::Unauthorized:
        return ErrorTexts::tr("The platform does not accept our credentials");
    case ErrorKind::Forbidden:
        return ErrorTexts::tr("This is not allowed here");
    case ErrorKind::Unavailable:
        return isOfDocker(error) ? ErrorTexts::tr("The Docker engine cannot be reached")
                                 : ErrorTexts::tr("The platform cannot be reached");
    case ErrorKind::Timeout:
        return ErrorTexts::tr("The platform did not answer in time");
    case ErrorKind::Cancelled:
        return ErrorTexts::tr("Cancelled");
    case ErrorKind::Protocol:
        return ErrorTexts::tr("The platform answered something unreadable");
    case ErrorKind::Io:
        return ErrorTexts::tr("A file could not be read or written");
    case ErrorKind::Corrupt:
        return ErrorTexts::tr("Stored data is damaged");
    case ErrorKind::LimitExceeded:
        return ErrorTexts::tr("A limit is reached");
    case ErrorKind::Unsupported:
        return ErrorTexts::tr("The platform cannot do this");
    case ErrorKind::Internal:
        break;
    }
    return ErrorTexts::tr("Something went wrong");
}

QString remedyOf(const Error &error)
{
    if (isOfLogin(error))
        return ErrorTexts::tr("It goes on by itself once that is done.");
    switch (error.kind) {
    case ErrorKind::Unavailable:
    case ErrorKind::Timeout:
        return isOfDocker(error) ? ErrorTexts::tr(
                   "Start Docker, or mend the Docker host in Settings. It is tried again by itself.")
                                 : ErrorTexts::tr("It is tried again by itself.");
    case ErrorKind::Conflict:
        return ErrorTexts::tr("Look at the new state and try again.");
    case ErrorKind::Unauthorized:
        return ErrorTexts::tr("Check the connection's token.");
    case ErrorKind::Io:
        return ErrorTexts::tr("Check free space and permissions.");
    case ErrorKind::Protocol:
        return ErrorTexts::tr("Check that the address is that of the platform.");
    default:
        return {};
    }
}

} // namespace

ErrorText textOf(const Error &error)
{
    return {headlineOf(error), remedyOf(error), error.detail.isEmpty() ? error.operation : error.detail};
}

QString sentenceOf(const Error &error)
{
    const ErrorText text = textOf(error);
    QString sentence = text.headline;
    if (!text.evidence.isEmpty())
        sentence = ErrorTexts::tr("%1 (%2)").arg(sentence, text.evidence);
    sentence += QLatin1Char('.');
    return text.remedy.isEmpty() ? sentence : sentence + QLatin1Char(' ') + text.remedy;
}

} // namespace crescendo
