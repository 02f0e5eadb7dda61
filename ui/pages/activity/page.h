#pragma once

#include "control/changepipeline.h"
#include "ui/interaction/page.h"
#include "ui/interaction/services.h"

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace crescendo {

class ActivityModel;
class CellTable;
class ChangeFlow;
class TextLabel;

/// The operator's journal, newest first: what was changed, why, how it ended, and putting it back.
class ActivityPage final : public Page {
    Q_OBJECT

public:
    explicit ActivityPage(const Services &services, QWidget *parent = nullptr);

    void setNow(TimePoint now) override;

private:
    void setupViews();
    void setupTable();
    void connectSignals();
    void read();
    void show(const std::vector<JournalEntry> &entries);
    void showChosen();
    void undoChosen();

    Services m_services;
    ChangeFlow *m_flow;
    ActivityModel *m_changes;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_filter;
    CellTable *m_table;
    TextLabel *m_status;
    QPushButton *m_undo;
    TimePoint m_now;
    int m_limit = 200; // entries that are read; "Show older" raises it
    QPushButton *m_older;
};

} // namespace crescendo
