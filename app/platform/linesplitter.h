#pragma once

#include <QByteArray>

#include <vector>

namespace crescendo {

/// Makes lines of bytes that come in pieces of any size. Lines end in "\n" or "\r\n"; one beyond the bound is
/// cut there, and ends in "…".
class LineSplitter {
public:
    static constexpr qsizetype longestLine = qsizetype{64} * 1024;

    /// The lines that these bytes completed.
    std::vector<QByteArray> feed(QByteArrayView bytes);
    /// The last line, if it was begun and not ended: nothing follows it.
    std::vector<QByteArray> finish();

private:
    void take(QByteArrayView part);
    QByteArray line();

    QByteArray m_rest; ///< a line that has not ended yet
    bool m_isCut = false;
};

} // namespace crescendo
