#pragma once

#include "control/scalingtest.h"
#include "ui/interaction/services.h"

#include <QDialog>

class QPushButton;

namespace crescendo {

class Platform;
class ScalingTestOutcome;
class ScalingTestRun;
class ScalingTestSetup;
class TextLabel;

/// The guide's "Test scaling": uploads many clips at once and shows how the pool answers. May be closed
/// meanwhile: the test goes on, and the last result is there when it is opened again.
class ScalingTestDialog final : public QDialog {
    Q_OBJECT

public:
    ScalingTestDialog(const Services &services, ScalingTestRun &run, QWidget *parent = nullptr);

    void setTarget(const ConnectionId &connection, const PoolId &pool); ///< no effect while a test runs

protected:
    bool event(QEvent *event) override;

private:
    void setupViews();
    void connectSignals();
    void follow(Platform *platform);
    void refresh();
    void showWhetherItCanStart();
    void start();

    Services m_services;
    ScalingTestRun &m_run;
    ScalingTestSetup *m_setup;
    TextLabel *m_outlook;
    QPushButton *m_start;
    QPushButton *m_cancel;
    ScalingTestOutcome *m_outcome;
    QString m_where; // of the last test
};

} // namespace crescendo
