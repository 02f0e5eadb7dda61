#pragma once

#include <QTableView>

#include <utility>
#include <vector>

namespace crescendo {

/// A table of CellDelegate's cells: whole rows are chosen, one at a time. One column takes the width that the
/// others leave; those have room for so many average characters.
class CellTable final : public QTableView {
    Q_OBJECT

public:
    CellTable(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    void setColumns(int stretched, const std::vector<std::pair<int, int>> &characters);
};

} // namespace crescendo
