#pragma once

#include "ui/interaction/navigator.h"

#include <vector>

class QWidget;

namespace crescendo {

class Crosshair;
class Page;
class TimeRange;
struct Services;

/// What pages are made of.
struct PageContext {
    const Services &services;
    Navigator &navigator;
    TimeRange &range;
    Crosshair &crosshair;
};

struct PageEntry {
    PageId id;
    const char *icon; ///< name of its icon
    Page *(*make)(const PageContext &context, QWidget *parent);
};

/// Every page, in the order of the navigation.
const std::vector<PageEntry> &pageEntries();

} // namespace crescendo
