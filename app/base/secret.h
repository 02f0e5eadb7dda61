#pragma once

#include <QByteArray>

namespace crescendo {

/// A token, password or key. Has no conversion to text and no stream operator, so that it cannot reach a log
/// by accident; its memory is wiped when the last copy goes. Compares in constant time.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray value);
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &other);
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    bool isEmpty() const { return m_value.isEmpty(); }
    /// The bytes, for the one place that puts them on the wire.
    const QByteArray &reveal() const { return m_value; }
    bool matches(const QByteArray &candidate) const;
    /// Also where both are empty.
    bool operator==(const Secret &other) const;

    /// 32 bytes of the system's random source in URL-safe base64.
    static Secret generate();

private:
    void wipe();

    QByteArray m_value;
};

} // namespace crescendo
