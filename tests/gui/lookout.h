#pragma once

#include <QStringList>

class QWidget;

namespace crescendo {

// What is wrong with how a window or a dialog looks. Only what is shown counts; each finding is named.

/// Controls that a screen reader could not name.
QStringList namelessControls(const QWidget &root);
/// Labels and buttons whose text does not fit.
QStringList cutTexts(const QWidget &root);
/// Choices that do not fit their box.
QStringList cutChoices(const QWidget &root);
/// Cells and column titles of tables whose text does not fit.
QStringList cutCells(const QWidget &root);
/// Entries of lists that are wider than their list.
QStringList cutEntries(const QWidget &root);
/// Buttons with an icon alone that tell nobody what they do.
QStringList undescribedButtons(const QWidget &root);
/// Neighbours that lie over each other.
QStringList overlaps(const QWidget &root);
/// Everything of the above.
QStringList flawsOf(const QWidget &root);

/// How a widget is called in messages.
QString nameOf(const QWidget &widget);

} // namespace crescendo
