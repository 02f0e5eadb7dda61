#include "aks/aksplatform.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("n/Deployment/analysis-worker")};

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// As RFC 7396 has it.
QJsonObject merged(QJsonObject object, const QJsonObject &patch)
{
    for (auto member = patch.begin(); member != patch.end(); ++member) {
        if (member->isNull())
            object.remove(member.key());
        else if (member->isObject())
            object.insert(member.key(), merged(object[member.key()].toObject(), member->toObject()));
        else
            object.insert(member.key(), *member);
    }
    return object;
}

/// A cluster of one worker, its pod and a node, played by the test.
struct Cluster {
    std::map<QByteArray, QJsonObject> objects{
        {"/apis/apps/v1/namespaces/n/deployments/analysis-worker",
         parsed(
             R"({"metadata":{"name":"analysis-worker","namespace":"n","generation":4,"resourceVersion":"20"},)"
             R"("spec":{"replicas":3,"selector":{"matchLabels":{"app":"w"}},)"
             R"("template":{"metadata":{"labels":{"app":"analysis-worker"}}}},)"
             R"("status":{"observedGeneration":3,"replicas":3,"updatedReplicas":1,"availableReplicas":2}})")},
        {"/api/v1/namespaces/n/pods/a",
         parsed(R"({"metadata":{"name":"a","namespace":"n","uid":"u1","labels":{"app":"w"}},)"
                R"("status":{"phase":"Running"}})")},
        {"/api/v1/nodes/gpu-0", parsed(R"({"metadata":{"name":"gpu-0","resourceVersion":"7"},"spec":{}})")},
    };
    int writeStatus = 200;
    int overtaken = 0; ///< so many patches come after another's
    bool keepsPods = false; ///< what is deleted is on its way for a while
    QByteArray body; ///< of the last write
    QString denied; ///< "patch deployments": what access reviews refuse
    int reviewStatus = 201;
    std::map<QByteArray, int> budgets; ///< so many times they refuse to let a pod go
    QStringList reviews; ///< what they asked for

    HttpResponse answer(const HttpRequest &request)
    {
        const QByteArray path = request.target.split('?').first();
        if (request.method == "GET")
            return objects.contains(path) ? jsonReply(200, bytesOf(objects.at(path))) : list(request.target);
        if (request.target == "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
            return review(request.body);
        body = request.body;
        if (writeStatus != 200)
            return jsonReply(writeStatus, R"({"message":"no"})");
        if (path.endsWith("/eviction"))
            return evict(path.chopped(9).split('/').last());
        return request.method == "DELETE" ? remove(path) : patch(path, request);
    }
    HttpResponse review(const QByteArray &asked)
    {
        const QJsonObject of =
            parsed(asked)[QLatin1String("spec")].toObject()[QLatin1String("resourceAttributes")].toObject();
        const auto text = [&of](const char *name) { return of[QLatin1String(name)].toString(); };
        const QString sub = text("subresource");
        const QString what = text("verb") + QLatin1Char(' ') + text("resource")
            + (sub.isEmpty() ? QString() : QLatin1Char('/') + sub);
        reviews += QStringList{what, text("group"), text("namespace"), text("name")}.join(QLatin1Char(' '));
        return jsonReply(reviewStatus,
                         what == denied ? R"({"status":{"allowed":false}})"
                                        : R"({"status":{"allowed":true}})");
    }
    HttpResponse list(const QByteArray &target) const
    {
        const QByteArray kind = target.split('?').first() + '/';
        QJsonArray items;
        for (const auto &[path, object] : objects) {
            if (path.startsWith(kind))
                items.append(object);
        }
        if (!target.contains('?') && target != "/readyz")
            return jsonReply(404, R"({"message":"none"})");
        return jsonReply(200,
                         bytesOf({{QStringLiteral("items"), items},
                                  {QStringLiteral("metadata"),
                                   QJsonObject{{QStringLiteral("resourceVersion"), QStringLiteral("10")}}}}));
    }
    HttpResponse evict(const QByteArray &pod)
    {
        const bool isDry = body.contains("dryRun");
        if (int &refusals = budgets[pod]; refusals > 0) {
            refusals -= isDry ? 0 : 1;
            return jsonReply(429, R"({"message":"the budget needs 1 pod"})");
        }
        if (!isDry)
            objects.erase("/api/v1/pods/" + pod);
        return jsonReply(201, "{}");
    }
    HttpResponse remove(const QByteArray &path)
    {
        const QJsonObject options = parsed(body);
        const QJsonValue uid = options[QLatin1String("preconditions")].toObject()[QLatin1String("uid")];
        QJsonObject &pod = objects.at(path);
        if (uid != pod[QLatin1String("metadata")].toObject()[QLatin1String("uid")])
            return jsonReply(409, R"({"message":"the UID in the precondition does not match"})");
        if (options.contains(QLatin1String("dryRun")))
            return jsonReply(200, bytesOf(pod));
        if (keepsPods)
            pod = merged(pod, parsed(R"({"metadata":{"deletionTimestamp":"2026-03-01T14:22:05Z"}})"));
        else
            objects.erase(path);
        return jsonReply(200, "{}");
    }
    HttpResponse patch(const QByteArray &path, const HttpRequest &request)
    {
        if (overtaken > 0) {
            --overtaken;
            return jsonReply(409, R"({"message":"the object has been modified"})");
        }
        const QJsonObject made = merged(objects.at(path), parsed(request.body));
        if (!request.target.contains("dryRun=All"))
            objects.at(path) = made;
        return jsonReply(200, bytesOf(made));
    }
};

QString shown(const std::vector<FieldDifference> &differences)
{
    QStringList texts;
    for (const FieldDifference &difference : differences)
        texts += QStringList{difference.field, difference.before, difference.after}.join(QLatin1Char(' '));
    return texts.join(QLatin1Char('|'));
}

QString shown(const std::vector<Warning> &warnings)
{
    QStringList texts;
    for (const Warning &warning : warnings)
        texts += QString::number(static_cast<int>(warning.kind)) + QLatin1Char(':') + warning.detail;
    return texts.join(QLatin1Char(' '));
}

const DeletePod deletion{QStringLiteral("a"), {QStringLiteral("u1")}};

} // namespace

