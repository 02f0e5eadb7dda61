#pragma once

#include "base/clock.h"
#include "base/units.h"

#include <QString>

#include <optional>

class QDate;

namespace crescendo {

// Numbers as people read them, with their unit, a no-break space between. What is unknown is a dash.

QString unknownText(); ///< "–"
QString countText(std::optional<int> count);
QString workersText(int count); ///< "1 worker", "3 workers"
QString percentText(std::optional<double> percent); ///< 86.4 → "86 %"
QString bytesText(std::optional<Bytes> bytes); ///< "4.6 GiB", "512 MiB"
QString coresText(std::optional<MilliCores> cores); ///< "1.7 cores", "1 core"
QString coresNumber(double cores); ///< "1.7", for where the unit stands elsewhere

/// Two largest units: "42 s", "2 min 40 s", "3 h 5 min", "2 d 4 h". Negative is 0.
QString durationText(Seconds duration);
QString preciseText(std::optional<Millis> duration); ///< "80 ms", "1.2 s", from 10 s on as durationText()
QString ageText(Millis age); ///< "now", "2 s ago"
QString shortAgeText(Millis age); ///< "now", "2 s", "3 min"

/// In local time: "14:42:10"
QString clockText(TimePoint at);
/// "1 Mar"
QString dayText(const QDate &day);
/// "14:42" on the day of `now`, else with the date: "1 Mar 14:42".
QString momentText(TimePoint at, TimePoint now);

} // namespace crescendo
