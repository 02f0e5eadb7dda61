#pragma once

#include "domain/hpaspec.h"

#include <QByteArray>
#include <QJsonObject>

namespace crescendo {

class JsonNode;

/// Where the API keeps a metric of the type: "ContainerResource" in `containerResource`. Empty for a type
/// that is not known.
QByteArray memberOf(const QString &metricType);

/// Of the `spec` of a HorizontalPodAutoscaler of autoscaling/v2, with the defaults of what is left out.
HpaSpec hpaSpecFrom(const JsonNode &spec);

/// What is to be merged into that `spec`, read as `now`, so that it becomes `wanted`; empty where nothing
/// differs. All that is not known here stays as it is.
QJsonObject hpaSpecPatch(const QJsonObject &spec, const HpaSpec &now, const HpaSpec &wanted);

} // namespace crescendo
