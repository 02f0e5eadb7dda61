#include "aks/aksplatform.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("music-platform/Deployment/analysis-worker")};

QByteArray list(const QByteArray &items)
{
    return R"({"metadata":{"resourceVersion":"10"},"items":[)" + items + "]}";
}

QByteArray deployment(const QByteArray &name, const QByteArray &app, int replicas = 3)
{
    return R"({"metadata":{"name":")" + name
        + R"(","namespace":"music-platform","generation":4},"spec":{"replicas":)"
        + QByteArray::number(replicas) + R"(,"selector":{"matchLabels":{"app":")" + app
        + R"("}},"template":{"metadata":{"labels":{"app":")" + app + R"("}}}},"status":{"readyReplicas":2}})";
}

QByteArray hpa(const QByteArray &kind, const QByteArray &name)
{
    return R"({"metadata":{"name":")" + name
        + R"(","namespace":"music-platform"},"spec":{"scaleTargetRef":{"kind":")" + kind + R"(","name":")"
        + name
        + R"("},"minReplicas":1,"maxReplicas":10},"status":{"currentReplicas":3,"desiredReplicas":3,"conditions":[{"type":)"
          R"("ScalingActive","status":"True"}]}})";
}

QByteArray pod(const QByteArray &name, const QByteArray &app, const QByteArray &more,
               const QByteArray &meta = {})
{
    return R"({"metadata":{"name":")" + name + R"(","uid":"uid-)" + name
        + R"(","namespace":"music-platform","labels":{"app":")" + app + "\"}" + meta + R"(},"status":{)"
        + more + "}}";
}

/// Of the analysis workers, so many seconds after noon.
QByteArray eventOf(const QByteArray &kind, const QByteArray &message, int second)
{
    const QByteArray time = "2026-03-01T12:00:" + QByteArray::number(second).rightJustified(2, '0') + 'Z';
    return R"({"metadata":{"name":"analysis-worker.)" + time
        + R"(","namespace":"music-platform"},"involvedObject":{"kind":")" + kind
        + R"(","name":"analysis-worker"},"message":")" + message + R"(","firstTimestamp":")" + time
        + R"(","lastTimestamp":")" + time + R"("})";
}

/// A cluster, played by the test.
struct Cluster {
    QByteArray deployments =
        list(deployment("analysis-worker", "analysis-worker") + ',' + deployment("music-api", "music-api"));
    QByteArray hpas = list(hpa("Deployment", "analysis-worker") + ',' + hpa("StatefulSet", "store"));
    QByteArray pods = list(
        pod("a", "analysis-worker", R"("phase":"Running","conditions":[{"type":"Ready","status":"True"}])")
        + ',' + pod("b", "analysis-worker", R"("phase":"Pending","reason":"NodeLost")") + ','
        + pod("c", "analysis-worker", R"("phase":"Running")",
              R"(,"deletionTimestamp":"2026-03-01T14:22:05Z")")
        + ',' + pod("d", "music-api", R"("phase":"Running")"));
    QByteArray usages =
        list(R"({"metadata":{"name":"a","namespace":"music-platform"},"containers":[{"usage":{"cpu":)"
             R"("250000001n","memory":"64Mi"}},{"usage":{"cpu":"1","memory":"1Ki"}}]})");
    QByteArray rescales = list({});
    QByteArray steps = list({});
    QByteArray nodes = list(R"({"metadata":{"name":"system-0"},"status":{"allocatable":{"cpu":"16"}}})");
    bool answers = true;
    int scaleStatus = 200;
    int overtaken = 0; ///< so many writes of the scale come after another's
    std::optional<int> othersReplicas; ///< what that asked for; none: it wrote the status
    bool hasMusicNamespace = true;
    bool hasService = false;
    int replicas = 3;

