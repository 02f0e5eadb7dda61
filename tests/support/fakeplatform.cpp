#include "tests/support/fakeplatform.h"

#include <set>

namespace crescendo {

namespace {

/// As on the real ones: what ends a job or a pod, or gives it another try, stays done.
bool canBeUndone(const ChangeAction &action)
{
    static const std::set<QString> final{kindOf(CancelJob()), kindOf(RetryJob()), kindOf(DrainWorker()),
                                         kindOf(DeletePod()), kindOf(RestartPool())};
    return !final.contains(kindOf(action));
}

} // namespace

FakePlatform::FakePlatform(ConnectionId id, QString name) : m_id(std::move(id)), m_name(std::move(name))
{
    auto empty = std::make_shared<Snapshot>();
    empty->connection = m_id;
    m_snapshot = std::move(empty);
    onPreview = [](const Change &change) {
        Preview preview;
        preview.change = change;
        preview.differences = {{kindOf(change.action), QStringLiteral("before"), QStringLiteral("after")}};
        if (canBeUndone(change.action))
            preview.undo = change;
        return Result<Preview>(preview);
    };
    onApply = [](const Change &) { return Result<Receipt>(Receipt{{}, true, std::nullopt}); };
    onHistory = [](TimePoint, TimePoint) { return Result<Backfill>(Backfill()); };
}

void FakePlatform::start()
{
    setState(ConnectionState::Live);
}

void FakePlatform::stop()
{
    setState(ConnectionState::Stopped);
}

Async<Preview> FakePlatform::preview(const Change &change)
{
    return answer<Preview>([this, change] { return onPreview(change); });
}

Async<Receipt> FakePlatform::apply(const Change &change)
{
    m_applied.push_back(change);
    return answer<Receipt>([this, change] { return onApply(change); });
}

Async<Backfill> FakePlatform::history(TimePoint from, TimePoint to)
{
    return answer<Backfill>([this, from, to] { return onHistory(from, to); });
}

std::unique_ptr<Load> FakePlatform::makeLoad(const LoadPlan &plan)
{
    auto load = std::make_unique<FakeLoad>(plan);
    m_load = load.get();
    return load;
}

void FakePlatform::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void FakePlatform::show(TimePoint at, std::vector<Pool> pools, std::map<Source, SourceStatus> sources,
                        std::optional<Host> host, std::vector<Node> nodes)
{
    m_snapshot = succeed(m_snapshot, m_id, at, std::move(pools), std::move(sources), host, std::move(nodes));
    Q_EMIT snapshotChanged(m_snapshot);
}

void FakePlatform::release()
{
    m_held = false;
    for (const auto &settle : std::exchange(m_waiting, {}))
        settle();
}

template <typename T> Async<T> FakePlatform::answer(std::function<Result<T>()> make)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto settle = [promise, make = std::move(make)] {
        promise->addResult(make());
        promise->finish();
    };
    if (m_held)
        m_waiting.push_back(settle);
    else
        QMetaObject::invokeMethod(this, settle, Qt::QueuedConnection);
    return promise->future();
}

} // namespace crescendo
