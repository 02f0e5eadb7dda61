#pragma once

#include <QString>

namespace crescendo {

class LogModel;
class LogStore;

/// How many lines are shown of how many: "12 of 3,400 lines."
QString countText(const LogStore &store, const LogModel &lines);
/// What stands in the place of lines while there are none.
QString emptyText(const LogStore &store, bool isChosen);
/// Why a filter cannot be used; empty where it can.
QString refusalOf(const QString &filter);

} // namespace crescendo
