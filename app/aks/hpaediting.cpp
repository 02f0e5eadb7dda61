#include "aks/hpaediting.h"

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
    const auto edit = std::make_shared<Edit>();
    const auto dryRun = [editor = *this, edit](const Result<Edit> &begun) {
        if (!begun)
            return ready<State>(fail(begun.error()));
        *edit = *begun;
        return editor.write(*begun, DryRun::All);
    };
    const auto plan = [change, edit, address = m_address](const Result<State> &after) -> Result<Preview> {
        if (!after)
            return fail(after.error());
        Preview preview;
        preview.change = change;
        preview.change.basedOn = edit->before.hpa.version;
        preview.differences = differencesBetween(edit->before.hpa.spec, after->hpa.spec);
        preview.warnings = warningsOf(change.action, after->hpa.spec, edit->wanted);
        preview.undo = undoOf(change, edit->before.hpa.spec);
        preview.command = patchCommand(edit->before.hpa, edit->patch, address);
        return preview;
    };
    return begin(change, pool)
        .then(QtFuture::Launch::Sync, dryRun)
        .unwrap()
        .then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> HpaEditor::apply(const Change &change, const Pool &pool) const
{
    const auto edit = std::make_shared<Edit>();
    const auto write = [editor = *this, edit](const Result<Edit> &begun) {
        if (!begun)
            return ready<State>(fail(begun.error()));
        *edit = *begun;
        return editor.write(*begun, DryRun::No);
    };
    const auto readBack = [editor = *this](const Result<State> &written) {
        return written ? editor.read(written->hpa) : ready<State>(fail(written.error()));
    };
    const auto tell = [change, edit](const Result<State> &now) -> Result<Receipt> {
        return now.map([&](const State &state) {
            return receiptOf(change, edit->wanted, edit->before.hpa.spec, state.hpa.spec);
        });
    };
    return begin(change, pool)
        .then(QtFuture::Launch::Sync, write)
        .unwrap()
        .then(QtFuture::Launch::Sync, readBack)
        .unwrap()
        .then(QtFuture::Launch::Sync, tell);
}

/// A change may be based on a spec; the object's own version changes with each look at its metrics.
Async<HpaEditor::Edit> HpaEditor::begin(const Change &change, const Pool &pool) const
{
    if (!pool.hpa)
        return ready<Edit>(fail(ErrorKind::Unsupported, operation, QStringLiteral("there is no HPA")));
    const auto take = [change](const Result<State> &state) -> Result<Edit> {
        if (!state)
            return fail(state.error());
        if (const Result<> ours = checkIsOurs(state->hpa); !ours)
            return fail(ours.error());
        if (!change.basedOn.isEmpty() && change.basedOn != state->hpa.version)
            return fail(ErrorKind::Conflict, operation, QStringLiteral("the HPA was changed meanwhile"));
        return wantedOf(change.action, state->hpa.spec).map([&state](const HpaSpec &wanted) {
            return Edit{*state, wanted, hpaSpecPatch(state->spec, state->hpa.spec, wanted)};
        });
    };
    return read(*pool.hpa).then(QtFuture::Launch::Sync, take);
}

Async<HpaEditor::State> HpaEditor::write(const Edit &edit, DryRun dryRun) const
{
    const Hpa &hpa = edit.before.hpa;
    if (edit.patch.isEmpty())
        return ready<State>(edit.before);
    return m_client
        .patch(hpasIn(hpa.namespaceName), hpa.name, edit.before.resourceVersion, patchOf(edit.patch), dryRun)
        .then(QtFuture::Launch::Sync,
              [](const Result<QByteArray> &body) { return body.and_then(parseState); });
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
