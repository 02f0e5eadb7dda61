#include "ui/presentation/statetext.h"

#include "ui/presentation/errortext.h"
#include "ui/presentation/troubletext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct StateTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::StateTexts)
};

constexpr int silentIntervals = 3;

const SourceStatus *freshest(const Snapshot &snapshot, const std::vector<Source> &wanted)
{
    const SourceStatus *best = nullptr;
    for (const Source source : wanted) {
        const auto found = snapshot.sources.find(source);
        if (found != snapshot.sources.end() && (!best || found->second.lastSeen > best->lastSeen))
            best = &found->second;
    }
    return best;
}

/// Of what its connection lives on.
std::optional<Error> troubleOf(const Platform &platform)
{
    const SnapshotPtr snapshot = platform.snapshot();
    const auto state = snapshot->sources.find(Source::State);
    return state == snapshot->sources.end() ? std::nullopt : state->second.error;
}

} // namespace

StateText textOf(WorkerState state)
{
    switch (state) {
    case WorkerState::Starting:
        return {Tone::Accent, StateTexts::tr("Starting")};
    case WorkerState::Idle:
        return {Tone::Fine, StateTexts::tr("Idle")};
    case WorkerState::Busy:
        return {Tone::Fine, StateTexts::tr("Busy")};
    case WorkerState::Running:
        return {Tone::Fine, StateTexts::tr("Running")};
    case WorkerState::Draining:
        return {Tone::Limited, StateTexts::tr("Draining")};
    case WorkerState::Exited:
        break;
    }
    return {Tone::Broken, StateTexts::tr("Exited")};
}

StateText stateOf(const Worker &worker)
{
    return worker.trouble ? StateText{Tone::Broken, textOf(worker.trouble->kind)} : textOf(worker.state);
}

StateText textOf(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Connecting:
        return {Tone::Accent, StateTexts::tr("Connecting")};
    case ConnectionState::Live:
        return {Tone::Fine, StateTexts::tr("Live")};
    case ConnectionState::Lost:
        return {Tone::Broken, StateTexts::tr("Lost")};
    case ConnectionState::Stopped:
        break;
    }
    return {Tone::Muted, StateTexts::tr("Closed")};
}

StateText stateOf(const Platform &platform)
{
    const StateText state = textOf(platform.state());
    if (platform.isUnsafe())
        return {Tone::Broken, StateTexts::tr("%1 · unsafe").arg(state.text)};
    const bool isLive = platform.state() == ConnectionState::Live;
    return isLive && troubleOf(platform)
        ? StateText{Tone::Limited, StateTexts::tr("%1 · limited").arg(state.text)}
        : state;
}

QString troubleTextOf(const Platform &platform)
{
    const std::optional<Error> trouble = troubleOf(platform);
    return trouble ? sentenceOf(*trouble) : QString();
}

StateText textOf(ChangeState state)
{
    switch (state) {
    case ChangeState::Applying:
        return {Tone::Accent, StateTexts::tr("Applying")};
    case ChangeState::Verified:
        return {Tone::Fine, StateTexts::tr("Verified")};
    case ChangeState::Unverified:
        return {Tone::Limited, StateTexts::tr("Not confirmed")};
    case ChangeState::Failed:
        return {Tone::Broken, StateTexts::tr("Failed")};
    case ChangeState::Refused:
        return {Tone::Broken, StateTexts::tr("Refused")};
    case ChangeState::Interrupted:
        return {Tone::Limited, StateTexts::tr("Interrupted")};
    case ChangeState::Undone:
        break;
    }
    return {Tone::Muted, StateTexts::tr("Undone")};
}

StateText textOf(AutoscalerStatus status)
{
    switch (status) {
    case AutoscalerStatus::Active:
        return {Tone::Fine, StateTexts::tr("Active")};
    case AutoscalerStatus::Disabled:
        return {Tone::Limited, StateTexts::tr("Off")};
    case AutoscalerStatus::Degraded:
        return {Tone::Broken, StateTexts::tr("Degraded")};
    case AutoscalerStatus::Unknown:
        break;
    }
    return {Tone::Muted, StateTexts::tr("Unknown")};
}

Freshness freshnessOf(const Snapshot &snapshot, const std::vector<Source> &wanted, TimePoint now)
{
    const SourceStatus *status = freshest(snapshot, wanted);
    if (!status || status->lastSeen == TimePoint()) {
        const QString because =
            status && status->error ? sentenceOf(*status->error) : StateTexts::tr("There was no answer yet.");
        return {StateTexts::tr("never"), because, {}, true};
    }
    const Millis age = now - status->lastSeen;
    if (age <= silentIntervals * status->interval)
        return {ageText(age), {}, status->latency ? preciseText(status->latency) : QString(), false};
    const QString because = status->error
        ? sentenceOf(*status->error)
        : StateTexts::tr("Nothing was heard for more than three intervals of %1.")
              .arg(durationText(std::chrono::ceil<Seconds>(status->interval)));
    return {ageText(age), because, {}, true};
}

} // namespace crescendo
