#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace crescendo {

/// One server-sent event.
struct SseEvent {
    QByteArray id; ///< the last one set in the stream, also by an earlier event
    QByteArray name; ///< "message" where none is given
    QByteArray data; ///< lines joined with '\n'

    bool operator==(const SseEvent &) const = default;
};

/// Reads text/event-stream as it comes, cut anywhere. A line beyond the bound is skipped with its event.
class SseParser {
public:
    explicit SseParser(qsizetype maxEventBytes = qsizetype{1024} * 1024) : m_maxEventBytes(maxEventBytes) {}

    /// The events that these bytes completed.
    std::vector<SseEvent> feed(QByteArrayView bytes);
    /// In milliseconds, when the server asked for it.
    std::optional<int> retry() const { return m_retry; }

private:
    void endLine(std::vector<SseEvent> &events);
    void readField(const QByteArray &line);
    void dispatch(std::vector<SseEvent> &events);

    qsizetype m_maxEventBytes;
    QByteArray m_line;
    QByteArray m_id;
    QByteArray m_name;
    QByteArray m_data;
    std::optional<int> m_retry;
    bool m_atStart = true;
    bool m_afterCarriageReturn = false;
    bool m_tooLong = false;
};

} // namespace crescendo
