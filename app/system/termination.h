#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace crescendo {

/// Tells SIGTERM and SIGINT as a signal on the thread that made it, and keeps SIGPIPE from ending the
/// program. One at a time in a program. On systems without these signals it says nothing.
class Termination final : public QObject {
    Q_OBJECT

public:
    explicit Termination(QObject *parent = nullptr);
    ~Termination() override;

Q_SIGNALS:
    /// Once for each signal that arrived.
    void requested();

private:
    int m_readEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// On Linux SIGTERM comes when the process that started this one ends. Call it first thing. Returns that
/// process.
qint64 endWithParent();

/// The same for a program that is about to be started; for between fork and exec. Exits where `parent` has
/// ended.
void endWithParent(qint64 parent);

/// Whether the process that endWithParent() returned still runs.
bool isParentAlive(qint64 parent);

} // namespace crescendo
