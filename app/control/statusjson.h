#pragma once

#include "domain/host.h"
#include "domain/indicators.h"
#include "domain/jobfilter.h"
#include "domain/snapshot.h"

#include <QJsonObject>

namespace crescendo {

// What the status report says of single things. Units stand in the names of members; what is unknown is null.

QJsonObject statusJson(const Host &host);
QJsonObject statusJson(const Node &node);
QJsonObject statusJson(const SourceStatus &status, TimePoint now);
QJsonObject statusJson(const Worker &worker);
QJsonObject statusJson(const JobCounts &counts);
QJsonObject statusJson(const Indicators &indicators);
/// Without its series' values, which the report has seen come.
QJsonObject statusJson(const Pool &pool, TimePoint now);

} // namespace crescendo
