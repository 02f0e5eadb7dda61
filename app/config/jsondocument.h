#pragma once

#include "base/result.h"
#include "config/textposition.h"

#include <QByteArray>

#include <vector>

namespace crescendo {

/// Bytes of a file, `end` not included.
struct ByteRange {
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const ByteRange &) const = default;
};

enum class JsonType { Null, Bool, Number, String, Array, Object };

struct JsonMember;

/// One value and where its bytes are (with quotes or brackets).
struct ConfigNode {
    JsonType type = JsonType::Null;
    ByteRange range;
    QString text; ///< of a string what it says; of a number, true and false as written; else empty
    std::vector<ConfigNode> elements; ///< of an array
    std::vector<JsonMember> members; ///< of an object, as ordered in the file
};

struct JsonMember {
    QString key;
    ByteRange keyRange;
    ConfigNode value;
};

/// A settings file as .NET reads it: JSON (UTF-8) with `//` and `/* */` comments, trailing commas and, for
/// the guide's sake, `#` comments. Keeps every byte and every place, so that values can be changed without
/// touching the rest. A file of nothing but space and comments is an empty object. An immutable value.
class JsonDocument {
public:
    static constexpr qsizetype maxBytes = 1024LL * 1024;
    static constexpr int maxDepth = 64;

    /// Errors: InvalidInput with what was expected where ("line 3, column 5: expected ':', found '='"); also
    /// a key that an object has twice (case does not count), other nesting than `maxDepth` allows, and more
    /// than `maxBytes`.
    static Result<JsonDocument> parse(QByteArray bytes);

    const QByteArray &bytes() const { return m_bytes; }
    /// Always an object.
    const ConfigNode &root() const { return m_root; }
    /// False for a file without any braces, whose root has no bytes.
    bool hasRoot() const { return m_root.range.end > m_root.range.begin; }
    TextPosition positionOf(qsizetype offset) const { return crescendo::positionOf(m_bytes, offset); }

private:
    JsonDocument(QByteArray bytes, ConfigNode root);

    QByteArray m_bytes;
    ConfigNode m_root;
};

} // namespace crescendo