    HttpResponse answer(const HttpRequest &request)
    {
        const QByteArray target = request.target;
        if (target == "/api/v1/namespaces/music-platform")
            return jsonReply(hasMusicNamespace ? 200 : 404, "{}");
        if (target.startsWith("/apis/keda.sh/"))
            return jsonReply(404, R"({"message":"none"})");
        if (target.contains("/scale"))
            return scale(request);
        if (target.startsWith("/apis/metrics.k8s.io/"))
            return usages.isEmpty() ? jsonReply(404, R"({"message":"none"})") : jsonReply(200, usages);
        if (target.contains("/deployments?"))
            return jsonReply(200, deployments);
        if (target.contains("/horizontalpodautoscalers?"))
            return jsonReply(200, hpas);
        if (target.contains("/events?"))
            return jsonReply(200, target.contains("SuccessfulRescale") ? rescales : steps);
        if (target.endsWith("/proxy/api/metrics/autoscaling"))
            return jsonReply(503, R"({"kind":"Status","apiVersion":"v1","message":"no endpoints"})");
        if (target.endsWith("/services/music-api"))
            return jsonReply(hasService ? 200 : 404, "{}");
        if (target.contains("/nodes?"))
            return jsonReply(200, nodes);
        return target.contains("/pods?") ? jsonReply(200, pods) : jsonReply(200, "ok");
    }
    HttpResponse scale(const HttpRequest &request)
    {
        if (request.method == "PUT" && scaleStatus != 200)
            return jsonReply(scaleStatus, R"({"message":"no"})");
        if (request.method == "PUT" && overtaken > 0) {
            --overtaken;
            replicas = othersReplicas.value_or(replicas);
            return jsonReply(409, R"({"message":"the object has been modified"})");
        }
        const bool isDry = request.target.contains("dryRun=All");
        const int wanted = request.body.contains("\"replicas\":5") ? 5 : 0;
        if (request.method == "PUT" && !isDry)
            replicas = wanted;
        const int shown = request.method == "PUT" ? wanted : replicas;
        return jsonReply(200,
                         R"({"metadata":{"resourceVersion":"7"},"spec":{"replicas":)"
                             + QByteArray::number(shown) + "}}");
    }
};

QString shown(const Snapshot &snapshot)
{
    QStringList lines;
    for (const auto &[id, pool] : snapshot.pools) {
        QStringList words{id.value, pool->desired ? QString::number(*pool->desired) : QStringLiteral("-"),
                          pool->ready ? QString::number(*pool->ready) : QStringLiteral("-"),
                          toString(pool->autoscaler), pool->hpa ? pool->hpa->name : QStringLiteral("-")};
        for (const Worker &worker : pool->workers)
            words += worker.name + QLatin1Char(':') + toString(worker.state)
                + (worker.trouble ? QLatin1Char('!') + worker.trouble->detail : QString());
        lines += words.join(QLatin1Char(' '));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

Q_DECLARE_METATYPE(crescendo::ReversionKind)

class AksPlatformTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }
    void showsPools();
    void choosesANamespace_data();
    void choosesANamespace();
    void followsAWatch();
    void samples();
    void showsWhatPodsUse();
    void saysThatNobodyMeasures();
    void tellsDecisions();
    void saysThatTheQueueIsUnknown();
    void showsNodes();
    void needsNoNodes();
    void saysWhatALoginAsksAndStaysLive();
    void saysThatItIsLost();
    void previewsAScale();
    void scales();
    void refusesChanges_data();
    void refusesChanges();
    void passesRefusalsOn();
    void refusesWhatIsBasedOnAnotherState();
    void scalesWhileTheStatusIsWritten();
    void refusesWhatSomebodyElseScaled();
    void saysWhoReverts_data();
    void saysWhoReverts();

private:
    void make(const QString &namespaceName);
    bool isLive();
    ScriptedStream *streamOf(const char *kind) const;
    Change change(const ChangeAction &action) const { return {m_platform->id(), analysis, action, {}, {}}; }

    FakeClock m_clock;
    Cluster m_cluster;
    ScriptedTransport *m_transport = nullptr;
    std::unique_ptr<AksPlatform> m_platform;
};

void AksPlatformTest::init()
{
    m_cluster = {};
    make(QStringLiteral("music-platform"));
}