// What an operator does to a cluster besides scaling: pods deleted and restarted, nodes cordoned.
class ClusterOpsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(false); }
    void cleanup() { m_platform.reset(); }
    void tellsTheRollout();
    void previewsADeletion();
    void deletesAPod();
    void aPodOnItsWayIsDeleted();
    void deletesNoOtherPod();
    void previewsARestart();
    void restarts();
    void restartsNoPausedDeployment();
    void restartsWhatOthersWrite();
    void cordonsAndUndoes();
    void cordonsAgain();
    void sendsNothingWhereItOnlyReads_data();
    void sendsNothingWhereItOnlyReads();
    void passesOnWhatIsForbidden_data() { sendsNothingWhereItOnlyReads_data(); }
    void passesOnWhatIsForbidden();
    void namesTheRuleThatIsMissing_data();
    void namesTheRuleThatIsMissing();
    void remembersWhatIsAllowed();
    void asksAgainAboutARefusal();
    void asksAgainAfterA403();
    void allowsWhatCannotBeAsked();
    void asksNothingWhereItOnlyReads();
    void previewsADrain();
    void drainsANode();
    void waitsForADisruptionBudget();
    void saysWhatDidNotGo();

private:
    void fillNode();

    /// "verb resource namespace"; empty: nothing is missing.
    QString missing(const ChangeAction &action) const
    {
        const std::optional<MissingRight> right = m_platform->missingRight(change(action));
        return right ? QStringList{right->verb, right->resource, right->namespaceName}.join(QLatin1Char(' '))
                     : QString();
    }

    void open(bool isReadOnly);
    const Pool *pool() const { return m_platform->snapshot()->pool(analysis); }
    Change change(const ChangeAction &action) const
    {
        return {m_platform->id(), nodeOf(action) ? PoolId() : analysis, action, {}, {}};
    }
    Preview previewOf(const ChangeAction &action)
    {
        return await(m_platform->preview(change(action))).value();
    }
    Receipt receiptOf(const ChangeAction &action) { return await(m_platform->apply(change(action))).value(); }

    FakeClock m_clock;
    Cluster m_cluster;
    ScriptedTransport *m_transport = nullptr;
    std::unique_ptr<AksPlatform> m_platform;
};

