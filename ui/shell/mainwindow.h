#pragma once

#include "base/ids.h"
#include "ui/interaction/services.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace crescendo {

class ConnectionsModel;
class Crosshair;
class Navigation;
class Platform;
class PoolPage;
class StatePage;
class Theme;
class TimeRange;
class TopBar;

/// Puts navigation, top bar and pages together, tells them the time once a second, and remembers what was
/// shown.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const Services &services, Theme &theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showPool(const ConnectionId &connection, const PoolId &pool);
    void reloadHistory(); ///< the stored past has grown
    void tick(); ///< takes up the present; called by itself once a second

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void setupViews();
    void setupActions();
    void connectSignals();
    void restore();
    void follow(Platform *platform);
    void updatePage();
    void chooseFirst();
    void explain(const Platform *platform);
    void savePicture();

    Services m_services;
    Theme &m_theme;
    TimeRange *m_range;
    Crosshair *m_crosshair;
    ConnectionsModel *m_connections;
    Navigation *m_navigation;
    TopBar *m_topBar;
    PoolPage *m_poolPage;
    StatePage *m_statePage;
    QStackedWidget *m_pages;
    QTimer m_timer;
    ConnectionId m_connection;
    PoolId m_pool;
};

} // namespace crescendo