void AksPlatformTest::make(const QString &namespaceName)
{
    auto transport =
        std::make_unique<ScriptedTransport>([this](const HttpRequest &request) -> Result<HttpResponse> {
            if (!m_cluster.answers)
                return fail(ErrorKind::Unavailable, QStringLiteral("connect"), QStringLiteral("refused"));
            return m_cluster.answer(request);
        });
    m_transport = transport.get();
    AksConnection connection{
        {QStringLiteral("aks")}, QStringLiteral("aks"), namespaceName, {{}, QStringLiteral("aks")}};
    m_platform = std::make_unique<AksPlatform>(std::move(connection), std::move(transport), m_clock);
}

bool AksPlatformTest::isLive()
{
    m_platform->start();
    return QTest::qWaitFor([this] {
        return m_platform->state() == ConnectionState::Live && m_transport->streams.size() >= 3
            && m_platform->snapshot()->pools.size() == 2;
    });
}

ScriptedStream *AksPlatformTest::streamOf(const char *kind) const
{
    for (const auto &stream : m_transport->streams) {
        if (stream && stream->request.target.contains(kind))
            return stream;
    }
    return nullptr;
}

void AksPlatformTest::showsPools()
{
    QVERIFY(isLive());
    QCOMPARE(shown(*m_platform->snapshot()),
             QStringLiteral("music-platform/Deployment/analysis-worker 3 2 active analysis-worker a:running "
                            "b:starting!NodeLost "
                            "c:draining\nmusic-platform/StatefulSet/store - - active store"));
}

void AksPlatformTest::choosesANamespace_data()
{
    QTest::addColumn<QString>("named");
    QTest::addColumn<bool>("hasMusic");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("named") << QStringLiteral("other") << true << QByteArray("/namespaces/other/pods?");
    QTest::newRow("the guide's") << QString() << true << QByteArray("/namespaces/music-platform/pods?");
    QTest::newRow("none") << QString() << false << QByteArray("/namespaces/default/pods?");
}

void AksPlatformTest::choosesANamespace()
{
    QFETCH(QString, named);
    QFETCH(bool, hasMusic);
    QFETCH(QByteArray, expected);
    m_cluster.hasMusicNamespace = hasMusic;
    make(named);
    QVERIFY(isLive());
    QVERIFY2(streamOf(expected), expected);
}

void AksPlatformTest::followsAWatch()
{
    QVERIFY(isLive());
    ScriptedStream *stream = streamOf("/deployments?watch=1");
    QVERIFY(stream);
    QSignalSpy snapshots(m_platform.get(), &Platform::snapshotChanged);
    Q_EMIT stream->opened(200, {});
    Q_EMIT stream->received(R"({"type":"MODIFIED","object":)"
                            + deployment("analysis-worker", "analysis-worker", 7) + "}");
    QTRY_COMPARE(m_platform->snapshot()->pool(analysis)->desired, std::optional(7));
    QCOMPARE(m_platform->snapshot()->changed, std::vector<PoolId>{analysis}); // and no other
}

void AksPlatformTest::samples()
{
    m_cluster.usages.clear();
    QVERIFY(isLive());
    Samples seen;
    connect(m_platform.get(), &Platform::sampled, m_platform.get(),
            [&seen](const Samples &samples) { seen = samples; });
    m_platform->stop();
    m_platform->start(); // asks at once
    QTRY_VERIFY(!seen.empty());
    QStringList texts;
    for (const Sample &sample : seen) {
        if (sample.series.pool == analysis)
            texts += QStringLiteral("%1 %2").arg(toString(sample.series.metric)).arg(sample.value);
    }
    QCOMPARE(texts.join(QLatin1Char('|')),
             QStringLiteral("workersDesired 3|workersReady 2|workersMin 1|workersMax 10"));
}

