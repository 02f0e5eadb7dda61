#include "local/metricschange.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = fromMillis(1'772'374'925'000);

Pool pool()
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.queue = QueueDepth{1, 1};
    pool.desired = 3;
    pool.profile = Profile{true, 1, 5, 3, 1, Seconds(60)};
    return pool;
}

Change change(ChangeAction action)
{
    return {{QStringLiteral("foreign")}, {QStringLiteral("analysis")}, std::move(action), {}, {}};
}

Profile wider(Seconds cooldown)
{
    return Profile{true, 1, 8, 3, 1, cooldown};
}

QString show(const Preview &preview)
{
    QStringList words;
    for (const FieldDifference &each : preview.differences)
        words << QStringLiteral("%1 %2->%3").arg(each.field, each.before, each.after);
    for (const Warning &warning : preview.warnings) {
        switch (warning.kind) {
        case WarningKind::AutoscalerReverts:
            words << QStringLiteral("reverts(%1)").arg(warning.detail);
            break;
        case WarningKind::RunningJobsMayBeCut:
            words << QStringLiteral("cuts");
            break;
        case WarningKind::AllPools:
            words << QStringLiteral("all(%1)").arg(warning.detail);
            break;
        case WarningKind::NotConfirmable:
            words << QStringLiteral("unseen(%1)").arg(warning.detail);
            break;
        default:
            words << QStringLiteral("other");
        }
    }
    if (preview.reversion)
        words << (preview.reversion->after ? QStringLiteral("in %1 s").arg(preview.reversion->after->count())
                                           : QStringLiteral("any time"));
    return words.join(QLatin1Char(' '));
}

QString planned(ChangeAction action, const Pool &pool)
{
    return show(planMetricsChange(change(std::move(action)), pool,
                                  {QStringLiteral("analysis"), QStringLiteral("generation")}, now));
}

} // namespace

