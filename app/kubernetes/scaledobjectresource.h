#pragma once

#include "domain/scaledobject.h"

#include <QByteArray>

namespace crescendo {

class JsonNode;

inline const QByteArray kedaVersion = "keda.sh/v1alpha1"; ///< of its API

/// Of a ScaledObject of keda.sh/v1alpha1, with KEDA's defaults for what is left out.
ScaledObject scaledObjectFrom(const JsonNode &object);

/// Annotations that operators pause one with.
namespace kedaAnnotation {
inline const QString paused = QStringLiteral("autoscaling.keda.sh/paused");
inline const QString pausedReplicas = QStringLiteral("autoscaling.keda.sh/paused-replicas");
inline const QString pausedScaleIn = QStringLiteral("autoscaling.keda.sh/paused-scale-in");
inline const QString pausedScaleOut = QStringLiteral("autoscaling.keda.sh/paused-scale-out");
} // namespace kedaAnnotation

} // namespace crescendo
