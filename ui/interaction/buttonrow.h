#pragma once

class QDialog;
class QLayout;
class QPushButton;

namespace crescendo {

/// What ends a dialog: Enter accepts, the other button and Escape turn it down.
QLayout *buttonRow(QDialog &dialog, QPushButton *cancel, QPushButton *accept);

} // namespace crescendo
