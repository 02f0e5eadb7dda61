#pragma once

#include "ui/interaction/navigator.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <deque>

namespace crescendo {

class Connections;
class MainWindow;

struct HeadlessOptions {
    std::chrono::seconds duration{120};
    QString screenshots; ///< folder; empty: none
};

/// Runs the real window for a time without anybody in front of it and takes pictures of every page at the
/// end.
class HeadlessRun final : public QObject {
    Q_OBJECT

public:
    HeadlessRun(MainWindow &window, const Connections &connections, HeadlessOptions options,
                QObject *parent = nullptr);

    void start();
    void end(); ///< before its time is over
    QStringList pictures() const { return m_pictures; } ///< files written
    QStringList failures() const { return m_failures; } ///< pictures that could not be written

Q_SIGNALS:
    void finished();

private:
    void takePictures();
    std::deque<Place> everyPlace() const;
    void takeNext();

    MainWindow &m_window;
    const Connections &m_connections;
    HeadlessOptions m_options;
    QTimer m_timer;
    std::deque<Place> m_places;
    QStringList m_pictures;
    QStringList m_failures;
};

} // namespace crescendo
