#pragma once

#include "base/result.h"
#include "domain/hpaspec.h"

#include <QJsonObject>

namespace crescendo {

// An HPA's values in the stable form of changejson.h, with the API's names where it has some.

QJsonObject toJson(const HpaSpec &spec);
Result<HpaSpec> hpaSpecFromJson(const QJsonObject &object);

} // namespace crescendo
