#pragma once

#include "domain/change.h"
#include "ui/interaction/page.h"
#include "ui/interaction/services.h"
#include "ui/models/nodesmodel.h"

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace crescendo {

class ChangeFlow;
class Platform;
class TextLabel;

/// The machines of all clusters: what each can give, and what pods request of it. Found by any word that is
/// shown, and by label as `kubectl get nodes -l` finds them. One can be cordoned, uncordoned and drained.
class NodesPage final : public Page {
    Q_OBJECT

public:
    explicit NodesPage(const Services &services, QWidget *parent = nullptr);

    void setNow(TimePoint now) override { m_now = now; }

private:
    void setupTable();
    void setupViews();
    void connectSignals();
    void follow(Platform *platform);
    void setupFlow();
    void refresh();
    void showChosen();
    const NodeRow *chosen() const; ///< null where none is
    static Change cordoningOf(const NodeRow &row); ///< or uncordoning
    static Change drainingOf(const NodeRow &row);
    void showDraining(const Platform *platform, const NodeRow *row);
    void describeChosen();
    void say(const QString &text);
    void runChosen(Change (*changeOf)(const NodeRow &));

    Services m_services;
    ChangeFlow *m_flow;
    NodesModel *m_nodes;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_filter;
    QTableView *m_table;
    TextLabel *m_status;
    QPushButton *m_cordon;
    QPushButton *m_drain;
    QPushButton *m_describe;
    TimePoint m_now;
    QString m_said; // of the last change
};

} // namespace crescendo
