#pragma once

#include "platform/clusterobjects.h"
#include "platform/platform.h"
#include "tests/support/fakejobboard.h"
#include "tests/support/fakeload.h"
#include "tests/support/fakelogs.h"

#include <QPointer>
#include <QPromise>

#include <deque>
#include <functional>

namespace crescendo {

/// Objects that are all the same, and say which they are.
class FakeObjects final : public ClusterObjects {
public:
    Async<ObjectDescription> describe(const ObjectRef &object) const override
    {
        return ready<ObjectDescription>(ObjectDescription{QStringLiteral("name: ") + object.name, {}, {}});
    }
};

/// A platform that does what the test says. Answers come from functions that can be replaced; by default a
/// preview shows the change as one difference, and apply verifies at once. hold() keeps answers back until
/// release().
class FakePlatform final : public Platform {
public:
    explicit FakePlatform(ConnectionId id, QString name = QStringLiteral("Fake platform"));

    ConnectionId id() const override { return m_id; }
    QString name() const override { return m_name; }
    bool isUnsafe() const override { return unsafe; }
    Capabilities capabilities() const override { return m_capabilities; }
    ConnectionState state() const override { return m_state; }
    SnapshotPtr snapshot() const override { return m_snapshot; }
    void start() override;
    void stop() override;
    Async<Preview> preview(const Change &change) override;
    Async<Receipt> apply(const Change &change) override;
    std::optional<MissingRight> missingRight(const Change &change) const override
    {
        return onMissingRight(change);
    }
    Async<Backfill> history(TimePoint from, TimePoint to) override;
    const LogSources *logs() const override { return m_capabilities.logs ? &fakeLogs : nullptr; }
    const ClusterObjects *objects() const override { return m_capabilities.cluster ? &m_objects : nullptr; }
    JobBoard *jobs() override { return m_capabilities.jobs ? &board : nullptr; }
    std::unique_ptr<Load> makeLoad(const LoadPlan &plan) override;

    void setCapabilities(const Capabilities &capabilities) { m_capabilities = capabilities; }
    void setState(ConnectionState state);
    /// Replaces the snapshot by its successor and emits.
    void show(TimePoint at, std::vector<Pool> pools, std::map<Source, SourceStatus> sources = {},
              std::optional<Host> host = {}, std::vector<Node> nodes = {});

    bool unsafe = false;
    FakeJobBoard board; ///< what jobs() tells, where its capabilities say so
    std::function<Result<Preview>(const Change &)> onPreview;
    std::function<Result<Receipt>(const Change &)> onApply;
    std::function<Result<Backfill>(TimePoint, TimePoint)> onHistory;

    std::function<std::optional<MissingRight>(const Change &)> onMissingRight = [](const Change &) {
        return std::optional<MissingRight>();
    };

    FakeLogs fakeLogs; ///< told while the capabilities have logs

    void hold() { m_held = true; }
    void release();

    FakeLoad *load() const { return m_load; } ///< the last one; null when it is gone
    const std::vector<Change> &applied() const { return m_applied; }

private:
    template <typename T> Async<T> answer(std::function<Result<T>()> make);

    FakeObjects m_objects;
    ConnectionId m_id;
    QString m_name;
    Capabilities m_capabilities;
    ConnectionState m_state = ConnectionState::Stopped;
    SnapshotPtr m_snapshot;
    bool m_held = false;
    std::deque<std::function<void()>> m_waiting;
    std::vector<Change> m_applied;
    QPointer<FakeLoad> m_load;
};

} // namespace crescendo
