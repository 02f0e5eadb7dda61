#pragma once

#include <QStringList>

namespace crescendo {

/// How many letters must be inserted, removed, replaced or swapped with their neighbour to make one text of
/// the other; case does not count.
int editDistance(const QString &a, const QString &b);

/// Which of the known paths ("Autoscaling:MinWorkers") somebody most likely meant: the one whose last part is
/// nearest, of several the one that is nearest as a whole. Empty when there is none.
QString nearestPath(const QString &path, const QStringList &known);

} // namespace crescendo