void AksPlatformTest::showsWhatPodsUse()
{
    QVERIFY(isLive());
    Samples seen;
    connect(m_platform.get(), &Platform::sampled, m_platform.get(),
            [&seen](const Samples &samples) { seen = samples; });
    const auto first = [this] { return m_platform->snapshot()->pool(analysis)->workers.front(); };
    m_platform->stop();
    m_platform->start();
    QTRY_COMPARE(first().cpu, std::optional(MilliCores{1251}));
    QCOMPARE(first().memory, std::optional(Bytes{64 * 1024 * 1024 + 1024}));
    m_platform->stop();
    m_platform->start();
    const auto cores = [&seen] {
        QStringList texts;
        for (const Sample &sample : seen) {
            if (sample.series.metric == Metric::CpuCores)
                texts += QStringLiteral("%1 %2").arg(sample.series.worker.value).arg(sample.value);
        }
        return texts;
    };
    QTRY_COMPARE(cores(), (QStringList{QStringLiteral(" 1.251"), QStringLiteral("uid-a 1.251")}));
    const Pool pool = *m_platform->snapshot()->pool(analysis);
    QVERIFY(!pool.workers.at(1).cpu); // not measured is not 0
}

void AksPlatformTest::saysThatNobodyMeasures()
{
    m_cluster.usages.clear();
    QVERIFY(isLive());
    QTRY_VERIFY(m_platform->snapshot()->sources.at(Source::Metrics).error);
    QCOMPARE(describe(*m_platform->snapshot()->sources.at(Source::Metrics).error),
             QStringLiteral("read pod metrics: none"));
    QTRY_COMPARE(toString(m_platform->state()), QStringLiteral("live")); // all the same
}

void AksPlatformTest::tellsDecisions()
{
    std::vector<Decision> told;
    connect(m_platform.get(), &Platform::eventObserved, m_platform.get(),
            [&told](const PlatformEvent &event) { told.push_back(event.decision.value()); });
    m_cluster.rescales = list(eventOf("HorizontalPodAutoscaler", "New size: 4; reason: cpu above target", 5));
    m_cluster.steps = list(eventOf("Deployment", "Scaled up replica set analysis-worker-1 from 1 to 4", 5));
    QVERIFY(isLive());
    const auto decisions = [this] { return m_platform->snapshot()->pool(analysis)->decisions; };
    QTRY_COMPARE(decisions().size(), 1U);
    QCOMPARE(decisions().front().from, 1);
    QCOMPARE(decisions().front().note, QStringLiteral("cpu above target"));
    QVERIFY(told.empty()); // it was before the console looked
    const auto happen = [this](const char *reason, const QByteArray &event) {
        ScriptedStream *stream = streamOf(reason);
        Q_EMIT stream->opened(200, {});
        Q_EMIT stream->received(R"({"type":"ADDED","object":)" + event + "}");
    };
    happen("ScalingReplicaSet",
           eventOf("Deployment", "Scaled down replica set analysis-worker-1 from 4 to 2", 55));
    happen("SuccessfulRescale",
           eventOf("HorizontalPodAutoscaler", "New size: 2; reason: All metrics below target", 55));
    QTRY_COMPARE(told.size(), 1U);
    QCOMPARE(told.front(), decisions().front());
    QCOMPARE(told.front().from, 4);
    QCOMPARE(toString(told.front().reason), QStringLiteral("scaledDown"));
}

void AksPlatformTest::saysThatTheQueueIsUnknown()
{
    m_cluster.hasService = true;
    QVERIFY(isLive());
    QTRY_COMPARE(m_platform->snapshot()->troubles().size(), 1U);
    QCOMPARE(describe(m_platform->snapshot()->troubles().front()),
             QStringLiteral("read metrics: no endpoints"));
    QCOMPARE(toString(m_platform->state()), QStringLiteral("live")); // all the same
}

