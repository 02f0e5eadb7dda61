#include "base/oneline.h"

namespace crescendo {

QString oneLine(const QString &text, qsizetype longest)
{
    QString line;
    for (const QChar unit : text.first(std::min(longest, text.size()))) {
        const bool breaksLine = unit.category() == QChar::Other_Control
            || unit.category() == QChar::Separator_Line || unit.category() == QChar::Separator_Paragraph;
        if (breaksLine)
            line += QStringLiteral("\\u%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'));
        else
            line += unit;
    }
    return text.size() > longest ? line + QChar(0x2026) : line;
}

} // namespace crescendo
