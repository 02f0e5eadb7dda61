#include "control/changerules.h"

#include <QTest>

using namespace crescendo;

namespace {

Change change(ChangeAction action, const char *pool = "analysis")
{
    return {{QStringLiteral("local")}, {QLatin1String(pool)}, std::move(action), {}, {}};
}

Pool pool(const char *id)
{
    Pool pool;
    pool.id = {QLatin1String(id)};
    pool.desired = 3;
    pool.profile = Profile();
    pool.limits = WorkerLimits{2, std::nullopt};
    pool.hold = Hold{3, fromMillis(1'772'374'925'000), {}};
    pool.workers = {{.id = {QStringLiteral("w1")}, .state = WorkerState::Busy},
                    {.id = {QStringLiteral("w2")}, .state = WorkerState::Draining}};
    return pool;
}

QString shown(std::optional<bool> inEffect)
{
    if (!inEffect)
        return QStringLiteral("unknown");
    return *inEffect ? QStringLiteral("yes") : QStringLiteral("no");
}

} // namespace

Q_DECLARE_METATYPE(crescendo::ChangeAction)

class TestChangeRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void validates_data()
    {
        QTest::addColumn<ChangeAction>("action");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, ChangeAction action, const char *expected) {
            QTest::newRow(name) << std::move(action) << QString::fromLatin1(expected);
        };
        row("replicas", SetReplicas{0, std::nullopt}, "");
        row("negative", SetReplicas{-1, std::nullopt}, "setReplicas: replicas must not be negative");
        row("hold", SetReplicas{1, std::chrono::days(7)}, "");
        row("no hold", SetReplicas{1, Seconds(0)}, "setReplicas: hold must last from 1 second to 7 days");
        row("long hold", SetReplicas{-2, std::chrono::days(7) + Seconds(1)},
            "setReplicas: replicas must not be negative; hold must last from 1 second to 7 days");
        row("profile", ApplyProfile{Profile(), {}}, "");
        row("broken profile", ApplyProfile{{true, 6, 5, 3, 1, Seconds(60)}, {}},
            "applyProfile: MinWorkers must not exceed MaxWorkers (5)");
        row("limits", SetWorkerLimits{{64, gibibytes(1)}}, "");
        row("broken limits", SetWorkerLimits{{0, Bytes{1}}},
            "setWorkerLimits: MaxConcurrentJobs must be from 1 to 64; MemoryLimit must be at least 6Mi");
        row("stop", SetPoolStopped{true}, "");
        HpaSpec hpa;
        row("broken HPA", EditHpa{hpa},
            "editHpa: maxReplicas must be at least 1; minReplicas must not exceed maxReplicas (0)");
        hpa.maxReplicas = 3;
        row("HPA", EditHpa{hpa}, "");
    }
    void validates()
    {
        QFETCH(ChangeAction, action);
        const Result<> valid = validate(change(action));
        QTEST(valid ? QString() : describe(valid.error()), "expected");
    }

    void seesWhatIsInEffect_data()
    {
        QTest::addColumn<ChangeAction>("action");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, ChangeAction action, const char *expected) {
            QTest::newRow(name) << std::move(action) << QString::fromLatin1(expected);
        };
        row("replicas, but held", SetReplicas{3, std::nullopt}, "no");
        row("hold", SetReplicas{3, Seconds(60)}, "yes");
        row("other hold", SetReplicas{2, Seconds(60)}, "no");
        row("release", ReleaseHold{}, "no");
        row("profile", ApplyProfile{Profile(), {}}, "yes");
        row("minimum that was raised", ApplyProfile{{true, 0, 5, 3, 1, Seconds(60)}, {}}, "yes");
        row("other profile", ApplyProfile{{true, 1, 9, 3, 1, Seconds(60)}, {}}, "no");
        row("enabled", SetAutoscalerEnabled{true}, "yes");
        row("disabled", SetAutoscalerEnabled{false}, "no");
        row("limits", SetWorkerLimits{{2, std::nullopt}}, "yes");
        row("other limits", SetWorkerLimits{{2, gibibytes(1)}}, "no");
        row("stopped", SetPoolStopped{true}, "no");
        row("started", SetPoolStopped{false}, "yes");
        row("busy worker", DrainWorker{{QStringLiteral("w1")}}, "no");
        row("draining worker", DrainWorker{{QStringLiteral("w2")}}, "yes");
        row("worker that is gone", DrainWorker{{QStringLiteral("w3")}}, "yes");
        row("pod that is there", DeletePod{QStringLiteral("a"), {QStringLiteral("w1")}}, "no");
        row("pod on its way", DeletePod{QStringLiteral("a"), {QStringLiteral("w2")}}, "yes");
        row("pod that is gone", DeletePod{QStringLiteral("a"), {QStringLiteral("w3")}}, "yes");
        row("any pod of a name", DeletePod{QStringLiteral("a"), {}}, "unknown");
        row("restart", RestartPool{TimePoint(Seconds(60))}, "unknown");
        row("node that is not there", SetNodeCordoned{QStringLiteral("gpu-0"), true}, "unknown");
    }
    void seesWhatIsInEffect()
    {
        QFETCH(ChangeAction, action);
        const SnapshotPtr snapshot = succeed({}, {}, {}, {pool("analysis")}, {});
        QTEST(shown(isInEffect(change(action), *snapshot)), "expected");
    }

    void seesARestart()
    {
        Pool restarted = pool("analysis");
        restarted.rollout = Rollout();
        restarted.rollout->restarted = TimePoint(Seconds(60));
        const SnapshotPtr snapshot = succeed({}, {}, {}, {restarted}, {});
        const auto at = [&](int seconds) {
            return shown(isInEffect(change(RestartPool{TimePoint(Seconds(seconds))}), *snapshot));
        };
        QCOMPARE(at(60), QStringLiteral("yes"));
        QCOMPARE(at(61), QStringLiteral("no"));
        QCOMPARE(shown(isInEffect(change(RestartPool()), *snapshot)), QStringLiteral("unknown"));
    }

    void seesANode()
    {
        Node node;
        node.name = QStringLiteral("gpu-0");
        node.isCordoned = true;
        const SnapshotPtr snapshot = succeed({}, {}, {}, {}, {}, {}, {node});
        const auto when = [&](bool isCordoned) {
            return shown(isInEffect(change(SetNodeCordoned{node.name, isCordoned}, ""), *snapshot));
        };
        QCOMPARE(when(true), QStringLiteral("yes"));
        QCOMPARE(when(false), QStringLiteral("no"));
    }

    void seesWhatBecameOfAJob_data()
    {
        QTest::addColumn<QString>("state"); // empty: it is gone
        QTest::addColumn<bool>("isRetried");
        QTest::addColumn<bool>("isCancelled");
        QTest::newRow("gone") << "" << false << true;
        QTest::newRow("pending") << "pending" << true << false;
        QTest::newRow("running") << "running" << true << false;
        QTest::newRow("done") << "succeeded" << true << false;
        QTest::newRow("failed") << "failed" << false << false;
        QTest::newRow("dead") << "dead" << false << false;
    }
    void seesWhatBecameOfAJob()
    {
        QFETCH(QString, state);
        std::optional<Job> job;
        if (const auto known = jobStateFrom(state)) {
            job.emplace();
            job->state = *known;
        }
        QTEST(isInEffect(RetryJob(), job), "isRetried");
        QTEST(isInEffect(CancelJob(), job), "isCancelled");
    }

    void seesAManualScaleWithoutAHold()
    {
        Pool free = pool("analysis");
        free.hold.reset();
        const SnapshotPtr snapshot = succeed({}, {}, {}, {free}, {});
        QCOMPARE(shown(isInEffect(change(SetReplicas{3, std::nullopt}), *snapshot)), QStringLiteral("yes"));
        QCOMPARE(shown(isInEffect(change(SetReplicas{2, std::nullopt}), *snapshot)), QStringLiteral("no"));
    }

    void doesNotGuess()
    {
        const SnapshotPtr nothing = succeed({}, {}, {}, {}, {});
        QCOMPARE(shown(isInEffect(change(SetPoolStopped{true}), *nothing)), QStringLiteral("unknown"));
        QCOMPARE(shown(isInEffect(change(SetAutoscalerEnabled{true}, ""), *nothing)),
                 QStringLiteral("unknown"));
        Pool bare;
        bare.id = {QStringLiteral("analysis")};
        const SnapshotPtr little = succeed({}, {}, {}, {bare}, {});
        QCOMPARE(shown(isInEffect(change(SetReplicas{1, std::nullopt}), *little)), QStringLiteral("unknown"));
        QCOMPARE(shown(isInEffect(change(ApplyProfile{}), *little)), QStringLiteral("unknown"));
        QCOMPARE(shown(isInEffect(change(SetAutoscalerEnabled{true}, ""), *little)),
                 QStringLiteral("unknown"));
    }

    void looksAtAllPoolsOfAConnection()
    {
        Pool disabled = pool("generation");
        disabled.profile->enabled = false;
        const SnapshotPtr both = succeed({}, {}, {}, {pool("analysis"), disabled}, {});
        QCOMPARE(shown(isInEffect(change(SetAutoscalerEnabled{true}, ""), *both)), QStringLiteral("no"));
        const SnapshotPtr one = succeed({}, {}, {}, {disabled}, {});
        QCOMPARE(shown(isInEffect(change(SetAutoscalerEnabled{false}, ""), *one)), QStringLiteral("yes"));
    }
};

QTEST_GUILESS_MAIN(TestChangeRules)
#include "tst_changerules.moc"