void AksPlatformTest::showsNodes()
{
    m_cluster.pods = list(
        R"({"metadata":{"name":"a"},"spec":{"nodeName":"system-0","containers":[{"resources":{"requests":{"cpu":"2"}}}]}},
{"metadata":{"name":"b"},"spec":{"nodeName":"system-0","containers":[{"resources":{"requests":{"cpu":"1"}}}]},
"status":{"phase":"Succeeded"}},{"metadata":{"name":"c"},"spec":{"containers":[{"resources":{"requests":{"cpu":"4"}}}]}})");
    QVERIFY(isLive());
    QTRY_VERIFY(!m_platform->snapshot()->nodes.empty() && m_platform->snapshot()->nodes.front().pods);
    const Node node = m_platform->snapshot()->nodes.front();
    QCOMPARE(node.allocatable.cpu.value, 16'000);
    QCOMPARE(node.requested->cpu.value, 2000); // neither what is over nor what is elsewhere
    QCOMPARE(node.pods, std::optional(1));
}

/// Who operates one namespace sees none.
void AksPlatformTest::needsNoNodes()
{
    m_cluster.nodes = "{";
    QVERIFY(isLive());
    QVERIFY(m_platform->snapshot()->troubles().empty());
    QVERIFY(m_platform->snapshot()->nodes.empty());
}

/// A token has expired: what is seen goes on being seen while the operator logs in again.
void AksPlatformTest::saysWhatALoginAsksAndStaysLive()
{
    m_platform->start();
    QTRY_VERIFY(m_platform->state() == ConnectionState::Live);
    m_platform->noteLogin(QStringLiteral("enter the code ABC"));
    QVERIFY(m_platform->state() == ConnectionState::Live);
    QVERIFY(!m_platform->snapshot()->pools.empty());
    QCOMPARE(m_platform->snapshot()->troubles().front().detail, QStringLiteral("enter the code ABC"));
}

void AksPlatformTest::saysThatItIsLost()
{
    QVERIFY(isLive());
    m_platform->stop();
    m_cluster.answers = false;
    m_platform->start();
    QTRY_COMPARE(toString(m_platform->state()), QStringLiteral("lost"));
    const std::vector<Error> troubles = m_platform->snapshot()->troubles();
    QCOMPARE(troubles.size(), 1U);
    QCOMPARE(describe(troubles.front()), QStringLiteral("reach the API server: refused"));
    QCOMPARE(m_platform->snapshot()->pools.size(), 2U); // as last seen
    m_cluster.answers = true;
    QTRY_COMPARE(toString(m_platform->state()), QStringLiteral("live"));
    QVERIFY(m_platform->snapshot()->troubles().empty());
}

void AksPlatformTest::previewsAScale()
{
    QVERIFY(isLive());
    const Result<Preview> preview = await(m_platform->preview(change(SetReplicas{5, {}})));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    QCOMPARE(preview->differences,
             (std::vector<FieldDifference>{
                 {QStringLiteral("replicas"), QStringLiteral("3"), QStringLiteral("5")}}));
    QCOMPARE(preview->command,
             QStringLiteral(
                 "kubectl --context aks scale deployment analysis-worker --replicas=5 -n music-platform"));
    QCOMPARE(preview->change.basedOn, QStringLiteral("4"));
    QCOMPARE(preview->reversion.value().by, QStringLiteral("HPA analysis-worker"));
    QVERIFY(preview->reversion->kind == ReversionKind::LowersTooMany);
    QCOMPARE(std::get<SetReplicas>(preview->undo.value().action).replicas, 3); // should the receipt get lost
    const Result<Preview> none = await(m_platform->preview(change(SetReplicas{0, {}})));
    QVERIFY(none && none->warnings.front().kind == WarningKind::AutoscalerPauses);
    QCOMPARE(m_cluster.replicas, 3); // it was only asked
    QVERIFY(m_transport->requests.back().target.contains("dryRun=All"));
}

void AksPlatformTest::scales()
{
    QVERIFY(isLive());
    const Result<Receipt> receipt = await(m_platform->apply(change(SetReplicas{5, {}})));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QCOMPARE(m_cluster.replicas, 5);
    QVERIFY(receipt->verified);
    QCOMPARE(receipt->readBack,
             (std::vector<FieldDifference>{
                 {QStringLiteral("replicas"), QStringLiteral("3"), QStringLiteral("5")}}));
    QCOMPARE(std::get<SetReplicas>(receipt->undo.value().action).replicas, 3);
    QCOMPARE(m_transport->requests.back().method, QByteArray("GET")); // read back
}

void AksPlatformTest::refusesChanges_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const PoolId &pool, const ChangeAction &action, const char *why) {
        QTest::newRow(name) << Change{{QStringLiteral("aks")}, pool, action, {}, {}}
                            << QString::fromLatin1(why);
    };
    row("a hold", analysis, SetReplicas{3, Seconds(60)},
        "unsupported: Kubernetes keeps no replicas for a time; raise the HPA's minimum instead");
    row("a stop", analysis, SetPoolStopped{}, "unsupported: only replicas can be changed here");
    row("another workload", {QStringLiteral("music-platform/StatefulSet/store")}, SetReplicas{3, {}},
        "unsupported: only Deployments are scaled by hand");
    row("no pool", {QStringLiteral("x")}, SetReplicas{3, {}}, "notFound: there is no pool 'x'");
}