void ClusterOpsTest::open(bool isReadOnly)
{
    m_cluster = {};
    auto transport = std::make_unique<ScriptedTransport>(
        [this](const HttpRequest &request) -> Result<HttpResponse> { return m_cluster.answer(request); });
    m_transport = transport.get();
    m_platform = std::make_unique<AksPlatform>(AksConnection{{QStringLiteral("aks")},
                                                             QStringLiteral("aks"),
                                                             QStringLiteral("n"),
                                                             {{}, QStringLiteral("aks")},
                                                             isReadOnly},
                                               std::move(transport), m_clock);
    m_platform->start();
    QTRY_VERIFY(pool() && pool()->workers.size() == 1);
}

void ClusterOpsTest::tellsTheRollout()
{
    QCOMPARE(pool()->rollout.value(), (Rollout{3, 3, 1, 2, false, {}}));
    QVERIFY(m_platform->capabilities().cluster);
}

void ClusterOpsTest::previewsADeletion()
{
    const Preview preview = previewOf(DeletePod{QStringLiteral("a"), {}});
    QCOMPARE(shown(preview.differences), QStringLiteral("a Running deleted"));
    QCOMPARE(preview.command, QStringLiteral("kubectl --context aks delete pod a -n n"));
    QCOMPARE(preview.change.action, ChangeAction(deletion)); // that pod and no other
    QCOMPARE(shown(preview.warnings), shown({{WarningKind::RunningJobsMayBeCut, {}}}));
    QVERIFY(!preview.undo);
    QCOMPARE(m_cluster.body,
             QByteArray(R"({"apiVersion":"v1","dryRun":["All"],"kind":"DeleteOptions",)"
                        R"("preconditions":{"uid":"u1"}})"));
    QVERIFY(m_cluster.objects.contains("/api/v1/namespaces/n/pods/a")); // it was only asked
}

void ClusterOpsTest::deletesAPod()
{
    const Receipt receipt = receiptOf(deletion);
    QVERIFY(receipt.verified);
    QCOMPARE(shown(receipt.readBack), QStringLiteral("a Running deleted"));
    QVERIFY(!m_cluster.objects.contains("/api/v1/namespaces/n/pods/a"));
    QCOMPARE(m_transport->requests.back().method, QByteArray("GET")); // read back
    const Result<Receipt> again = await(m_platform->apply(change(deletion)));
    QCOMPARE(toString(again.error().kind), QStringLiteral("notFound"));
}

void ClusterOpsTest::aPodOnItsWayIsDeleted()
{
    m_cluster.keepsPods = true;
    QVERIFY(receiptOf(deletion).verified);
}

void ClusterOpsTest::deletesNoOtherPod()
{
    const Result<Receipt> late =
        await(m_platform->apply(change(DeletePod{QStringLiteral("a"), {QStringLiteral("u0")}})));
    QCOMPARE(toString(late.error().kind), QStringLiteral("conflict"));
    QVERIFY(m_cluster.objects.contains("/api/v1/namespaces/n/pods/a"));
}

void ClusterOpsTest::previewsARestart()
{
    const Preview preview = previewOf(RestartPool());
    const QString now = toIso(std::chrono::floor<Seconds>(m_clock.now()));
    QCOMPARE(shown(preview.differences), QStringLiteral("restartedAt none ") + now);
    QCOMPARE(preview.command,
             QStringLiteral("kubectl --context aks rollout restart deployment analysis-worker -n n"));
    QCOMPARE(
        shown(preview.warnings),
        shown({{WarningKind::PodsReplaced, QStringLiteral("3")}, {WarningKind::RunningJobsMayBeCut, {}}}));
    QVERIFY(!preview.undo);
    QVERIFY(m_transport->requests.back().target.endsWith("?fieldManager=crescendo&dryRun=All"));
    QVERIFY(m_cluster.body.contains(R"("resourceVersion":"20")"));
}

