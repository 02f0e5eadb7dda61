#include "aks/hpaediting.h"

#include "aks/rewriting.h"
#include "base/shellquoted.h"
#include "kubernetes/hparesource.h"
#include "kubernetes/hpaspecresource.h"
#include "net/jsonnode.h"

#include <QJsonDocument>
#include <QStringList>

namespace crescendo {

/// An HPA as the server has it.
struct HpaEditor::State {
    Hpa hpa;
    QString resourceVersion;
    QJsonObject spec;
};

/// What is there, what it is to be, and the way.
struct HpaEditor::Edit {
    State before;
    HpaSpec wanted;
    QJsonObject patch; ///< of the spec; empty where nothing differs
    Hpa after; ///< what the server made of it, or would
};

namespace {

const QString operation = QStringLiteral("change HPA");

ResourceKind hpasIn(const QString &namespaceName)
{
    return {"autoscaling/v2", "horizontalpodautoscalers", namespaceName};
}

QJsonObject patchOf(const QJsonObject &spec)
{
    return {{QStringLiteral("spec"), spec}};
}

QString patchCommand(const Hpa &hpa, const QJsonObject &patch, const KubectlAddress &address)
{
    const QString json = QString::fromUtf8(QJsonDocument(patchOf(patch)).toJson(QJsonDocument::Compact));
    return kubectlCommand(address,
                          QStringLiteral("patch hpa %1 -n %2 --type merge -p %3")
                              .arg(hpa.name, hpa.namespaceName, shellQuoted(json)));
}

Result<> checkIsOurs(const Hpa &hpa)
{
    if (hpa.scaledObject.isEmpty())
        return {};
    return fail(ErrorKind::Unsupported, operation,
                QStringLiteral("KEDA made it for ScaledObject %1 and would put it back: change that instead")
                    .arg(hpa.scaledObject));
}

/// What the change makes of an HPA.
Result<HpaSpec> wantedOf(const ChangeAction &action, const HpaSpec &now)
{
    if (const auto *edit = std::get_if<EditHpa>(&action))
        return edit->spec;
    const HpaSpec wanted = withProfile(now, std::get<ApplyProfile>(action).profile);
    const std::vector<ProfileFault> faults = faultsOf(wanted);
    if (faults.empty())
        return wanted;
    return fail(ErrorKind::InvalidInput, operation,
                faults.front().field + QLatin1Char(' ') + faults.front().rule);
}

/// What of a profile no HPA has.
QStringList withoutCounterpart(const ChangeAction &action)
{
    const auto *apply = std::get_if<ApplyProfile>(&action);
    if (!apply)
        return {};
    QStringList fields{QStringLiteral("ScaleUpThreshold"), QStringLiteral("ScaleDownThreshold")};
    if (!apply->profile.enabled)
        fields.prepend(QStringLiteral("Enabled"));
    return fields;
}

/// Also of what the server would hold otherwise than it was asked.
std::vector<Warning> warningsOf(const ChangeAction &action, const HpaSpec &held, const HpaSpec &wanted)
{
    std::vector<Warning> warnings;
    const auto warn = [&warnings](WarningKind kind, const QStringList &fields) {
        if (!fields.isEmpty())
            warnings.push_back({kind, fields.join(QStringLiteral(", "))});
    };
    QStringList dropped;
    for (const FieldDifference &difference : differencesBetween(held, wanted))
        dropped += difference.field;
    warn(WarningKind::NoCounterpart, withoutCounterpart(action));
    warn(WarningKind::NotKept, dropped);
    return warnings;
}

Change undoOf(const Change &change, const HpaSpec &before)
{
    return {change.connection, change.pool, EditHpa{before}, {}, {}};
}

Receipt receiptOf(const Change &change, const HpaSpec &wanted, const HpaSpec &before, const HpaSpec &now)
{
    Receipt receipt;
    receipt.readBack = differencesBetween(before, now);
    receipt.verified = differencesBetween(now, wanted).empty();
    if (!receipt.readBack.empty())
        receipt.undo = undoOf(change, before);
    return receipt;
}

} // namespace

bool HpaEditor::isAbout(const ChangeAction &action)
{
    return std::holds_alternative<EditHpa>(action) || std::holds_alternative<ApplyProfile>(action);
}

HpaEditor::HpaEditor(ApiClient client, KubectlAddress address)
    : m_client(std::move(client))
    , m_address(std::move(address))
{
}

Async<Preview> HpaEditor::preview(const Change &change, const Pool &pool) const
{
    const auto plan = [change, address = m_address](const Result<Edit> &edit) -> Result<Preview> {
        return edit.map([&](const Edit &done) {
            const HpaSpec &before = done.before.hpa.spec;
            Preview preview;
            preview.change = change;
            preview.change.basedOn = done.before.hpa.version;
            preview.differences = differencesBetween(before, done.after.spec);
            preview.warnings = warningsOf(change.action, done.after.spec, done.wanted);
            preview.undo = undoOf(change, before);
            preview.command = patchCommand(done.before.hpa, done.patch, address);
            return preview;
        });
    };
    return write(change, pool, DryRun::All).then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> HpaEditor::apply(const Change &change, const Pool &pool) const
{
    const auto confirm = [editor = *this, change](const Edit &done) {
        const auto tell = [change, done](const Result<State> &state) -> Result<Receipt> {
            return state.map([&](const State &now) {
                return receiptOf(change, done.wanted, done.before.hpa.spec, now.hpa.spec);
            });
        };
        return editor.read(done.after).then(QtFuture::Launch::Sync, tell);
    };
    return andThen(write(change, pool, DryRun::No), confirm);
}

/// A change may be based on a spec; the object's own version changes with each look at its metrics.
Async<HpaEditor::Edit> HpaEditor::write(const Change &change, const Pool &pool, DryRun dryRun) const
{
    if (!pool.hpa)
        return ready<Edit>(fail(ErrorKind::Unsupported, operation, QStringLiteral("there is no HPA")));
    const auto begin = [change](const Result<State> &state) -> Result<Edit> {
        if (!state)
            return fail(state.error());
        if (const Result<> ours = checkIsOurs(state->hpa); !ours)
            return fail(ours.error());
        if (!change.basedOn.isEmpty() && change.basedOn != state->hpa.version)
            return fail(ErrorKind::Conflict, operation, QStringLiteral("the HPA was changed meanwhile"));
        return wantedOf(change.action, state->hpa.spec).map([&state](const HpaSpec &wanted) {
            return Edit{*state, wanted, hpaSpecPatch(state->spec, state->hpa.spec, wanted), state->hpa};
        });
    };
    const auto read = [editor = *this, hpa = *pool.hpa, begin] {
        return editor.read(hpa).then(QtFuture::Launch::Sync, begin);
    };
    const auto patch = [editor = *this, dryRun](const Edit &edit) { return editor.patch(edit, dryRun); };
    return rewrite(read, patch);
}

Async<HpaEditor::Edit> HpaEditor::patch(const Edit &edit, DryRun dryRun) const
{
    if (edit.patch.isEmpty())
        return ready<Edit>(edit);
    const Hpa &hpa = edit.before.hpa;
    const auto take = [edit](const Result<QByteArray> &body) -> Result<Edit> {
        return body.and_then(parseState).map([&edit](const State &after) {
            return Edit{edit.before, edit.wanted, edit.patch, after.hpa};
        });
    };
    return m_client
        .patch(hpasIn(hpa.namespaceName), hpa.name, edit.before.resourceVersion, patchOf(edit.patch), dryRun)
        .then(QtFuture::Launch::Sync, take);
}

Async<HpaEditor::State> HpaEditor::read(const Hpa &hpa) const
{
    return m_client.object(hpasIn(hpa.namespaceName), hpa.name)
        .then(QtFuture::Launch::Sync,
              [](const Result<QByteArray> &body) { return body.and_then(parseState); });
}

Result<HpaEditor::State> HpaEditor::parseState(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("HPA"), [](const JsonNode &object) {
        return State{hpaFrom(object), object["metadata"]["resourceVersion"].text(),
                     object["spec"].value().toObject()};
    });
}

} // namespace crescendo
