#pragma once

#include "docker/engineclient.h"
#include "docker/engineevent.h"
#include "docker/logdecoder.h"
#include "net/jsonsplitter.h"

namespace crescendo {

/// Something that an engine goes on telling: events, a log, stats. Begins by itself; deleting it ends it.
/// Lives on the engine client's thread.
class EngineStream : public QObject {
    Q_OBJECT

public:
    ~EngineStream() override;

Q_SIGNALS:
    /// The engine has accepted: what happens from now on will be told.
    void opened();
    /// The last signal: nothing after a regular end, else the error.
    void finished(const crescendo::Result<> &result);

protected:
    EngineStream(EngineClient engine, QByteArray path, QString operation, QObject *parent);

    /// Takes the next bytes of the body; an error ends the stream.
    virtual Result<> consume(const QByteArray &bytes) = 0;

private:
    void begin(const Result<ApiVersion> &version);
    void receive(const QByteArray &bytes);
    void end(Result<> result);

    EngineClient m_engine;
    QByteArray m_path;
    QString m_operation;
    std::unique_ptr<HttpStream> m_stream;
    HttpResponse m_refusal; // of a status other than success: its body is the reason
    bool m_hasEnded = false;
};

/// The engine's events of containers that have these labels.
class EventStream final : public EngineStream {
    Q_OBJECT

public:
    EventStream(const EngineClient &engine, const QStringList &labels, QObject *parent = nullptr);

Q_SIGNALS:
    void observed(const crescendo::EngineEvent &event);

private:
    Result<> consume(const QByteArray &bytes) override;

    JsonSplitter m_splitter;
};

/// From where on a log is told.
struct LogWindow {
    int tail = 100; ///< lines back
    bool timestamps =
        false; ///< each line begins with its time and a space: "2026-03-01T14:22:05.120000000Z "
};

/// A container's output from some lines back, and what it writes from then on.
class LogStream final : public EngineStream {
    Q_OBJECT

public:
    LogStream(const EngineClient &engine, const ContainerDetails &container, LogWindow window,
              QObject *parent = nullptr);

Q_SIGNALS:
    void wrote(const crescendo::LogChunk &chunk);

private:
    Result<> consume(const QByteArray &bytes) override;

    LogDecoder m_decoder;
};

/// A container's stats, about once a second.
class StatsStream final : public EngineStream {
    Q_OBJECT

public:
    StatsStream(const EngineClient &engine, const QString &container, QObject *parent = nullptr);

Q_SIGNALS:
    void sampled(const crescendo::StatsSample &sample);

private:
    Result<> consume(const QByteArray &bytes) override;

    JsonSplitter m_splitter;
};

} // namespace crescendo