void ClusterOpsTest::restarts()
{
    const Change previewed = previewOf(RestartPool()).change;
    m_clock.advance(Seconds(90)); // until it is confirmed
    const Receipt receipt = await(m_platform->apply(previewed)).value();
    QVERIFY(receipt.verified);
    QCOMPARE(shown(receipt.readBack),
             QStringLiteral("restartedAt none ") + toIso(*std::get<RestartPool>(previewed.action).at));
    m_platform->stop();
    m_platform->start(); // lists anew
    QTRY_COMPARE(isInEffect(previewed.action, *pool()), std::optional(true));
}

void ClusterOpsTest::restartsNoPausedDeployment()
{
    QJsonObject &deployment = m_cluster.objects.at("/apis/apps/v1/namespaces/n/deployments/analysis-worker");
    deployment = merged(deployment, parsed(R"({"spec":{"paused":true}})"));
    const Result<Preview> preview = await(m_platform->preview(change(RestartPool())));
    QCOMPARE(toString(preview.error().kind), QStringLiteral("unsupported"));
}

void ClusterOpsTest::restartsWhatOthersWrite()
{
    m_cluster.overtaken = 2;
    QVERIFY(receiptOf(RestartPool()).verified);
}

void ClusterOpsTest::cordonsAndUndoes()
{
    const SetNodeCordoned cordon{QStringLiteral("gpu-0"), true};
    const Preview preview = previewOf(cordon);
    QCOMPARE(shown(preview.differences), QStringLiteral("unschedulable false true"));
    QCOMPARE(preview.command, QStringLiteral("kubectl --context aks cordon gpu-0"));
    QCOMPARE(preview.undo.value(), change(SetNodeCordoned{QStringLiteral("gpu-0"), false}));
    QCOMPARE(m_cluster.body,
             QByteArray(R"({"metadata":{"resourceVersion":"7"},"spec":{"unschedulable":true}})"));
    const Receipt receipt = receiptOf(cordon);
    QVERIFY(receipt.verified);
    QCOMPARE(previewOf(receipt.undo.value().action).command,
             QStringLiteral("kubectl --context aks uncordon gpu-0"));
    const Receipt undone = await(m_platform->apply(receipt.undo.value())).value();
    QVERIFY(undone.verified);
    QCOMPARE(shown(undone.readBack), QStringLiteral("unschedulable true false"));
}

/// What is so already is done, and leaves nothing to put back.
void ClusterOpsTest::cordonsAgain()
{
    const SetNodeCordoned uncordon{QStringLiteral("gpu-0"), false};
    const Receipt receipt = receiptOf(uncordon);
    QVERIFY(receipt.verified && receipt.readBack.empty() && !receipt.undo);
}

void ClusterOpsTest::sendsNothingWhereItOnlyReads_data()
{
    QTest::addColumn<ChangeAction>("action");
    QTest::newRow("delete") << ChangeAction(deletion);
    QTest::newRow("restart") << ChangeAction(RestartPool());
    QTest::newRow("cordon") << ChangeAction(SetNodeCordoned{QStringLiteral("gpu-0"), true});
    QTest::newRow("drain") << ChangeAction(DrainNode{QStringLiteral("gpu-0")});
}

void ClusterOpsTest::sendsNothingWhereItOnlyReads()
{
    QFETCH(ChangeAction, action);
    open(true);
    QCOMPARE(toString(await(m_platform->preview(change(action))).error().kind), QStringLiteral("forbidden"));
    QCOMPARE(toString(await(m_platform->apply(change(action))).error().kind), QStringLiteral("forbidden"));
    for (const HttpRequest &request : m_transport->requests)
        QCOMPARE(request.method, QByteArray("GET"));
}

void ClusterOpsTest::passesOnWhatIsForbidden()
{
    QFETCH(ChangeAction, action);
    m_cluster.writeStatus = 403;
    QCOMPARE(toString(await(m_platform->preview(change(action))).error().kind), QStringLiteral("forbidden"));
    QCOMPARE(toString(await(m_platform->apply(change(action))).error().kind), QStringLiteral("forbidden"));
}

