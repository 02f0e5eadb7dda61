#pragma once

#include "control/scalingtest.h"
#include "ui/presentation/statetext.h"

namespace crescendo {

/// What a scaling test has shown: "Scaled 1 → 3 after 11 s; drained after 48 s." Says meanwhile what it waits
/// for.
StateText verdictOf(const ScalingTest &test);

/// One moment of a scaling test.
struct ScalingTestMark {
    QString name; ///< "First decision"
    std::optional<Millis> after;
    QString detail; ///< "1 → 3"; may be empty

    bool operator==(const ScalingTestMark &) const = default;
};

std::vector<ScalingTestMark> marksOf(const ScalingTestResult &result);
QString markTimeText(std::optional<Millis> after); ///< "11 s", "0.4 s"

/// "2 of 10 uploads failed: …"; empty without failures.
QString failuresText(const ScalingTestResult &result);
/// Why the pool will not answer to a load, and what to do; empty where it will.
QString obstaclesText(const Pool &pool, int clips);
/// Why no test can begin.
QString scalingTestRefusalText(const Error &error);

/// All of it as lines to copy. `where` names pool and connection.
QString scalingTestReport(const ScalingTest &test, const QString &where);

} // namespace crescendo
