#pragma once

class QIcon;
class QString;

namespace crescendo {

/// The console's own icon of that name (resources/icons/NAME.svg), drawn in the application's text colour, so
/// that it follows the theme.
QIcon icon(const QString &name);

/// The program's icon, in its own colours.
QIcon applicationIcon();

} // namespace crescendo
