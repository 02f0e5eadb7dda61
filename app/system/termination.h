#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace crescendo {

/// Turns SIGTERM and SIGINT into a signal of the event loop. One per process.
class Termination final : public QObject {
    Q_OBJECT

public:
    explicit Termination(QObject *parent = nullptr);
    ~Termination() override;

Q_SIGNALS:
    /// At each of them: a second one may mean more haste.
    void requested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// Sends this process SIGTERM when the one that started it ends, so that no child is left behind. (Linux;
/// elsewhere it does nothing.)
void endWithParent();

} // namespace crescendo
