#pragma once

#include "domain/indicators.h"
#include "ui/theme/colours.h"

#include <QWidget>

namespace crescendo {

class StatTile;

/// The key indicators at a glance, each with its course over the window's stretch of time.
class IndicatorTiles final : public QWidget {
    Q_OBJECT

public:
    explicit IndicatorTiles(QWidget *parent = nullptr);

    void show(const Indicators &whole, const std::vector<Indicators> &course);

private:
    StatTile *add(const char *name, const QString &title, Ink ink);

    StatTile *m_throughput;
    StatTile *m_waiting;
    StatTile *m_processing;
    StatTile *m_busy;
    StatTile *m_scaling;
    StatTile *m_errors;
};

} // namespace crescendo
