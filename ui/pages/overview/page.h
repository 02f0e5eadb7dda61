#pragma once

#include "ui/interaction/page.h"
#include "ui/interaction/services.h"

class QModelIndex;
class QPushButton;

namespace crescendo {

class CellTable;
class ChangeBatch;
class Navigator;
class OverviewModel;
class Platform;
class TextLabel;
struct OverviewRow;
struct ScaleQuestion;

/// Every pool of every connection in a line: what it does and why, its queue, its workers. Enter or a double
/// click leads to its page; those that are chosen are scaled together.
class OverviewPage final : public Page {
    Q_OBJECT

public:
    OverviewPage(const Services &services, Navigator &navigator, QWidget *parent = nullptr);

    void setNow(TimePoint now) override;

private:
    void setupViews();
    void setupTable();
    QLayout *makeBottom();
    void connectSignals();
    void open(const QModelIndex &index);
    std::vector<OverviewRow> chosen() const;
    const Platform *platformOf(const OverviewRow &row) const; ///< null where it is gone
    QString refusal() const; ///< why what is chosen cannot be scaled; empty where it can
    void updateScale();
    void showEmptiness();
    ScaleQuestion scaleQuestion(const std::vector<OverviewRow> &rows) const;
    void askScale();

    Services m_services;
    Navigator &m_navigator;
    ChangeBatch *m_batch;
    OverviewModel *m_pools;
    CellTable *m_table;
    TextLabel *m_empty;
    TextLabel *m_status;
    QPushButton *m_scale;
};

} // namespace crescendo
