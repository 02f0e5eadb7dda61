#include "aks/cordoning.h"

#include "aks/rewriting.h"
#include "base/shellquoted.h"
#include "net/jsonnode.h"

namespace crescendo {

/// A node as the server has it.
struct NodeCordoner::State {
    bool isCordoned = false;
    QString resourceVersion;
};

/// What the server made of one, or would make of it.
struct NodeCordoner::Write {
    State before;
    State after;
};

namespace {

const ResourceKind nodes{"v1", "nodes", {}};

QJsonObject patchOf(bool isCordoned)
{
    const QJsonValue value = isCordoned ? QJsonValue(true) : QJsonValue();
    return {{QStringLiteral("spec"), QJsonObject{{QStringLiteral("unschedulable"), value}}}};
}

std::vector<FieldDifference> differencesBetween(bool before, bool after)
{
    const auto flag = [](bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); };
    if (before == after)
        return {};
    return {{QStringLiteral("unschedulable"), flag(before), flag(after)}};
}

std::optional<Change> undoOf(const Change &change, bool before, bool after)
{
    if (before == after)
        return std::nullopt;
    const SetNodeCordoned back{std::get<SetNodeCordoned>(change.action).node, before};
    return Change{change.connection, change.pool, back, {}, {}};
}

} // namespace

NodeCordoner::NodeCordoner(ApiClient client, KubectlAddress address)
    : m_client(std::move(client))
    , m_address(std::move(address))
{
}

Async<Preview> NodeCordoner::preview(const Change &change) const
{
    const auto plan = [change, address = m_address](const Result<Write> &write) -> Result<Preview> {
        return write.map([&](const Write &done) {
            const auto &set = std::get<SetNodeCordoned>(change.action);
            const QString verb = set.cordoned ? QStringLiteral("cordon ") : QStringLiteral("uncordon ");
            Preview preview;
            preview.change = change;
            preview.differences = differencesBetween(done.before.isCordoned, done.after.isCordoned);
            preview.undo = undoOf(change, done.before.isCordoned, done.after.isCordoned);
            preview.command = kubectlCommand(address, verb + shellQuoted(set.node));
            return preview;
        });
    };
    return write(change, DryRun::All).then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> NodeCordoner::apply(const Change &change) const
{
    const auto confirm = [cordoner = *this, change](const Write &done) {
        const auto &set = std::get<SetNodeCordoned>(change.action);
        const auto tell = [change, before = done.before.isCordoned,
                           wanted = set.cordoned](const Result<State> &state) -> Result<Receipt> {
            return state.map([&](const State &now) {
                return Receipt{differencesBetween(before, now.isCordoned), now.isCordoned == wanted,
                               undoOf(change, before, now.isCordoned)};
            });
        };
        return cordoner.read(set.node).then(QtFuture::Launch::Sync, tell);
    };
    return andThen(write(change, DryRun::No), confirm);
}

Async<NodeCordoner::Write> NodeCordoner::write(const Change &change, DryRun dryRun) const
{
    const auto set = std::get<SetNodeCordoned>(change.action);
    const auto read = [cordoner = *this, set] { return cordoner.read(set.node); };
    const auto patch = [client = m_client, set, dryRun](const State &before) {
        const auto parse = [before](const Result<QByteArray> &body) -> Result<Write> {
            return body.and_then(parseState).map([&](const State &after) { return Write{before, after}; });
        };
        return client.patch(nodes, set.node, before.resourceVersion, patchOf(set.cordoned), dryRun)
            .then(QtFuture::Launch::Sync, parse);
    };
    return rewrite(read, patch);
}

Async<NodeCordoner::State> NodeCordoner::read(const QString &node) const
{
    return m_client.object(nodes, node).then(QtFuture::Launch::Sync, [](const Result<QByteArray> &body) {
        return body.and_then(parseState);
    });
}

Result<NodeCordoner::State> NodeCordoner::parseState(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("node"), [](const JsonNode &node) {
        return State{node["spec"]["unschedulable"].boolean(), node["metadata"]["resourceVersion"].text()};
    });
}

} // namespace crescendo
