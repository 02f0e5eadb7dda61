#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace crescendo {

/// A program that goes on when the one that started it ends, and is found again by the next through a note in
/// a file. Its output goes nowhere; what it says of its failure, into FILE.log. On Linux.
class DetachedProcess final : public QObject {
    Q_OBJECT

public:
    explicit DetachedProcess(QString noteFile, QObject *parent = nullptr);

    /// Takes up the one that the note tells of: the port that was noted; nothing where none runs.
    std::optional<quint16> find();
    /// Starts one and notes it. False where it could not be started or noted.
    bool start(const QString &program, const QStringList &arguments, quint16 port);
    bool isRunning() const;
    bool listensOn(quint16 port) const;
    void terminate(); ///< SIGTERM; ended() follows
    void kill(); ///< SIGKILL; ended() follows
    QString lastWords() const; ///< the last line of what it said of its failure

Q_SIGNALS:
    void ended();

private:
    /// An id is used again; together with the time of its start it is not.
    struct Identity {
        qint64 pid = 0;
        Millis started{0};

        bool operator==(const Identity &) const = default;
    };

    static std::optional<Identity> identityOf(qint64 pid);
    void look();
    void send(int signal) const;

    const QString m_noteFile;
    std::optional<Identity> m_running;
    QTimer m_look;
};

} // namespace crescendo
