#include "ui/presentation/changetext.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

Change changeOf(ChangeAction action)
{
    return {{QStringLiteral("local")}, {QStringLiteral("analysis")}, std::move(action), {}, {}};
}

} // namespace

Q_DECLARE_METATYPE(crescendo::ChangeAction)
Q_DECLARE_METATYPE(crescendo::JournalEntry)

class ChangeTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    void titlesOfSeveral()
    {
        const Change scale = changeOf(SetReplicas{3, {}});
        QCOMPARE(titleOf(std::vector{scale}), titleOf(scale));
        QCOMPARE(titleOf(std::vector{scale, scale}), QStringLiteral("Scale 2 pools to 3 workers"));
        QCOMPARE(titleOf(std::vector{scale, changeOf(SetReplicas{4, {}})}), QStringLiteral("Scale 2 pools"));
        QCOMPARE(titleOf(std::vector{scale, changeOf(ReleaseHold{})}), QStringLiteral("Change 2 pools"));
        const Change ofAll{{QStringLiteral("local")}, {}, SetAutoscalerEnabled{false}, {}, {}};
        QCOMPARE(titleOf(ofAll), QStringLiteral("Turn autoscaling off"));
    }

    void titles_data()
    {
        QTest::addColumn<ChangeAction>("action");
        QTest::addColumn<QString>("title");
        QTest::newRow("one") << ChangeAction(SetReplicas{1, {}})
                             << QStringLiteral("Scale analysis to 1 worker");
        QTest::newRow("many") << ChangeAction(SetReplicas{5, {}})
                              << QStringLiteral("Scale analysis to 5 workers");
        QTest::newRow("release") << ChangeAction(ReleaseHold{})
                                 << QStringLiteral("Release the hold of analysis");
        QTest::newRow("profile") << ChangeAction(ApplyProfile{})
                                 << QStringLiteral("Change the profile of analysis");
        QTest::newRow("preset") << ChangeAction(ApplyProfile{{}, QStringLiteral("Aggressive")})
                                << QStringLiteral("Apply Aggressive to analysis");
        QTest::newRow("pause") << ChangeAction(SetAutoscalerEnabled{false})
                               << QStringLiteral("Pause the autoscaler of analysis");
        QTest::newRow("resume") << ChangeAction(SetAutoscalerEnabled{true})
                                << QStringLiteral("Resume the autoscaler of analysis");
        QTest::newRow("limits") << ChangeAction(SetWorkerLimits{})
                                << QStringLiteral("Change the limits of analysis");
        QTest::newRow("stop") << ChangeAction(SetPoolStopped{true}) << QStringLiteral("Stop analysis");
        QTest::newRow("start") << ChangeAction(SetPoolStopped{false}) << QStringLiteral("Start analysis");
        QTest::newRow("drain") << ChangeAction(DrainWorker{{QStringLiteral("w2")}})
                               << QStringLiteral("Drain w2 of analysis");
        QTest::newRow("retry") << ChangeAction(RetryJob{{QStringLiteral("12")}})
                               << QStringLiteral("Try job 12 again");
        QTest::newRow("cancel") << ChangeAction(CancelJob{{QStringLiteral("12")}})
                                << QStringLiteral("Delete job 12");
        QTest::newRow("HPA") << ChangeAction(EditHpa{}) << QStringLiteral("Change the HPA of analysis");
        QTest::newRow("pod") << ChangeAction(DeletePod{QStringLiteral("analysis-1"), {}})
                             << QStringLiteral("Delete pod analysis-1");
        QTest::newRow("restart") << ChangeAction(RestartPool{})
                                 << QStringLiteral("Restart the pods of analysis");
        QTest::newRow("cordon") << ChangeAction(SetNodeCordoned{QStringLiteral("gpu-0"), true})
                                << QStringLiteral("Cordon node gpu-0");
        QTest::newRow("drain of a node")
            << ChangeAction(DrainNode{QStringLiteral("gpu-0")}) << QStringLiteral("Drain node gpu-0");
        QTest::newRow("uncordon") << ChangeAction(SetNodeCordoned{QStringLiteral("gpu-0"), false})
                                  << QStringLiteral("Uncordon node gpu-0");
    }
    void titles()
    {
        QFETCH(ChangeAction, action);
        QTEST(titleOf(changeOf(action)), "title");
    }

    void values_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("number") << QStringLiteral("replicas") << QStringLiteral("5") << QStringLiteral("5");
        QTest::newRow("unknown") << QStringLiteral("replicas") << QString() << QStringLiteral("–");
        QTest::newRow("no hold") << QStringLiteral("hold") << QString() << QStringLiteral("none");
        QTest::newRow("hold to come")
            << QStringLiteral("hold") << QStringLiteral("900 s") << QStringLiteral("15 min");
        QTest::newRow("hold of now") << QStringLiteral("hold") << QStringLiteral("2026-03-01T14:49:00.000Z")
                                     << QStringLiteral("until 14:49");
        QTest::newRow("odd hold") << QStringLiteral("hold") << QStringLiteral("soon")
                                  << QStringLiteral("soon");
        QTest::newRow("memory") << QStringLiteral("MemoryLimit") << QStringLiteral("512Mi")
                                << QStringLiteral("512Mi");
        QTest::newRow("no limit") << QStringLiteral("MemoryLimit") << QStringLiteral("none")
                                  << QStringLiteral("none");
        QTest::newRow("yes") << QStringLiteral("Enabled") << QStringLiteral("true") << QStringLiteral("yes");
    }
    void values()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QTEST(plain(valueText(field, value, now)), "text");
    }

    void outlookTellsTheEffectAndWhoDecidesNext()
    {
        Preview preview;
        preview.change = changeOf(SetReplicas{3, std::chrono::minutes(15)});
        QCOMPARE(plain(whatHappensNext(preview, now)),
                 QStringLiteral("3 workers are kept for 15 min, whatever the load."));
        preview.reversion = Reversion{QStringLiteral("autoscaler"), std::chrono::minutes(15)};
        QCOMPARE(plain(whatHappensNext(preview, now)),
                 QStringLiteral(
                     "3 workers are kept for 15 min, whatever the load. In 15 min, at 14:37, the autoscaler "
                     "decides again."));
        preview.reversion = Reversion{QStringLiteral("HPA analysis"), std::nullopt};
        QVERIFY(
            whatHappensNext(preview, now).endsWith(QStringLiteral("After that HPA analysis decides again.")));
    }

    void outlookTellsWhatAnHpaDoes_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::newRow("too few") << static_cast<int>(ReversionKind::RaisesTooFew)
                                 << QStringLiteral(
                                        "What is too low HPA w raises at its next sync, within 5 min.");
        QTest::newRow("above the maximum")
            << static_cast<int>(ReversionKind::CutsToMaximum)
            << QStringLiteral("HPA w cuts it to its maximum at its next sync, within 5 min.");
        QTest::newRow("too many") << static_cast<int>(ReversionKind::LowersTooMany)
                                  << QStringLiteral("What is too high HPA w takes down only after its "
                                                    "scale-down window of 5 min, not before 14:27.");
    }
    void outlookTellsWhatAnHpaDoes()
    {
        QFETCH(int, kind);
        Preview preview;
        preview.change = changeOf(SetReplicas{3, {}});
        preview.reversion =
            Reversion{QStringLiteral("HPA w"), std::chrono::minutes(5), static_cast<ReversionKind>(kind)};
        QTEST(plain(whatHappensNext(preview, now))
                  .remove(QStringLiteral("The pool goes to 3 workers at once. ")),
              "text");
    }

    void summariesShowTheDifferences()
    {
        const Change change = changeOf(SetReplicas{5, {}});
        QCOMPARE(
            summaryOf(change, {{QStringLiteral("replicas"), QStringLiteral("4"), QStringLiteral("5")}}, now),
            QStringLiteral("Workers 4 → 5"));
        QCOMPARE(summaryOf(change, {}, now), QStringLiteral("Scale analysis to 5 workers"));
    }

    void everyWarningHasWords()
    {
        for (int kind = 0; kind < static_cast<int>(WarningKind::Other); ++kind)
            QVERIFY(!textOf(Warning{static_cast<WarningKind>(kind), {}}).isEmpty());
        QCOMPARE(plain(textOf({WarningKind::BelowMemoryUse, QStringLiteral("536870912")})),
                 QStringLiteral("A worker uses 512 MiB now: with less its jobs may run out of memory."));
        QCOMPARE(textOf(Warning{WarningKind::Other, QStringLiteral("as told")}), QStringLiteral("as told"));
    }

    void outcomes_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("text");
        QTest::newRow("verified") << int(ChangeState::Verified)
                                  << QStringLiteral("Done and verified at 14:22.");
        QTest::newRow("failed") << int(ChangeState::Failed)
                                << QStringLiteral(
                                       "Failed at 14:22. The platform cannot be reached (refused). It is "
                                       "tried again by itself.");
        QTest::newRow("interrupted")
            << int(ChangeState::Interrupted)
            << QStringLiteral("Interrupted at 14:22. It is looked up as soon as the platform answers.");
    }
    void outcomes()
    {
        QFETCH(int, state);
        JournalEntry entry;
        entry.at = now;
        entry.state = static_cast<ChangeState>(state);
        entry.error = Error{ErrorKind::Unavailable, {}, QStringLiteral("refused")};
        QTEST(outcomeText(entry, now), "text");
    }
};

QTEST_GUILESS_MAIN(ChangeTextTest)
#include "tst_changetext.moc"