void ClusterOpsTest::namesTheRuleThatIsMissing_data()
{
    QTest::addColumn<ChangeAction>("action");
    QTest::addColumn<QString>("denied");
    QTest::addColumn<QString>("missing");
    QTest::addColumn<QString>("asked");
    const auto row = [](const char *name, const ChangeAction &action, const char *denied, const char *missing,
                        const char *asked) {
        QTest::newRow(name) << action << QString::fromLatin1(denied) << QString::fromLatin1(missing)
                            << QString::fromLatin1(asked);
    };
    row("scale", SetReplicas{5, {}}, "update deployments/scale", "update deployments/scale n",
        "update deployments/scale apps n analysis-worker");
    row("delete", deletion, "delete pods", "delete pods n", "delete pods  n ");
    row("restart", RestartPool(), "patch deployments", "patch deployments n",
        "patch deployments apps n analysis-worker");
    row("cordon", SetNodeCordoned{QStringLiteral("gpu-0"), true}, "patch nodes", "patch nodes ",
        "patch nodes   gpu-0");
}

void ClusterOpsTest::namesTheRuleThatIsMissing()
{
    QFETCH(ChangeAction, action);
    QFETCH(QString, denied);
    QFETCH(QString, missing);
    m_cluster.denied = denied;
    QCOMPARE(this->missing(action), QString()); // not known yet
    QTRY_COMPARE(this->missing(action), missing);
    QTEST(m_cluster.reviews.join(QLatin1Char('|')), "asked");
    m_cluster.denied = QStringLiteral("nothing");
    QCOMPARE(this->missing(action), missing); // it is remembered
    QCOMPARE(m_cluster.reviews.size(), 1);
}

void ClusterOpsTest::remembersWhatIsAllowed()
{
    missing(RestartPool());
    QTRY_COMPARE(m_cluster.reviews.size(), 1);
    QTest::qWait(20);
    m_clock.advance(Seconds(3600));
    QCOMPARE(missing(RestartPool()), QString());
    QTest::qWait(20);
    QCOMPARE(m_cluster.reviews.size(), 1);
}

/// Somebody may have granted it.
void ClusterOpsTest::asksAgainAboutARefusal()
{
    m_cluster.denied = QStringLiteral("patch deployments");
    missing(RestartPool());
    QTRY_VERIFY(!missing(RestartPool()).isEmpty());
    m_cluster.denied.clear();
    m_clock.advance(Seconds(60));
    QVERIFY(!missing(RestartPool()).isEmpty()); // until it is known
    QTRY_COMPARE(missing(RestartPool()), QString());
    QCOMPARE(m_cluster.reviews.size(), 2);
}

void ClusterOpsTest::asksAgainAfterA403()
{
    missing(RestartPool());
    QTRY_COMPARE(m_cluster.reviews.size(), 1);
    QTest::qWait(20);
    m_cluster.denied = QStringLiteral("patch deployments");
    m_cluster.writeStatus = 403;
    QVERIFY(!await(m_platform->preview(change(RestartPool()))));
    missing(RestartPool());
    QTRY_COMPARE(missing(RestartPool()), QStringLiteral("patch deployments n"));
    QCOMPARE(m_cluster.reviews.size(), 2);
}

void ClusterOpsTest::allowsWhatCannotBeAsked()
{
    m_cluster.reviewStatus = 500;
    missing(RestartPool());
    QTRY_COMPARE(m_cluster.reviews.size(), 1);
    QTest::qWait(20);
    QCOMPARE(missing(RestartPool()), QString());
    QCOMPARE(m_cluster.reviews.size(), 1); // not before a minute is over
}

void ClusterOpsTest::asksNothingWhereItOnlyReads()
{
    open(true);
    QCOMPARE(missing(RestartPool()), QString());
    QTest::qWait(20);
    QVERIFY(m_cluster.reviews.isEmpty());
}

