#pragma once

#include "base/result.h"

#include <QByteArray>

#include <variant>
#include <vector>

namespace crescendo {

using SettingValue = std::variant<bool, qint64, QString>;

struct SettingEdit {
    QString path; ///< "Autoscaling:MinWorkers"; case does not count
    SettingValue value;
};

/// Sets values in the text of a settings file and changes nothing else: of a key that is there, nested or
/// flat, only the value's bytes; a missing one is added at the end of the innermost object of its path that
/// exists, laid out as its neighbours are. Comments, order, line ends and byte order mark stay. Errors:
/// InvalidInput when the text is broken or something else stands where a value or an object is needed.
Result<QByteArray> withValues(QByteArrayView file, const std::vector<SettingEdit> &edits);

} // namespace crescendo
