#include "kubernetes/listwatch.h"

#include "kubernetes/apierror.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QUrl>
#include <QtConcurrentRun>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(lcWatch, "crescendo.kubernetes.watch")

constexpr Millis firstWait{800};
constexpr Millis longestWait{30'000};
// A server that ends watches at once, with nothing said, shall not be asked in a circle.
constexpr Millis shortWatch{1'000};
constexpr Millis mostJitter{1'000};
constexpr qsizetype maxRefusalBytes = qsizetype{64} * 1024;

/// Between five and ten minutes, so that not all watches end together.
int watchSeconds()
{
    return 300 + static_cast<int>(QRandomGenerator::global()->bounded(300));
}

QByteArray selectionOf(const ResourceKind &kind)
{
    return kind.fieldSelector.isEmpty()
        ? QByteArray()
        : "&fieldSelector=" + QUrl::toPercentEncoding(QString::fromLatin1(kind.fieldSelector));
}

Millis jitter()
{
    return Millis(QRandomGenerator::global()->bounded(static_cast<int>(mostJitter.count())));
}

} // namespace

ListWatch::ListWatch(ApiClient client, ResourceKind kind, ReadObject read, const Clock &clock,
                     QObject *parent)
    : QObject(parent)
    , m_client(std::move(client))
    , m_kind(std::move(kind))
    , m_read(std::move(read))
    , m_clock(clock)
    , m_backoff(firstWait, longestWait)
{
    m_timer.setSingleShot(true);
}

ListWatch::~ListWatch() = default;

void ListWatch::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    list();
}

void ListWatch::stop()
{
    m_isRunning = false;
    ++m_run;
    m_timer.stop();
    closeStream();
}

void ListWatch::list()
{
    closeStream();
    m_listing.clear();
    askForPage({});
}

void ListWatch::askForPage(const QString &continueToken)
{
    QByteArray path = m_kind.path() + "?limit=" + QByteArray::number(pageSize) + selectionOf(m_kind);
    if (!continueToken.isEmpty())
        path += "&continue=" + QUrl::toPercentEncoding(continueToken);
    const auto parse = [read = m_read](const QByteArray &body) { return parsePage(body, read); };
    m_client.exchange({.path = path, .operation = operation("list")})
        .then(this, [this, parse, run = m_run](const Result<QByteArray> &body) {
            if (run != m_run)
                return;
            if (!body)
                return takePage(fail(body.error()));
            QtConcurrent::run(parse, *body).then(this, [this, run](const Result<ObjectPage> &page) {
                if (run == m_run)
                    takePage(page);
            });
        });
}

void ListWatch::takePage(const Result<ObjectPage> &page)
{
    if (!page)
        return recover(page.error());
    for (const WatchedObject &object : page->objects)
        m_listing[object.key] = object.value;
    note();
    if (!page->continueToken.isEmpty())
        return askForPage(page->continueToken);
    m_resourceVersion = page->resourceVersion;
    m_objects = std::exchange(m_listing, {});
    m_isListed = true;
    m_backoff.reset();
    watch();
    Q_EMIT changed();
}

void ListWatch::watch()
{
    closeStream();
    m_stream = m_client.open(m_kind.path() + "?watch=1&allowWatchBookmarks=true&resourceVersion="
                             + QUrl::toPercentEncoding(m_resourceVersion)
                             + "&timeoutSeconds=" + QByteArray::number(watchSeconds()) + selectionOf(m_kind));
    if (!m_stream)
        return;
    m_reader = std::make_shared<WatchReader>();
    m_watchBegan = m_clock.steadyNow();
    connect(m_stream.get(), &HttpStream::opened, this, [this](int status, const HttpHeaders &headers) {
        m_refusal = {status, headers, {}};
        if (m_refusal.isSuccess())
            note();
    });
    connect(m_stream.get(), &HttpStream::received, this, &ListWatch::receive);
    connect(m_stream.get(), &HttpStream::finished, this, &ListWatch::onStreamEnd);
}

void ListWatch::receive(const QByteArray &bytes)
{
    if (!m_refusal.isSuccess()) {
        m_refusal.body += bytes.left(maxRefusalBytes - m_refusal.body.size());
        return;
    }
    m_pending += bytes;
    readPending();
}

/// One piece after the other: events have an order.
void ListWatch::readPending()
{
    if (m_isReading || m_pending.isEmpty())
        return;
    m_isReading = true;
    const auto read = [reader = m_reader, read = m_read](const QByteArray &bytes) {
        return reader->feed(bytes, read);
    };
    QtConcurrent::run(read, std::exchange(m_pending, {}))
        .then(this, [this, reader = m_reader](const WatchBatch &batch) {
            if (reader != m_reader)
                return; // of a watch that is over
            m_isReading = false;
            takeBatch(batch);
        });
}

void ListWatch::takeBatch(const WatchBatch &batch)
{
    for (const WatchBatch::Event &event : batch.events) {
        if (event.isDeleted)
            m_objects.erase(event.object.key);
        else
            m_objects[event.object.key] = event.object.value;
    }
    if (!batch.resourceVersion.isEmpty()) {
        m_resourceVersion = batch.resourceVersion;
        m_hasHeard = true;
        m_backoff.reset();
        note();
    }
    if (batch.error) {
        if (batch.error->httpStatus == 0) // nonsense: nobody knows what it stood for
            m_resourceVersion.clear();
        recover(*batch.error);
    } else if (m_hasEnded && m_pending.isEmpty()) {
        onWatchEnd();
    } else {
        readPending();
    }
    if (!batch.events.empty())
        Q_EMIT changed();
}

void ListWatch::onStreamEnd(const Result<> &result)
{
    if (!result)
        return recover(result.error());
    if (!m_refusal.isSuccess()) {
        const std::optional<Seconds> wait = retryAfter(m_refusal);
        recover(apiError(m_refusal, operation("watch")));
        if (wait && m_isRunning)
            m_timer.start(*wait);
        return;
    }
    m_hasEnded = true;
    if (!m_isReading)
        onWatchEnd();
}

/// Its time was over: nothing is wrong, unless it was over at once.
void ListWatch::onWatchEnd()
{
    if (m_hasHeard || m_clock.steadyNow() - m_watchBegan >= shortWatch)
        return again(Millis(0), &ListWatch::watch);
    closeStream();
    again(m_backoff.next(), &ListWatch::list);
}

void ListWatch::closeStream()
{
    if (m_stream) {
        m_stream->disconnect(this);
        m_stream.release()->deleteLater(); // it may be the one that is calling
    }
    m_reader.reset();
    m_pending.clear();
    m_refusal = {};
    m_isReading = m_hasEnded = m_hasHeard = false;
}

/// A connection that is lost, or a server that has no time, is no reason to list all again.
void ListWatch::recover(const Error &error)
{
    closeStream();
    m_error = error;
    const bool isPassing = error.httpStatus == 0 || error.httpStatus == 429;
    const bool hasPlace = m_listing.empty() && !m_resourceVersion.isEmpty();
    if (saysExpired(error)) {
        m_resourceVersion.clear();
        again(jitter(), &ListWatch::list);
    } else {
        qCWarning(lcWatch) << describe(error);
        again(m_backoff.next(), isPassing && hasPlace ? &ListWatch::watch : &ListWatch::list);
    }
    Q_EMIT troubled(error);
}

void ListWatch::again(Millis after, void (ListWatch::*step)())
{
    m_timer.disconnect(this);
    connect(&m_timer, &QTimer::timeout, this, step);
    m_timer.start(after);
}

void ListWatch::note()
{
    m_lastSeen = m_clock.now();
    if (std::exchange(m_error, std::nullopt))
        Q_EMIT recovered();
}

QString ListWatch::operation(const char *verb) const
{
    return QStringLiteral("%1 %2").arg(QLatin1String(verb), toString(m_kind));
}

} // namespace crescendo