class TestMetricsChange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAScaleDoes()
    {
        QCOMPARE(planned(SetReplicas{4, std::nullopt}, pool()),
                 QStringLiteral("replicas 3->4 reverts(60) any time"));
        QCOMPARE(planned(SetReplicas{2, std::nullopt}, pool()),
                 QStringLiteral("replicas 3->2 reverts(60) cuts any time"));
        QVERIFY(!planned(SetReplicas{3, std::nullopt}, pool()).contains(QStringLiteral("cuts")));
        Pool other = pool();
        other.cooldownLeft = Seconds(42);
        QCOMPARE(planned(SetReplicas{4, std::nullopt}, other),
                 QStringLiteral("replicas 3->4 reverts(60) in 42 s"));
        other.cooldownLeft = Seconds(0);
        other.cooldownUnknown = true;
        QCOMPARE(planned(SetReplicas{4, std::nullopt}, other),
                 QStringLiteral("replicas 3->4 reverts() any time"));
        other.profile->enabled = false;
        QCOMPARE(planned(SetReplicas{2, std::nullopt}, other), QStringLiteral("replicas 3->2 cuts"));
    }

    void saysWhatStoppingDoes()
    {
        QCOMPARE(planned(SetPoolStopped{true}, pool()),
                 QStringLiteral("stopped false->true reverts(60) cuts any time"));
        Pool stopped = pool();
        stopped.stopped = true;
        QCOMPARE(planned(SetPoolStopped{false}, stopped), QStringLiteral("stopped true->false"));
    }

    void saysWhatAProfileDoes()
    {
        QCOMPARE(planned(ApplyProfile{wider(Seconds(60)), {}}, pool()),
                 QStringLiteral("MaxWorkers 5->8 all(analysis, generation)"));
        QCOMPARE(planned(ApplyProfile{wider(Seconds(30)), {}}, pool()),
                 QStringLiteral("MaxWorkers 5->8 CooldownSeconds 60->30 all(analysis, generation) "
                                "unseen(CooldownSeconds)"));
        QCOMPARE(show(planMetricsChange(change(ApplyProfile{wider(Seconds(60)), {}}), pool(),
                                        {QStringLiteral("analysis")}, now)),
                 QStringLiteral("MaxWorkers 5->8")); // the only pool is no surprise
        Pool unknown = pool();
        unknown.cooldownUnknown = true;
        QCOMPARE(planned(ApplyProfile{wider(Seconds(60)), {}}, unknown),
                 QStringLiteral("MaxWorkers 5->8 CooldownSeconds ->60 all(analysis, generation) "
                                "unseen(CooldownSeconds)"));
    }

    void saysWhatLimitsDo()
    {
        Pool known = pool();
        known.limits = WorkerLimits{2, gibibytes(1)};
        known.workers = {Worker()};
        QCOMPARE(planned(SetWorkerLimits{{1, gibibytes(1)}}, known),
                 QStringLiteral("MaxConcurrentJobs 2->1 unseen(MaxConcurrentJobs)"));
        QCOMPARE(planned(SetWorkerLimits{{1, gibibytes(1)}}, pool()),
                 QStringLiteral("MaxConcurrentJobs ->1 MemoryLimit ->1Gi "
                                "unseen(MaxConcurrentJobs, MemoryLimit)"));
    }

    void refusesWhatOnlyOurServiceKnows_data()
    {
        QTest::addColumn<QString>("error");
        QTest::newRow("hold") << "unsupported";
        QTest::newRow("release") << "unsupported";
        QTest::newRow("drain") << "unsupported";
        QTest::newRow("retry") << "unsupported";
        QTest::newRow("HPA") << "unsupported";
        QTest::newRow("none") << "invalidInput";
    }
    void refusesWhatOnlyOurServiceKnows()
    {
        const std::map<QByteArray, ChangeAction> actions{{"hold", SetReplicas{3, Seconds(60)}},
                                                         {"release", ReleaseHold()},
                                                         {"drain", DrainWorker{{QStringLiteral("w")}}},
                                                         {"retry", RetryJob{{QStringLiteral("1")}}},
                                                         {"HPA", EditHpa()},
                                                         {"none", SetReplicas{0, std::nullopt}}};
        const Result<> checked = checkMetricsChange(change(actions.at(QTest::currentDataTag())));
        QVERIFY(!checked);
        QTEST(toString(checked.error().kind), "error");
    }

    void verifiesOnlyWhatIsShown()
    {
        Pool shown = pool();
        shown.profile->maxWorkers = 8;
        QVERIFY(metricsReceipt(change(ApplyProfile{wider(Seconds(60)), {}}), pool(), shown, now).verified);
        QVERIFY(!metricsReceipt(change(ApplyProfile{wider(Seconds(60)), {}}), pool(), pool(), now).verified);
        // The endpoint does not show a cooldown: what was written of it is not confirmed.
        QVERIFY(!metricsReceipt(change(ApplyProfile{wider(Seconds(30)), {}}), pool(), shown, now).verified);
        QVERIFY(!metricsReceipt(change(SetWorkerLimits{{2, std::nullopt}}), pool(), pool(), now).verified);
        shown.profile->enabled = false;
        QVERIFY(metricsReceipt(change(SetAutoscalerEnabled{false}), pool(), shown, now).verified);
    }

    void undoesEachChange()
    {
        const auto undo = [](const ChangeAction &action, const Pool &before) -> std::optional<ChangeAction> {
            const Receipt receipt = metricsReceipt(change(action), before, before, now);
            const Preview preview = planMetricsChange(change(action), before, {}, now); // for a lost receipt
            return preview.undo == receipt.undo ? std::optional(receipt.undo->action) : std::nullopt;
        };
        Pool stopped = pool();
        stopped.stopped = true;
        stopped.desired = 0;
        QVERIFY(undo(SetReplicas{5, std::nullopt}, pool()) == ChangeAction(SetReplicas{3, std::nullopt}));
        QVERIFY(undo(SetReplicas{5, std::nullopt}, stopped) == ChangeAction(SetPoolStopped{true}));
        QVERIFY(undo(SetPoolStopped{true}, pool()) == ChangeAction(SetPoolStopped{false}));
        QVERIFY(undo(SetAutoscalerEnabled{false}, pool()) == ChangeAction(SetAutoscalerEnabled{true}));
        QVERIFY(undo(ApplyProfile{wider(Seconds(30)), {}}, pool())
                == ChangeAction(ApplyProfile{*pool().profile, {}}));
        Pool limited = pool();
        limited.limits = WorkerLimits{2, gibibytes(1)};
        QVERIFY(undo(SetWorkerLimits{{1, std::nullopt}}, limited)
                == ChangeAction(SetWorkerLimits{*limited.limits}));
        QVERIFY(!metricsReceipt(change(SetWorkerLimits{}), pool(), pool(), now).undo); // nobody knows them
        Pool unknown = pool();
        unknown.cooldownUnknown = true;
        QVERIFY(undo(ApplyProfile{wider(Seconds(30)), {}}, unknown)
                == ChangeAction(ApplyProfile{Profile{true, 1, 5, 3, 1, Seconds(30)}, {}}));
    }

    void theVersionCoversWhatOperatorsChange()
    {
        Pool other = pool();
        other.queue = QueueDepth{9, 9};
        other.ready = 1;
        QCOMPARE(versionOf(other), versionOf(pool()));
        const std::vector<std::function<void(Pool &)>> changes{
            [](Pool &each) { each.desired = 2; },
            [](Pool &each) { each.stopped = true; },
            [](Pool &each) { each.profile->enabled = false; },
            [](Pool &each) { each.profile->minWorkers = 2; },
            [](Pool &each) { each.profile->maxWorkers = 6; },
            [](Pool &each) { each.profile->scaleUpThreshold = 4; },
            [](Pool &each) { each.profile->scaleDownThreshold = 0; },
            [](Pool &each) { each.profile->cooldown = Seconds(30); },
            [](Pool &each) { each.limits = WorkerLimits(); },
        };
        for (const auto &act : changes) {
            Pool changed = pool();
            act(changed);
            QVERIFY(versionOf(changed) != versionOf(pool()));
        }
    }
};

QTEST_GUILESS_MAIN(TestMetricsChange)
#include "tst_metricschange.moc"
