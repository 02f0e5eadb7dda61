#include "local/serviceevents.h"

#include "api/problem.h"

#include <QPointer>

#include <algorithm>

namespace crescendo {
namespace {

/// The service says that it is still there every ten seconds.
constexpr Seconds longestSilence{30};
constexpr qsizetype longestId = 20; // digits of a number of 64 bits

QString listening()
{
    return QStringLiteral("listen to events");
}

/// Another one would be sent back with each request, and might be all that is wrong with those.
bool isId(const QByteArray &id)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return !id.isEmpty() && id.size() <= longestId && std::ranges::all_of(id, isDigit);
}

Result<> checkedHead(int status, const HttpHeaders &headers)
{
    if (const auto reply = checked(HttpResponse{status, headers, {}}, listening()); !reply)
        return fail(reply.error());
    const QByteArray type = headerValue(headers, "Content-Type");
    if (status != 200 || !type.toLower().startsWith("text/event-stream"))
        return fail(ErrorKind::Protocol, listening(), QStringLiteral("the answer is no stream of events"));
    return {};
}

} // namespace

ServiceEvents::ServiceEvents(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
}

ServiceEvents::~ServiceEvents() = default;

void ServiceEvents::listen(ServiceClient &client)
{
    const SteadyPoint now = m_clock.steadyNow();
    if (m_stream && now - m_heard > longestSilence)
        lose({ErrorKind::Timeout, listening(),
              QStringLiteral("nothing for %1 seconds").arg(longestSilence.count()), 0, true});
    if (m_stream)
        return;
    m_heard = now;
    m_parser = SseParser();
    m_stream = client.events(m_lastId);
    connect(m_stream.get(), &HttpStream::opened, this, &ServiceEvents::onOpened);
    connect(m_stream.get(), &HttpStream::received, this, &ServiceEvents::take);
    connect(m_stream.get(), &HttpStream::finished, this, [this](const Result<> &result) {
        if (result)
            release();
        else
            lose(result.error());
    });
}

void ServiceEvents::stop()
{
    m_stream.reset();
    m_error.reset();
}

void ServiceEvents::onOpened(int status, const HttpHeaders &headers)
{
    m_heard = m_clock.steadyNow();
    if (const Result<> head = checkedHead(status, headers); !head)
        return lose(head.error());
    m_error.reset();
}

void ServiceEvents::take(const QByteArray &bytes)
{
    m_heard = m_clock.steadyNow();
    const QPointer<HttpStream> stream(m_stream.get());
    for (const SseEvent &event : m_parser.feed(bytes)) {
        if (isId(event.id))
            m_lastId = event.id;
        m_error.reset();
        Q_EMIT told(event);
        if (!stream || stream != m_stream.get())
            return; // somebody who was told has stopped it
    }
}

void ServiceEvents::lose(const Error &error)
{
    m_error = error;
    release();
}

/// It may be the one that is calling.
void ServiceEvents::release()
{
    m_stream->disconnect(this);
    m_stream.release()->deleteLater();
}

} // namespace crescendo
