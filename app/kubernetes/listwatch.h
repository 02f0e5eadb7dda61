#pragma once

#include "kubernetes/apiclient.h"
#include "kubernetes/watchevents.h"
#include "net/backoff.h"

#include <QTimer>

#include <map>

namespace crescendo {

/// Keeps the objects of one kind as they are on the server: lists them in pages, then watches from there on.
/// A watch that ends is taken up where it ended; one that the server no longer remembers (410) is listed
/// anew. Replies are read on other threads. Goes on by itself after every failure, later and later.
class ListWatch final : public QObject {
    Q_OBJECT

public:
    using Objects = std::map<QString, ObjectValue>;

    ListWatch(ApiClient client, ResourceKind kind, ReadObject read, const Clock &clock,
              QObject *parent = nullptr);
    ~ListWatch() override;

    void start();
    void stop(); ///< what was seen stays

    const Objects &objects() const { return m_objects; }
    bool isListed() const { return m_isListed; } ///< at least once
    const std::optional<Error> &error() const { return m_error; } ///< of the last attempt, when it failed
    TimePoint lastSeen() const { return m_lastSeen; } ///< epoch where nothing was heard

    static constexpr int pageSize = 500;

Q_SIGNALS:
    void changed(); ///< the objects
    void troubled(const crescendo::Error &error);
    void recovered(); ///< heard again

private:
    void list();
    void askForPage(const QString &continueToken);
    void takePage(const Result<ObjectPage> &page);
    void watch();
    void receive(const QByteArray &bytes);
    void readPending();
    void takeBatch(const WatchBatch &batch);
    void onStreamEnd(const Result<> &result);
    void onWatchEnd();
    void closeStream();
    void recover(const Error &error);
    void again(Millis after, void (ListWatch::*step)());
    void note();
    QString operation(const char *verb) const;

    const ApiClient m_client;
    const ResourceKind m_kind;
    const ReadObject m_read;
    const Clock &m_clock;
    Objects m_objects;
    Objects m_listing; // pages so far
    bool m_isListed = false;
    QString m_resourceVersion;
    std::unique_ptr<HttpStream> m_stream;
    HttpResponse m_refusal; // of a watch that was not granted: its body is the reason
    std::shared_ptr<WatchReader> m_reader; // of this watch; another thread has it while it reads
    QByteArray m_pending; // came while it was reading
    bool m_isReading = false;
    bool m_hasEnded = false; // the stream, while its last bytes are still read
    SteadyPoint m_watchBegan;
    bool m_hasHeard = false; // anything on this watch
    std::optional<Error> m_error;
    TimePoint m_lastSeen;
    Backoff m_backoff;
    QTimer m_timer;
    int m_run = 0; // answers of an earlier one count no more
    bool m_isRunning = false;
};

/// A ListWatch whose objects are of type T.
template <typename T> class ResourceWatch {
public:
    ResourceWatch(const ApiClient &client, ResourceKind kind, T (*read)(const JsonNode &), const Clock &clock)
        : m_watch(
            client, std::move(kind),
            [read](const JsonNode &node) -> ObjectValue { return std::make_shared<const T>(read(node)); },
            clock)
    {
    }

    ListWatch &watch() { return m_watch; }
    const ListWatch &watch() const { return m_watch; }
    std::vector<std::shared_ptr<const T>> items() const
    {
        std::vector<std::shared_ptr<const T>> items;
        for (const auto &entry : m_watch.objects())
            items.push_back(std::static_pointer_cast<const T>(entry.second));
        return items;
    }

private:
    ListWatch m_watch;
};

} // namespace crescendo
