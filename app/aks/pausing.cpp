#include "aks/pausing.h"

#include "kubernetes/scaledobjectresource.h"
#include "net/jsonnode.h"

namespace crescendo {

/// A ScaledObject as the server has it.
struct PauseChanger::State {
    ScaledObject object;
    QString resourceVersion;
};

namespace {

const QString operation = QStringLiteral("pause scaling");

ResourceKind scaledObjectsIn(const QString &namespaceName)
{
    return {kedaVersion, "scaledobjects", namespaceName};
}

/// Resumed is what neither annotation pauses.
QJsonObject patchOf(bool isPaused)
{
    QJsonObject annotations{{kedaAnnotation::paused, QStringLiteral("true")}};
    if (!isPaused)
        annotations = {{kedaAnnotation::paused, QJsonValue()},
                       {kedaAnnotation::pausedReplicas, QJsonValue()}};
    return {{QStringLiteral("metadata"), QJsonObject{{QStringLiteral("annotations"), annotations}}}};
}

QString pauseCommand(const ScaledObject &object, bool isPaused, const KubectlAddress &address)
{
    const QString annotations = isPaused
        ? kedaAnnotation::paused + QStringLiteral("=true --overwrite")
        : kedaAnnotation::paused + QStringLiteral("- ") + kedaAnnotation::pausedReplicas + QLatin1Char('-');
    return kubectlCommand(address,
                          QStringLiteral("annotate scaledobject %1 %2 -n %3")
                              .arg(object.name, annotations, object.namespaceName));
}

std::vector<FieldDifference> differencesBetween(const ScalingPause &before, const ScalingPause &after)
{
    const auto flag = [](bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); };
    if (before.isWhole == after.isWhole)
        return {};
    return {{QStringLiteral("paused"), flag(before.isWhole), flag(after.isWhole)}};
}

/// Nothing puts back replicas that it was once paused at.
std::optional<Change> undoOf(const Change &change, const ScalingPause &before, const ScalingPause &after)
{
    if (before.replicas || differencesBetween(before, after).empty())
        return std::nullopt;
    return Change{change.connection, change.pool, SetAutoscalerEnabled{!before.isWhole}, {}, {}};
}

} // namespace

PauseChanger::PauseChanger(ApiClient client, KubectlAddress address)
    : m_client(std::move(client))
    , m_address(std::move(address))
{
}

Async<Preview> PauseChanger::preview(const Change &change, const Pool &pool) const
{
    const auto *set = std::get_if<SetAutoscalerEnabled>(&change.action);
    const bool isPaused = set && !set->enabled;
    const auto before = std::make_shared<State>();
    const auto dryRun = [changer = *this, before, isPaused](const Result<State> &begun) {
        if (!begun)
            return ready<State>(fail(begun.error()));
        *before = *begun;
        return changer.write(*begun, isPaused, DryRun::All);
    };
    const auto plan = [change, before, isPaused,
                       address = m_address](const Result<State> &after) -> Result<Preview> {
        if (!after)
            return fail(after.error());
        Preview preview;
        preview.change = change;
        preview.change.basedOn = before->object.version;
        preview.differences = differencesBetween(before->object.pause, after->object.pause);
        preview.undo = undoOf(change, before->object.pause, after->object.pause);
        preview.command = pauseCommand(before->object, isPaused, address);
        return preview;
    };
    return begin(change, pool)
        .then(QtFuture::Launch::Sync, dryRun)
        .unwrap()
        .then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> PauseChanger::apply(const Change &change, const Pool &pool) const
{
    const auto *set = std::get_if<SetAutoscalerEnabled>(&change.action);
    const bool isPaused = set && !set->enabled;
    const auto before = std::make_shared<State>();
    const auto write = [changer = *this, before, isPaused](const Result<State> &begun) {
        if (!begun)
            return ready<State>(fail(begun.error()));
        *before = *begun;
        return changer.write(*begun, isPaused, DryRun::No);
    };
    const auto readBack = [changer = *this](const Result<State> &written) {
        return written ? changer.read(written->object) : ready<State>(fail(written.error()));
    };
    const auto tell = [change, before, isPaused](const Result<State> &now) -> Result<Receipt> {
        return now.map([&](const State &state) {
            const ScalingPause &pause = state.object.pause;
            return Receipt{differencesBetween(before->object.pause, pause), pause.isWhole == isPaused,
                           undoOf(change, before->object.pause, pause)};
        });
    };
    return begin(change, pool)
        .then(QtFuture::Launch::Sync, write)
        .unwrap()
        .then(QtFuture::Launch::Sync, readBack)
        .unwrap()
        .then(QtFuture::Launch::Sync, tell);
}

Async<PauseChanger::State> PauseChanger::begin(const Change &change, const Pool &pool) const
{
    if (!pool.scaledObject)
        return ready<State>(
            fail(ErrorKind::Unsupported, operation,
                 pool.hpa ? QStringLiteral("an HPA cannot be paused; only KEDA's ScaledObjects can")
                          : QStringLiteral("nothing scales this pool by itself")));
    const auto check = [basedOn = change.basedOn](const Result<State> &state) -> Result<State> {
        if (state && !basedOn.isEmpty() && basedOn != state->object.version)
            return fail(ErrorKind::Conflict, operation,
                        QStringLiteral("the ScaledObject was changed meanwhile"));
        return state;
    };
    return read(*pool.scaledObject).then(QtFuture::Launch::Sync, check);
}

Async<PauseChanger::State> PauseChanger::write(const State &before, bool isPaused, DryRun dryRun) const
{
    const ScaledObject &object = before.object;
    return m_client
        .patch(scaledObjectsIn(object.namespaceName), object.name, before.resourceVersion, patchOf(isPaused),
               dryRun)
        .then(QtFuture::Launch::Sync,
              [](const Result<QByteArray> &body) { return body.and_then(parseState); });
}

Async<PauseChanger::State> PauseChanger::read(const ScaledObject &object) const
{
    return m_client.object(scaledObjectsIn(object.namespaceName), object.name)
        .then(QtFuture::Launch::Sync,
              [](const Result<QByteArray> &body) { return body.and_then(parseState); });
}

Result<PauseChanger::State> PauseChanger::parseState(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("ScaledObject"), [](const JsonNode &object) {
        return State{scaledObjectFrom(object), object["metadata"]["resourceVersion"].text()};
    });
}

} // namespace crescendo
