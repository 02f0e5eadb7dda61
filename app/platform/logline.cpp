#include "platform/logline.h"

#include <QRegularExpression>

#include <algorithm>

namespace crescendo {
namespace {

constexpr char escape = '\x1b';
constexpr qsizetype levelWithin = 200; // characters from the line's begin

bool isControl(char c)
{
    return (c >= 0 && c < ' ') || c == '\x7f';
}

/// Where the terminal sequence that begins at `at` ends: "ESC [ … letter", "ESC ] … BEL", or ESC and one
/// more.
qsizetype endOfSequence(const QByteArray &line, qsizetype at)
{
    const qsizetype kind = at + 1;
    if (kind >= line.size())
        return line.size();
    qsizetype end = kind + 1;
    if (line[kind] == '[') {
        while (end < line.size() && (line[end] < '@' || line[end] > '~'))
            ++end;
    } else if (line[kind] == ']') {
        while (end < line.size() && line[end] != '\a' && line[end] != escape)
            ++end;
    } else {
        return end;
    }
    return std::min(end + 1, line.size());
}

/// The first letter of every word that is looked for tells which.
LogLevel levelOf(QChar letter)
{
    switch (letter.toLower().unicode()) {
    case 't':
    case 'd':
        return LogLevel::Debug;
    case 'i':
        return LogLevel::Info;
    case 'w':
        return LogLevel::Warning;
    default: // error, fail, fatal, critical
        return LogLevel::Error;
    }
}

} // namespace

QByteArray withoutControls(QByteArray line)
{
    if (std::none_of(line.cbegin(), line.cend(), isControl))
        return line;
    QByteArray plain;
    plain.reserve(line.size());
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == escape)
            i = endOfSequence(line, i) - 1;
        else
            plain += isControl(line[i]) ? ' ' : line[i];
    }
    return plain;
}

std::optional<LogLevel> levelIn(const QByteArray &line)
{
    // A word alone says nothing ("error rate: 2 %"): it stands after a time, before a colon, in brackets, in
    // capitals, or behind "level".
    static const QRegularExpression pattern(
        QStringLiteral(
            R"re((?x)
        ^ \s* (?: [^\sa-z]*\d\S* \s+ )+ [\[(<|-]? (?<afterTime>(?i:WORDS)) \b
        | ^ \s* [\[(<]? (?<marked>(?i:WORDS)) \s? [\])>:|]
        | ^ \s* (?<loud>WORDS) \b
        | \b level "? \s? [=:] \s? "? (?<named>(?i:WORDS)) \b)re")
            .replace(QLatin1String("WORDS"),
                     QLatin1String(
                         "TRCE|TRACE|DBUG|DEBUG|DBG|INFORMATION|INFO|INF|WARNING|WARN|WRN|FAIL|FATAL|FTL|"
                         "ERROR|ERR|CRITICAL|CRIT")));
    const QRegularExpressionMatch match =
        pattern.match(QString::fromLatin1(line.first(std::min<qsizetype>(line.size(), levelWithin))));
    if (!match.hasMatch())
        return std::nullopt;
    return levelOf(match.captured(match.lastCapturedIndex()).front());
}

LogRecord serviceRecord(const QByteArray &line)
{
    const qsizetype afterTime = line.indexOf(' ');
    const qsizetype afterLevel = line.indexOf(' ', afterTime + 1);
    const auto at = fromIso(QString::fromLatin1(line.left(afterTime)));
    if (!at || afterLevel < 0)
        return {std::nullopt, levelIn(line), withoutControls(line)};
    const QByteArray level = line.sliced(afterTime + 1, afterLevel - afterTime - 1);
    return {at, logLevelFrom(QString::fromLatin1(level)), withoutControls(line.sliced(afterLevel + 1))};
}

LogRecord LogReader::record(TimePoint at, QByteArray line)
{
    LogRecord record{at, std::nullopt, withoutControls(std::move(line))};
    record.level = levelIn(record.text);
    const bool goesOn = !record.level && (record.text.startsWith(' ') || record.text.startsWith('\t'));
    if (goesOn)
        record.level = m_last;
    m_last = record.level;
    return record;
}

} // namespace crescendo
