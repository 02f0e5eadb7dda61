#pragma once

#include "settings/preferences.h"

class QHeaderView;
class QWidget;

namespace crescendo {

/// How a table was sorted when the console was closed, and whatever the operator makes of it from now on.
void rememberSorting(QHeaderView &header, Preferences &preferences, Preference preference);
/// The same of the checkable buttons of a page, by their object names: which are not as they begin.
void rememberTurned(const QWidget &page, Preferences &preferences, Preference preference);

} // namespace crescendo
