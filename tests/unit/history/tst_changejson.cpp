#include "history/changejson.h"

#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

Change change(ChangeAction action)
{
    return {{QStringLiteral("local")},
            {QStringLiteral("analysis")},
            std::move(action),
            QStringLiteral("v7"),
            QStringLiteral("night run")};
}

QJsonObject parsed(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

const char *const common = R"("basedOn":"v7","connection":"local","pool":"analysis","reason":"night run")";

QString with(const char *members)
{
    return QStringLiteral("{%1,%2}").arg(QLatin1String(common), QLatin1String(members));
}

HpaSpec hpaSpec()
{
    HpaSpec spec;
    spec.minReplicas = 2;
    spec.maxReplicas = 8;
    HpaMetricSpec cpu{QStringLiteral("ContainerResource"),
                      QStringLiteral("cpu"),
                      QStringLiteral("worker"),
                      {},
                      {},
                      {MetricTargetKind::Utilization, QStringLiteral("60")}};
    HpaMetricSpec rps{QStringLiteral("Object"),
                      QStringLiteral("rps"),
                      {},
                      QStringLiteral("v1/Service/s"),
                      QStringLiteral("{}"),
                      {MetricTargetKind::Value, QStringLiteral("2k")}};
    spec.metrics = {std::move(cpu), std::move(rps)};
    spec.scaleUp = {Seconds(0), SelectPolicy::Max, {{ScalingPolicyType::Pods, 4, Seconds(15)}}, {}};
    spec.scaleDown = {
        Seconds(60), SelectPolicy::Disabled, {{ScalingPolicyType::Percent, 10, Seconds(60)}}, 50};
    return spec;
}

const char *const hpaMembers =
    R"("kind":"editHpa","spec":{"minReplicas":2,"maxReplicas":8,"metrics":[)"
    R"({"type":"ContainerResource","name":"cpu","container":"worker","targetType":"Utilization","target":"60"},)"
    R"({"type":"Object","name":"rps","object":"v1/Service/s","selector":"{}","targetType":"Value","target":"2k"}],)"
    R"("scaleUp":{"stabilizationWindowSeconds":0,"selectPolicy":"Max",)"
    R"("policies":[{"type":"Pods","value":4,"periodSeconds":15}]},)"
    R"("scaleDown":{"stabilizationWindowSeconds":60,"selectPolicy":"Disabled",)"
    R"("policies":[{"type":"Percent","value":10,"periodSeconds":60}],"tolerancePermille":50}})";

/// The HPA's members with something else in the place of `what`.
QString hpaWith(const char *what, const char *instead)
{
    return with(QByteArray(hpaMembers).replace(what, instead).constData());
}

} // namespace

Q_DECLARE_METATYPE(crescendo::ChangeAction)

class TestChangeJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAndReads_data()
    {
        QTest::addColumn<ChangeAction>("action");
        QTest::addColumn<QString>("json");
        const auto row = [](const char *name, ChangeAction action, const char *members) {
            QTest::newRow(name) << std::move(action) << with(members);
        };
        row("replicas", SetReplicas{3, std::nullopt}, R"("kind":"setReplicas","replicas":3)");
        row("replicas with hold", SetReplicas{0, Seconds(900)},
            R"("kind":"setReplicas","replicas":0,"holdSeconds":900)");
        row("release", ReleaseHold{}, R"("kind":"releaseHold")");
        row("profile", ApplyProfile{{false, 2, 5, 5, 2, Seconds(120)}, QStringLiteral("Conservative")},
            R"("kind":"applyProfile","preset":"Conservative","profile":{"enabled":false,"minWorkers":2,)"
            R"("maxWorkers":5,"scaleUpThreshold":5,"scaleDownThreshold":2,"cooldownSeconds":120})");
        row("enabled", SetAutoscalerEnabled{false}, R"("kind":"setAutoscalerEnabled","enabled":false)");
        row("limits", SetWorkerLimits{{2, mebibytes(512)}},
            R"("kind":"setWorkerLimits","limits":{"maxConcurrentJobs":2,"memory":536870912})");
        row("no memory limit", SetWorkerLimits{},
            R"("kind":"setWorkerLimits","limits":{"maxConcurrentJobs":1,"memory":null})");
        row("stopped", SetPoolStopped{true}, R"("kind":"setPoolStopped","stopped":true)");
        row("drain", DrainWorker{{QStringLiteral("analysis-2")}},
            R"("kind":"drainWorker","worker":"analysis-2")");
        row("retry", RetryJob{{QStringLiteral("12")}}, R"("kind":"retryJob","job":"12")");
        row("cancel", CancelJob{{QStringLiteral("12")}}, R"("kind":"cancelJob","job":"12")");
        row("HPA", EditHpa{hpaSpec()}, hpaMembers);
        row("pod", DeletePod{QStringLiteral("analysis-1"), {QStringLiteral("u1")}},
            R"("kind":"deletePod","pod":"analysis-1","uid":"u1")");
        row("restart", RestartPool{TimePoint(Seconds(60))},
            R"("kind":"restartPool","at":"1970-01-01T00:01:00.000Z")");
        row("restart that nobody previewed", RestartPool{}, R"("kind":"restartPool")");
        row("cordon", SetNodeCordoned{QStringLiteral("gpu-0"), true},
            R"("kind":"setNodeCordoned","node":"gpu-0","cordoned":true)");
        row("drain of a node", DrainNode{QStringLiteral("gpu-0")}, R"("kind":"drainNode","node":"gpu-0")");
    }
    void writesAndReads()
    {
        QFETCH(ChangeAction, action);
        QFETCH(QString, json);
        QCOMPARE(toJson(change(action)), parsed(json));
        QCOMPARE(changeFromJson(parsed(json)).value(), change(action));
    }

    void namesWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("detail");
        QTest::newRow("nothing") << "{}"
                                 << "/kind: expected text";
        QTest::newRow("unknown kind")
            << with(R"("kind":"explode")") << "/kind: expected a known change, not \"explode\"";
        QTest::newRow("missing member") << with(R"("kind":"setReplicas")") << "/replicas: expected a number";
        QTest::newRow("wrong type") << with(R"("kind":"setPoolStopped","stopped":1)")
                                    << "/stopped: expected true or false";
        QTest::newRow("memory left out")
            << with(R"("kind":"setWorkerLimits","limits":{"maxConcurrentJobs":1})")
            << "/limits/memory: expected a number";
        QTest::newRow("no limits") << with(R"("kind":"setWorkerLimits","limits":2)")
                                   << "/limits: expected an object";
        QTest::newRow("no range") << hpaWith("\"maxReplicas\":8,", "")
                                  << "/spec/maxReplicas: expected a number";
        QTest::newRow("no metrics") << hpaWith("\"metrics\":[", "\"other\":[")
                                    << "/spec/metrics: expected an array";
        QTest::newRow("metric") << hpaWith("\"name\":\"rps\",", "") << "/spec/metrics/1/name: expected text";
        QTest::newRow("target") << hpaWith("\"Value\"", "\"Most\"")
                                << "/spec/metrics/1/targetType: expected a known name, not \"Most\"";
        QTest::newRow("no rules") << hpaWith("\"scaleDown\"", "\"down\"")
                                  << "/spec/scaleDown: expected an object";
        QTest::newRow("rule") << hpaWith("\"Disabled\"", "\"Off\"")
                              << "/spec/scaleDown/selectPolicy: expected a known name, not \"Off\"";
        QTest::newRow("policy") << hpaWith("\"value\":4,", "")
                                << "/spec/scaleUp/policies/0/value: expected a number";
        QTest::newRow("inside") << with(R"("kind":"applyProfile","preset":"","profile":{"enabled":true})")
                                << "/profile/minWorkers: expected a number";
    }
    void namesWhatItCannotRead()
    {
        QFETCH(QString, json);
        const Result<Change> read = changeFromJson(parsed(json));
        QVERIFY(!read);
        QCOMPARE(toString(read.error().kind), toString(ErrorKind::Corrupt));
        QTEST(read.error().detail, "detail");
    }

    void keepsReceipts()
    {
        Receipt receipt{
            {{QStringLiteral("replicas"), QStringLiteral("1"), QStringLiteral("3")}}, true, std::nullopt};
        QCOMPARE(receiptFromJson(toJson(receipt)).value(), receipt);
        receipt.undo = change(SetReplicas{1, std::nullopt});
        QCOMPARE(receiptFromJson(toJson(receipt)).value(), receipt);
    }

    void writesPreviews()
    {
        Preview preview;
        preview.change = change(SetReplicas{3, std::nullopt});
        preview.differences = {{QStringLiteral("replicas"), QStringLiteral("1"), QStringLiteral("3")}};
        preview.warnings = {{WarningKind::AutoscalerReverts, QStringLiteral("60")}};
        preview.reversion = Reversion{QStringLiteral("autoscaler"), Seconds(60)};
        preview.command = QStringLiteral("curl");
        preview.alternative = QStringLiteral("docker");
        preview.undo = change(SetReplicas{1, std::nullopt});
        const QJsonObject expected = parsed(
            QStringLiteral(R"({"change":%1,"differences":[{"field":"replicas","before":"1","after":"3"}],)"
                           R"("warnings":[{"kind":"autoscalerReverts","detail":"60"}],)"
                           R"("reversion":{"by":"autoscaler","afterSeconds":60},"command":"curl",)"
                           R"("alternative":"docker","undo":%2})")
                .arg(with(R"("kind":"setReplicas","replicas":3)"),
                     with(R"("kind":"setReplicas","replicas":1)")));
        QCOMPARE(toJson(preview), expected);
    }

    /// Scripts look for them.
    void namesEveryWarning()
    {
        Preview preview;
        for (int i = 0; i <= static_cast<int>(WarningKind::Other); ++i)
            preview.warnings.push_back({static_cast<WarningKind>(i), {}});
        QStringList names;
        const QJsonArray warnings = toJson(preview).value(QLatin1String("warnings")).toArray();
        for (const QJsonValue &warning : warnings)
            names << warning[QLatin1String("kind")].toString();
        QCOMPARE(names.join(u' '),
                 QStringLiteral("autoscalerReverts runningJobsMayBeCut belowLoad scaleToZeroUnsupported "
                                "portsLimit notConfirmable allPools workersReplaced autoscalerPauses "
                                "belowMemoryUse noCounterpart podsLoseData podsNotReplaced waitsForBudget "
                                "podsReplaced notKept other"));
    }

    void writesEntries()
    {
        JournalEntry entry{{7}, fromMillis(0), QStringLiteral("ada"), change(ReleaseHold{}), {}};
        entry.state = ChangeState::Refused;
        entry.error = Error{ErrorKind::Conflict, QStringLiteral("scale"), QStringLiteral("it changed")};
        entry.undoOf = JournalId{5};
        const QJsonObject expected = parsed(
            QStringLiteral(R"({"id":7,"at":"1970-01-01T00:00:00.000Z","who":"ada","change":%1,)"
                           R"("differences":[],"result":"refused","error":"scale: it changed","undoOf":5})")
                .arg(with(R"("kind":"releaseHold")")));
        QCOMPARE(toJson(entry), expected);
    }

    void keepsErrors()
    {
        const Error error{ErrorKind::Timeout, QStringLiteral("scale"), QStringLiteral("no answer"), 504,
                          true};
        QCOMPARE(errorFromJson(toJson(error)), error);
    }
};

QTEST_GUILESS_MAIN(TestChangeJson)
#include "tst_changejson.moc"
