#pragma once

#include "ui/interaction/services.h"
#include "ui/shell/pages.h"

#include <QMainWindow>
#include <QTimer>

#include <map>

class QStackedWidget;
class QSystemTrayIcon;

namespace crescendo {

class ConnectionsModel;
class Navigation;
class Platform;
struct NoticeText;
class ScalingTestDialog;
class ScalingTestRun;
class StatePage;
class Theme;
class TopBar;

/// Puts navigation, top bar and pages together, tells them the time once a second, and remembers what was
/// shown. A page is made when it is first shown.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const Services &services, Theme &theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    Navigator &navigator() { return *m_navigator; }
    void reloadHistory(); ///< the stored past has grown
    void tell(const QString &text); ///< for a while, at the bottom
    void tick(); ///< takes up the present; called by itself once a second

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setupViews();
    void setupMenu();
    void setupThemes();
    void setupActions();
    void connectSignals();
    void restore();
    void follow(Platform *platform);
    Page *pageOf(PageId id);
    void showPlace();
    bool showsPool() const;
    void chooseFirst();
    void explain(const Platform *platform);
    void openPalette();
    void openScalingTest();
    void savePicture();
    void notify(const NoticeText &notice);

    Services m_services;
    TimeRange *m_range;
    Crosshair *m_crosshair;
    Navigator *m_navigator;
    ConnectionsModel *m_connections;
    Navigation *m_navigation;
    TopBar *m_topBar;
    StatePage *m_statePage;
    QStackedWidget *m_stack;
    QSystemTrayIcon *m_tray = nullptr; // there from the first notice on, where the desktop has a tray
    ScalingTestRun *m_scalingTest;
    ScalingTestDialog *m_scalingTestDialog = nullptr; // made when it is first opened
    std::map<PageId, Page *> m_pages; // those that were shown
    QTimer m_timer;
    bool m_isPainted = false;
};

} // namespace crescendo
