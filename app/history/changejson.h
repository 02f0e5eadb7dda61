#pragma once

#include "base/result.h"
#include "domain/change.h"
#include "history/journalentry.h"

#include <QJsonArray>
#include <QJsonObject>

namespace crescendo {

// The stable form in which changes are kept in the journal and shown in reports. Readers name the path of
// what they cannot read; unknown keys are ignored, so that an older console reads a newer one's entries.

QJsonObject toJson(const Change &change);
Result<Change> changeFromJson(const QJsonObject &object);

QJsonArray toJson(const std::vector<FieldDifference> &differences);
Result<std::vector<FieldDifference>> differencesFromJson(const QJsonArray &array);

QJsonObject toJson(const Receipt &receipt);
Result<Receipt> receiptFromJson(const QJsonObject &object);

// For reports: written, and read by nobody here.
QJsonObject toJson(const Preview &preview);
QJsonObject toJson(const JournalEntry &entry);

QJsonObject toJson(const Error &error);
Error errorFromJson(const QJsonObject &object); ///< what cannot be read is left at its default

} // namespace crescendo
