#pragma once

#include "ui/interaction/page.h"

namespace crescendo {

struct Services;

/// What the console connects to, and how its operator wants it to be.
class SettingsPage final : public Page {
    Q_OBJECT

public:
    explicit SettingsPage(const Services &services, QWidget *parent = nullptr);

    void setNow(TimePoint /*now*/) override {}
};

} // namespace crescendo
