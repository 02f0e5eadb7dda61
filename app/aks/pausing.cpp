#include "aks/pausing.h"

#include "aks/rewriting.h"
#include "kubernetes/scaledobjectresource.h"
#include "net/jsonnode.h"

namespace crescendo {

/// A ScaledObject as the server has it.
struct PauseChanger::State {
    ScaledObject object;
    QString resourceVersion;
};

/// What the server made of one, or would make of it.
struct PauseChanger::Write {
    ScaledObject before;
    ScaledObject after;
};

namespace {

const QString operation = QStringLiteral("pause scaling");

ResourceKind scaledObjectsIn(const QString &namespaceName)
{
    return {kedaVersion, "scaledobjects", namespaceName};
}

bool isPausing(const Change &change)
{
    const auto *set = std::get_if<SetAutoscalerEnabled>(&change.action);
    return set && !set->enabled;
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
    const auto plan = [change, address = m_address](const Result<Write> &write) -> Result<Preview> {
        return write.map([&](const Write &done) {
            Preview preview;
            preview.change = change;
            preview.change.basedOn = done.before.version;
            preview.differences = differencesBetween(done.before.pause, done.after.pause);
            preview.undo = undoOf(change, done.before.pause, done.after.pause);
            preview.command = pauseCommand(done.before, isPausing(change), address);
            return preview;
        });
    };
    return write(change, pool, DryRun::All).then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> PauseChanger::apply(const Change &change, const Pool &pool) const
{
    const auto confirm = [changer = *this, change](const Write &done) {
        const auto tell = [change,
                           before = done.before.pause](const Result<State> &state) -> Result<Receipt> {
            return state.map([&](const State &now) {
                const ScalingPause &pause = now.object.pause;
                return Receipt{differencesBetween(before, pause), pause.isWhole == isPausing(change),
                               undoOf(change, before, pause)};
            });
        };
        return changer.read(done.after).then(QtFuture::Launch::Sync, tell);
    };
    return andThen(write(change, pool, DryRun::No), confirm);
}

Async<PauseChanger::Write> PauseChanger::write(const Change &change, const Pool &pool, DryRun dryRun) const
{
    if (!pool.scaledObject)
        return ready<Write>(
            fail(ErrorKind::Unsupported, operation,
                 pool.hpa ? QStringLiteral("an HPA cannot be paused; only KEDA's ScaledObjects can")
                          : QStringLiteral("nothing scales this pool by itself")));
    const auto check = [basedOn = change.basedOn](const Result<State> &state) -> Result<State> {
        if (state && !basedOn.isEmpty() && basedOn != state->object.version)
            return fail(ErrorKind::Conflict, operation,
                        QStringLiteral("the ScaledObject was changed meanwhile"));
        return state;
    };
    const auto read = [changer = *this, object = *pool.scaledObject, check] {
        return changer.read(object).then(QtFuture::Launch::Sync, check);
    };
    const auto patch = [client = m_client, change, dryRun](const State &before) {
        const auto parse = [object = before.object](const Result<QByteArray> &body) -> Result<Write> {
            return body.and_then(parseState).map([&](const State &after) {
                return Write{object, after.object};
            });
        };
        return client
            .patch(scaledObjectsIn(before.object.namespaceName), before.object.name, before.resourceVersion,
                   patchOf(isPausing(change)), dryRun)
            .then(QtFuture::Launch::Sync, parse);
    };
    return rewrite(read, patch);
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
