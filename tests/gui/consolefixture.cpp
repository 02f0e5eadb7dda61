#include "tests/gui/consolefixture.h"

#include "base/future.h"
#include "tests/gui/demohour.h"
#include "tests/support/await.h"

namespace crescendo {
namespace {

template <typename T> QFuture<T> settled(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

template <typename T> std::unique_ptr<T> opened(Result<std::unique_ptr<T>> result)
{
    if (!result)
        qFatal("%s", qPrintable(describe(result.error())));
    return std::move(*result);
}

FakePlatform &addPlatform(Connections &connections)
{
    return static_cast<FakePlatform &>(connections.add(std::make_unique<FakePlatform>(
        ConnectionId{QStringLiteral("local")}, QStringLiteral("Local platform"))));
}

} // namespace

QFuture<std::optional<Proposal>> ScriptedOperator::confirm(const ChangeQuestion &question)
{
    questions.push_back(question);
    if (!accepts)
        return settled<std::optional<Proposal>>(std::nullopt);
    Proposal proposal = question.proposal;
    proposal.preview.change.reason = reason;
    return settled<std::optional<Proposal>>(proposal);
}

QFuture<std::vector<Proposal>> ScriptedOperator::confirmAll(const std::vector<ChangeQuestion> &asked)
{
    ++batches;
    std::vector<Proposal> confirmed;
    for (const ChangeQuestion &question : asked) {
        if (const std::optional<Proposal> proposal = confirm(question).result())
            confirmed.push_back(*proposal);
    }
    return settled(confirmed);
}

QFuture<std::vector<SetReplicas>> ScriptedOperator::askScale(const ScaleQuestion &question)
{
    scaleQuestion = question;
    return settled(scale);
}

QFuture<std::optional<WorkerLimits>> ScriptedOperator::askLimits(const LimitsQuestion &question)
{
    limitsQuestion = question;
    return settled(limits);
}

QFuture<std::optional<HpaSpec>> ScriptedOperator::askHpa(const HpaQuestion &question)
{
    hpaQuestion = question;
    return settled(hpa);
}

QFuture<std::optional<QString>> ScriptedOperator::askSaveFileName(const QString & /*title*/,
                                                                  const QString & /*suggested*/,
                                                                  const QString & /*filter*/)
{
    return settled(savePath.isEmpty() ? std::nullopt : std::optional(savePath));
}

QFuture<std::optional<QString>> ScriptedOperator::askOpenFileName(const QString & /*title*/,
                                                                  const QString & /*filter*/)
{
    return settled(openPath.isEmpty() ? std::nullopt : std::optional(openPath));
}

QFuture<std::optional<QString>> ScriptedOperator::askText(const TextQuestion &question)
{
    textQuestion = question;
    const bool isGiven = !text.isEmpty() && question.refusalOf(text).isEmpty();
    return settled(isGiven ? std::optional(text) : std::nullopt);
}

void ScriptedOperator::showObject(const QString &title, const Async<ObjectDescription> & /*description*/)
{
    objects += title;
}

QFuture<bool> ScriptedOperator::askWhether(const QString & /*title*/, const QString &text,
                                           const QString & /*action*/)
{
    warnings << text;
    return settled(accepts);
}

void scaleDuringTest(ConsoleFixture &console)
{
    FakeLoad &load = *console.platform.load();
    Q_EMIT load.uploading();
    for (int i = 1; i < load.plan.clips; ++i)
        Q_EMIT load.accepted();
    Q_EMIT load.refused({ErrorKind::LimitExceeded, QStringLiteral("upload audio"),
                         QStringLiteral("the file is larger than 268435456 bytes"), 413});
    Pool pool = *console.platform.snapshot()->pool({QStringLiteral("analysis")});
    const int before = pool.ready.value_or(0);
    Decision decision = pool.decisions.front();
    decision.at += Seconds(60);
    decision.from = before;
    decision.to = before + 1;
    console.clock.advance(Millis(4'300));
    Q_EMIT console.platform.eventObserved({console.clock.now(), decision, {}});
    for (const auto &[ready, pending] : {std::pair(before, 9), {before + 1, 6}, {before + 1, 0}}) {
        console.clock.advance(Seconds(7));
        pool.ready = ready;
        pool.queue = QueueDepth{pending, 0};
        console.platform.show(console.clock.now(), {pool});
    }
}

ConsoleFixture::ConsoleFixture(Interaction *interaction)
    : history(opened(HistoryStore::open(folder.filePath(QStringLiteral("history.db")), clock)))
    , journal(opened(Journal::open(folder.filePath(QStringLiteral("journal.db")), clock)))
    , preferences(folder.path())
    , presets(folder.path())
    , configured(connections, factory, ConnectionsStore(folder.path()), secrets)
    , pipeline(connections, *journal, QStringLiteral("tester"))
    , platform(addPlatform(connections))
    , m_interaction(interaction ? *interaction : scriptedOperator)
{
    Capabilities capabilities;
    capabilities.liveEvents = true;
    capabilities.perWorkerState = true;
    capabilities.holds = true;
    capabilities.profilesPerPool = true;
    capabilities.drain = true;
    capabilities.logs = true;
    capabilities.jobs = true;
    capabilities.uploads = PoolId{QStringLiteral("analysis")};
    platform.setCapabilities(capabilities);
    configured.load();
    platform.fakeLogs.listed = {{QStringLiteral("crescendo-autoscaler"), true},
                                {QStringLiteral("analysis-worker-1"), false}};
}

void ConsoleFixture::showDemoHour()
{
    const DemoHour hour = demoHour(platform.id(), clock.now());
    live.add(hour.samples);
    history->add(platform.id(), hour.decisions);
    platform.fakeLogs.lastLines = demoLog(clock.now());
    platform.board.jobs = hour.jobs;
    platform.board.found = AudioAnalysis{.fileName = QStringLiteral("take.flac"),
                                         .seconds = 212.4,
                                         .sampleRate = 44'100,
                                         .channels = 2,
                                         .tempo = 127.9,
                                         .beats = 452,
                                         .integratedLoudness = -14.2,
                                         .loudnessRange = 6.1,
                                         .peak = -1.0,
                                         .truePeak = -0.6};
    platform.start();
    platform.show(clock.now(), hour.pools, hour.sources, Host{8, 83.6, 7.2, gibibytes(32), gibibytes(19)},
                  demoNodes());
}

void ConsoleFixture::showDemoChanges()
{
    for (JournalEntry change : demoChanges(platform.id())) {
        const Result<JournalEntry> begun = await(journal->begin(change));
        if (!begun)
            qFatal("%s", qPrintable(describe(begun.error())));
        change.id = begun->id;
        change.at = begun->at;
        if (!await(journal->resolve(change)))
            qFatal("a change is not resolved");
    }
}

Services ConsoleFixture::services()
{
    return {connections, pipeline, *history,   *journal, live, m_interaction,
            preferences, presets,  configured, factory,  clock};
}

} // namespace crescendo