/// One pod of each sort.
void ClusterOpsTest::fillNode()
{
    const auto add = [this](const char *name, const char *meta, const char *spec) {
        m_cluster.objects[QByteArray("/api/v1/pods/") + name] =
            parsed(QByteArray(R"({"metadata":{"name":")") + name + R"(","namespace":"m","uid":"u-)" + name
                   + '"' + meta + R"(},"spec":{)" + spec + R"(},"status":{"phase":"Running"}})");
    };
    const char *owned = R"(,"ownerReferences":[{"kind":"ReplicaSet","controller":true}])";
    add("worker", owned, "");
    add("cache", owned, R"("volumes":[{"name":"x","emptyDir":{}}])");
    add("lonely", "", "");
    add("agent", R"(,"ownerReferences":[{"kind":"DaemonSet","controller":true}])", "");
    add("proxy", R"(,"annotations":{"kubernetes.io/config.mirror":"x"})", "");
    m_platform->setPatience({Millis(2'000), Millis(10)});
}

void ClusterOpsTest::previewsADrain()
{
    fillNode();
    m_cluster.budgets["worker"] = 1;
    const Preview preview = previewOf(DrainNode{QStringLiteral("gpu-0")});
    QCOMPARE(shown(preview.differences),
             QStringLiteral("unschedulable false true|m/cache Running evicted|m/lonely Running evicted|"
                            "m/worker Running evicted"));
    QCOMPARE(shown(preview.warnings),
             shown({{WarningKind::RunningJobsMayBeCut, {}},
                    {WarningKind::PodsLoseData, QStringLiteral("m/cache")},
                    {WarningKind::PodsNotReplaced, QStringLiteral("m/lonely")},
                    {WarningKind::WaitsForBudget, QStringLiteral("m/worker: the budget needs 1 pod")}}));
    QCOMPARE(preview.command,
             QStringLiteral(
                 "kubectl --context aks drain gpu-0 --ignore-daemonsets --delete-emptydir-data --force"));
    QCOMPARE(preview.undo.value(), change(SetNodeCordoned{QStringLiteral("gpu-0"), false}));
    QVERIFY(m_cluster.objects.contains("/api/v1/pods/lonely")); // it was only asked
    const QByteArray listed = "/api/v1/pods?fieldSelector=spec.nodeName%3Dgpu-0";
    QVERIFY(std::ranges::find(m_transport->requests, listed, &HttpRequest::target)
            != m_transport->requests.end());
}

void ClusterOpsTest::drainsANode()
{
    fillNode();
    const Receipt receipt = receiptOf(DrainNode{QStringLiteral("gpu-0")});
    QVERIFY(receipt.verified);
    QCOMPARE(shown(receipt.readBack),
             QStringLiteral("unschedulable false true|m/cache Running evicted|m/lonely Running evicted|"
                            "m/worker Running evicted"));
    QCOMPARE(receipt.undo.value(), change(SetNodeCordoned{QStringLiteral("gpu-0"), false}));
    QVERIFY(m_cluster.objects.contains("/api/v1/pods/agent")
            && m_cluster.objects.contains("/api/v1/pods/proxy"));
    const QJsonObject node = m_cluster.objects.at("/api/v1/nodes/gpu-0");
    QVERIFY(node[QLatin1String("spec")].toObject()[QLatin1String("unschedulable")].toBool());
    QCOMPARE(m_cluster.body,
             QByteArray(R"({"apiVersion":"policy/v1","deleteOptions":{"preconditions":{"uid":"u-worker"}},)"
                        R"("kind":"Eviction","metadata":{"name":"worker","namespace":"m"}})"));
}

void ClusterOpsTest::waitsForADisruptionBudget()
{
    fillNode();
    m_cluster.budgets["worker"] = 3; // refusals, until another pod is there
    QVERIFY(receiptOf(DrainNode{QStringLiteral("gpu-0")}).verified);
    QCOMPARE(m_cluster.budgets["worker"], 0);
}

/// It has no patience left: what went went, and the operator hears what did not, and why.
void ClusterOpsTest::saysWhatDidNotGo()
{
    fillNode();
    m_cluster.budgets["worker"] = 1'000'000;
    const Async<Receipt> drained = m_platform->apply(change(DrainNode{QStringLiteral("gpu-0")}));
    QTRY_VERIFY(m_cluster.budgets["worker"] < 999'998); // it tried again
    m_clock.advance(Seconds(2));
    const Receipt receipt = await(drained).value();
    QVERIFY(!receipt.verified);
    QCOMPARE(shown(receipt.readBack),
             QStringLiteral("unschedulable false true|m/cache Running evicted|m/lonely Running evicted|"
                            "m/worker Running the budget needs 1 pod"));
    QVERIFY(receipt.undo);
}

QTEST_GUILESS_MAIN(ClusterOpsTest)
#include "tst_clusterops.moc"
