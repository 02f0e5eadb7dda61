#pragma once

#include "domain/sample.h"
#include "domain/snapshot.h"
#include "ui/theme/colours.h"

#include <QWidget>

namespace crescendo {

class LiveSeries;
class StatTile;

/// A pool's numbers at a glance.
class PoolTiles final : public QWidget {
    Q_OBJECT

public:
    explicit PoolTiles(const LiveSeries &live, QWidget *parent = nullptr);

    void show(const Snapshot &snapshot, const Pool &pool, TimePoint now);

private:
    StatTile *add(const char *name, const QString &title, Ink ink);
    void showResources(const Snapshot &snapshot, const Pool &pool, TimePoint now);
    void showGpu(const Snapshot &snapshot, const SeriesKey &key, TimePoint now);

    const LiveSeries &m_live;
    StatTile *m_queue;
    StatTile *m_workers;
    StatTile *m_busy;
    StatTile *m_cpu;
    StatTile *m_memory;
    StatTile *m_gpu; ///< hidden where there are some and the pool computes on none
};

} // namespace crescendo
