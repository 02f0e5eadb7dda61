#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QObject>
#include <QStringList>

namespace crescendo {

/// How much work a platform is to be given.
struct LoadPlan {
    int clips = 10;
    Seconds workPerClip{6}; ///< how long one worker shall need for one generated clip on this machine
    Seconds patience{60}; ///< how long a measurement may take
    QStringList files; ///< audio to upload instead, each in turn until there were enough
    int parallel = 1; ///< uploads at the same time
    bool operator==(const LoadPlan &) const = default;
};

/// Gives a platform's pool work, as its users do. Deleting it cancels what is under way, without a signal.
class Load : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;

Q_SIGNALS:
    /// How fast a worker is, and how long that makes the clips; not where files are uploaded.
    void measured(double audioSecondsPerSecond, double clipSeconds);
    void uploading(); ///< from here on
    void accepted(); ///< one upload
    void refused(const crescendo::Error &error); ///< one upload
    void finished(); ///< every upload was accepted or refused
    void failed(const crescendo::Error &error); ///< before anything was uploaded
};

} // namespace crescendo
