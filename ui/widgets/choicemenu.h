#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace crescendo {

/// A menu below a widget, with an entry per text; `take` is told the place of the one that is chosen.
void popUpChoices(QWidget &below, const QString &objectName, const QStringList &texts,
                  const std::function<void(int)> &take);

} // namespace crescendo
