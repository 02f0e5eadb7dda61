#pragma once

#include "platform/load.h"

namespace crescendo {

/// A load whose uploads are what the test says: it emits Load's signals itself.
class FakeLoad final : public Load {
public:
    explicit FakeLoad(LoadPlan asked) : plan(std::move(asked)) {}

    void start() override { isStarted = true; }

    const LoadPlan plan;
    bool isStarted = false;
};

} // namespace crescendo
