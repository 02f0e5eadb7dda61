#pragma once

#include <QTableView>

namespace crescendo {

class JobsModel;

/// The list of jobs; whole rows are chosen, one at a time.
class JobTable final : public QTableView {
    Q_OBJECT

public:
    explicit JobTable(JobsModel &model, QWidget *parent = nullptr);

    int firstVisible() const; ///< -1 where there is none
    int lastVisible() const;
};

} // namespace crescendo