void AksPlatformTest::refusesChanges()
{
    QFETCH(Change, change);
    QVERIFY(isLive());
    const Result<Receipt> receipt = await(m_platform->apply(change));
    QVERIFY(!receipt);
    QTEST(toString(receipt.error().kind) + QStringLiteral(": ") + receipt.error().detail, "why");
}

void AksPlatformTest::passesRefusalsOn()
{
    QVERIFY(isLive());
    m_cluster.scaleStatus = 403;
    QCOMPARE(toString(await(m_platform->preview(change(SetReplicas{5, {}}))).error().kind),
             QStringLiteral("forbidden"));
    m_cluster.scaleStatus = 409;
    QCOMPARE(toString(await(m_platform->apply(change(SetReplicas{5, {}}))).error().kind),
             QStringLiteral("conflict"));
    QCOMPARE(m_cluster.replicas, 3);
}

void AksPlatformTest::refusesWhatIsBasedOnAnotherState()
{
    QVERIFY(isLive());
    Change old = change(SetReplicas{5, {}});
    old.basedOn = QStringLiteral("3");
    QCOMPARE(toString(await(m_platform->apply(old)).error().kind), QStringLiteral("conflict"));
    QCOMPARE(m_cluster.replicas, 3);
}

void AksPlatformTest::saysWhoReverts_data()
{
    QTest::addColumn<int>("replicas");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<ReversionKind>("kind");
    QTest::newRow("below the least") << 1 << 15 << ReversionKind::RaisesTooFew;
    QTest::newRow("less") << 2 << 15 << ReversionKind::RaisesTooFew;
    QTest::newRow("more") << 5 << 300 << ReversionKind::LowersTooMany;
    QTest::newRow("above the most") << 11 << 15 << ReversionKind::CutsToMaximum;
    QTest::newRow("none: it is switched off") << 0 << -1 << ReversionKind::Decides;
}

void AksPlatformTest::saysWhoReverts()
{
    QFETCH(int, replicas);
    Pool pool;
    QVERIFY(!reversionOf(replicas, pool));
    pool.hpa = Hpa();
    pool.hpa->spec.minReplicas = 2;
    pool.hpa->spec.maxReplicas = 10;
    pool.hpa->desiredReplicas = 3;
    const std::optional<Reversion> reversion = reversionOf(replicas, pool);
    QTEST(reversion ? static_cast<int>(reversion->after->count()) : -1, "seconds");
    QTEST(reversion ? reversion->kind : ReversionKind::Decides, "kind");
}

void AksPlatformTest::scalesWhileTheStatusIsWritten()
{
    QVERIFY(isLive());
    m_cluster.overtaken = 1;
    const Change previewed = await(m_platform->preview(change(SetReplicas{5, {}}))).value().change;
    m_cluster.overtaken = 1;
    const Result<Receipt> receipt = await(m_platform->apply(previewed));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(m_cluster.replicas, 5);
}

void AksPlatformTest::refusesWhatSomebodyElseScaled()
{
    QVERIFY(isLive());
    const Change previewed = await(m_platform->preview(change(SetReplicas{5, {}}))).value().change;
    m_cluster.overtaken = 1;
    m_cluster.othersReplicas = 4;
    const Result<Receipt> receipt = await(m_platform->apply(previewed));
    QVERIFY(!receipt);
    QCOMPARE(describe(receipt.error()), QStringLiteral("change scaling: it was scaled to 4 meanwhile"));
    QCOMPARE(m_cluster.replicas, 4);
}

QTEST_GUILESS_MAIN(AksPlatformTest)
#include "tst_aksplatform.moc"
