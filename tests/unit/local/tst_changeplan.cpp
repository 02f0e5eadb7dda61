#include "local/changeplan.h"

#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = fromMillis(1'772'374'925'000);

Pool pool()
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.version = QStringLiteral("7");
    pool.queue = QueueDepth{9, 3};
    pool.desired = 4;
    pool.profile = Profile{true, 1, 5, 3, 1, Seconds(60)};
    pool.limits = WorkerLimits{1, mebibytes(512)};
    return pool;
}

Change change(ChangeAction action, const QString &reason = {})
{
    return {{QStringLiteral("local")}, {QStringLiteral("analysis")}, std::move(action), {}, reason};
}

QString text(const std::vector<FieldDifference> &differences)
{
    QStringList words;
    for (const FieldDifference &each : differences)
        words << QStringLiteral("%1: %2 -> %3").arg(each.field, each.before, each.after);
    return words.join(QStringLiteral("; "));
}

} // namespace

Q_DECLARE_METATYPE(crescendo::ChangeAction)

class TestChangePlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAManualScaleDoes()
    {
        const Preview preview = planChange(change(SetReplicas{5, std::nullopt}), pool(), now);
        QCOMPARE(text(preview.differences), QStringLiteral("replicas: 4 -> 5"));
        QCOMPARE(preview.change.basedOn, QStringLiteral("7"));
        QCOMPARE(preview.warnings.size(), std::size_t(1));
        QVERIFY(preview.warnings.front().kind == WarningKind::AutoscalerReverts);
        QVERIFY(preview.reversion->after == Seconds(60));
        QVERIFY(preview.undo->action == ChangeAction(SetReplicas{4, std::nullopt}));
        QVERIFY(preview.undo->basedOn.isEmpty()); // it is for later
        QCOMPARE(commandFor(preview.change, QStringLiteral("http://h")),
                 QStringLiteral("curl -X PUT -H \"Authorization: Bearer $CRESCENDO_TOKEN\" -H 'Content-Type: "
                                "application/json' -d '{\"replicas\":5}' "
                                "http://h/api/autoscaling/pools/analysis/replicas"));
    }

    void warnsOfGoingBelowTheLoad()
    {
        const Preview preview = planChange(change(SetReplicas{2, Seconds(900)}), pool(), now);
        QCOMPARE(preview.warnings.size(), std::size_t(1));
        QVERIFY(preview.warnings.front().kind == WarningKind::BelowLoad);
        QCOMPARE(preview.warnings.front().detail, QStringLiteral("4"));
        QVERIFY(preview.reversion->after == Seconds(900));
    }

    void namesOnlyTheValuesOfAProfileThatDiffer()
    {
        Profile wider = *pool().profile;
        wider.maxWorkers = 8;
        wider.cooldown = Seconds(180);
        const Preview preview = planChange(change(ApplyProfile{wider, {}}), pool(), now);
        QCOMPARE(text(preview.differences), QStringLiteral("MaxWorkers: 5 -> 8; CooldownSeconds: 60 -> 180"));
    }

    void saysWhatOtherLimitsDo()
    {
        Pool used = pool();
        used.workers = {{.id = {QStringLiteral("a")}},
                        {.id = {QStringLiteral("b")}, .memory = mebibytes(300)}};
        const auto planned = [](const WorkerLimits &limits, const Pool &pool) {
            const Preview preview = planChange(change(SetWorkerLimits{limits}), pool, now);
            QStringList words{text(preview.differences)};
            for (const Warning &warning : preview.warnings)
                words << (warning.kind == WarningKind::WorkersReplaced ? QStringLiteral("replaced")
                                                                       : warning.detail);
            return words.join(QStringLiteral(" | "));
        };
        QCOMPARE(planned({2, std::nullopt}, used),
                 QStringLiteral("MaxConcurrentJobs: 1 -> 2; MemoryLimit: 512Mi -> none | replaced"));
        QCOMPARE(planned({1, mebibytes(256)}, used),
                 QStringLiteral("MemoryLimit: 512Mi -> 256Mi | replaced | 314572800"));
        QCOMPARE(planned({1, mebibytes(512)}, used), QString());
        QCOMPARE(planned({2, mebibytes(512)}, pool()), QStringLiteral("MaxConcurrentJobs: 1 -> 2"));
        Pool unknown = pool();
        unknown.limits.reset();
        QCOMPARE(planned({1, std::nullopt}, unknown),
                 QStringLiteral("MaxConcurrentJobs:  -> 1; MemoryLimit:  -> none"));
    }

    void undoPutsBackWhatWas()
    {
        QVERIFY(undoOf(change(SetReplicas{5, std::nullopt}), pool(), now)->action
                == ChangeAction(SetReplicas{4, std::nullopt}));
        Pool held = pool();
        held.hold = Hold{4, now + Seconds(100), {}};
        QVERIFY(undoOf(change(ReleaseHold{}), held, now)->action
                == ChangeAction(SetReplicas{4, Seconds(100)}));
        QVERIFY(undoOf(change(SetReplicas{5, std::nullopt}), held, now)->action
                == ChangeAction(SetReplicas{4, Seconds(100)}));
        QVERIFY(undoOf(change(SetReplicas{5, std::nullopt}), held, now + Seconds(100))->action
                == ChangeAction(SetReplicas{4, std::nullopt}));
        QVERIFY(undoOf(change(SetWorkerLimits{{4, std::nullopt}}), pool(), now)->action
                == ChangeAction(SetWorkerLimits{{1, mebibytes(512)}}));
        QVERIFY(!undoOf(change(DrainWorker{{QStringLiteral("w")}}), pool(), now));
    }

    void everyChangeComesAsACommand_data()
    {
        QTest::addColumn<ChangeAction>("action");
        QTest::addColumn<QString>("end");
        const auto row = [](const char *name, ChangeAction action, const char *end) {
            QTest::newRow(name) << std::move(action) << QString::fromLatin1(end);
        };
        row("hold", SetReplicas{5, Seconds(60)},
            "-d '{\"holdSeconds\":60,\"replicas\":5}' http://h/api/autoscaling/pools/analysis/replicas");
        row("release", ReleaseHold{}, " http://h/api/autoscaling/pools/analysis/hold");
        row("profile", ApplyProfile{*pool().profile, {}}, " http://h/api/autoscaling/pools/analysis/profile");
        row("off", SetAutoscalerEnabled{false}, "-d '{\"enabled\":false}' http://h/api/autoscaling/enabled");
        row("limits", SetWorkerLimits{{2, std::nullopt}},
            "-d '{\"maxConcurrentJobs\":2,\"memory\":null}' http://h/api/autoscaling/pools/analysis/limits");
        row("stop", SetPoolStopped{true},
            "-d '{\"stopped\":true}' http://h/api/autoscaling/pools/analysis/stopped");
        row("retry", RetryJob{{QStringLiteral("12")}}, " http://h/api/jobs/12/retry");
        row("drain", DrainWorker{{QStringLiteral("w 1")}},
            " http://h/api/autoscaling/pools/analysis/workers/w%201/drain");
    }
    void everyChangeComesAsACommand()
    {
        QFETCH(ChangeAction, action);
        QFETCH(QString, end);
        const QString command =
            commandFor(change(action), QStringLiteral("http://h"), QStringLiteral("/my data/token"));
        QVERIFY2(command.contains(QStringLiteral("Bearer $(cat '/my data/token')\"")), qPrintable(command));
        QVERIFY2(command.endsWith(end), qPrintable(command));
    }

    void quotesAReasonForTheShell()
    {
        const QString command = commandFor(
            change(SetReplicas{5, std::nullopt}, QStringLiteral("it's; rm -rf")), QStringLiteral("http://h"));
        QVERIFY(command.contains(QStringLiteral("it'\\''s; rm -rf")));
    }

    void readsBackWhatIsThereNow()
    {
        Pool after = pool();
        after.profile->minWorkers = 1;
        after.profile->maxWorkers = 8;
        Profile asked{true, 0, 9, 3, 1, Seconds(60)};
        QCOMPARE(text(differencesSeen(change(ApplyProfile{asked, {}}), pool(), after)),
                 QStringLiteral("MaxWorkers: 5 -> 8"));
        after.desired = 5;
        QCOMPARE(text(differencesSeen(change(SetReplicas{6, std::nullopt}), pool(), after)),
                 QStringLiteral("replicas: 4 -> 5"));
        after.limits->maxConcurrentJobs = 3;
        QCOMPARE(text(differencesSeen(change(SetWorkerLimits{{2, std::nullopt}}), pool(), after)),
                 QStringLiteral("MaxConcurrentJobs: 1 -> 3"));
        QCOMPARE(text(differencesSeen(change(SetPoolStopped{true}), pool(), after)), QString());
    }
};

QTEST_GUILESS_MAIN(TestChangePlan)
#include "tst_changeplan.moc"
