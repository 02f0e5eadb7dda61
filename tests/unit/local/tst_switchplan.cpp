#include "local/switchplan.h"

#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
const PoolId third{QStringLiteral("third")};

Pool pool(const PoolId &id, bool isOn)
{
    Pool pool;
    pool.id = id;
    pool.profile = Profile{isOn, 1, 5, 3, 1, Seconds(60)};
    return pool;
}

Change turned(bool isOn, const PoolId &pool = {})
{
    return {{QStringLiteral("local")}, pool, SetAutoscalerEnabled{isOn}, {}, QStringLiteral("night")};
}

Preview planned(bool isOn, const std::vector<Pool> &pools)
{
    return planSwitch(turned(isOn), pools, QStringLiteral("7+8"));
}

QString text(const std::vector<FieldDifference> &differences)
{
    QStringList words;
    for (const FieldDifference &each : differences)
        words << QStringLiteral("%1: %2 -> %3").arg(each.field, each.before, each.after);
    return words.join(QStringLiteral("; "));
}

} // namespace

class TestSwitchPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesEachPoolThatChanges()
    {
        const std::vector<Pool> mixed{pool(analysis, true), pool(generation, false)};
        QCOMPARE(text(planned(true, mixed).differences),
                 QStringLiteral("Enabled[generation]: false -> true"));
        QCOMPARE(text(planned(false, mixed).differences), QStringLiteral("Enabled[analysis]: true -> false"));
        const std::vector<Pool> both{pool(analysis, true), pool(generation, true)};
        QCOMPARE(text(planned(false, both).differences),
                 QStringLiteral("Enabled[analysis]: true -> false; Enabled[generation]: true -> false"));
        QCOMPARE(text(planned(true, both).differences), QString());
        QVERIFY(!planned(true, both).undo); // nothing is done
        QVERIFY(planned(true, both).warnings.empty());
    }

    void isOfAllPoolsAndBasedOnAll()
    {
        const std::vector<Pool> both{pool(analysis, true), pool(generation, true)};
        Change change = turned(false, analysis);
        const Preview preview = planSwitch(change, both, QStringLiteral("7+8"));
        QVERIFY(preview.change.pool.isEmpty());
        QCOMPARE(preview.change.basedOn, QStringLiteral("7+8"));
        QCOMPARE(preview.change.reason, QStringLiteral("night"));
        change.basedOn = QStringLiteral("6+8");
        QCOMPARE(planSwitch(change, both, QStringLiteral("7+8")).change.basedOn, QStringLiteral("6+8"));
    }

    void undoPutsBackWhatEachPoolWas()
    {
        const Preview ofBoth = planned(false, {pool(analysis, true), pool(generation, true)});
        const Change allOn{{QStringLiteral("local")}, {}, SetAutoscalerEnabled{true}, {}, {}};
        QVERIFY(ofBoth.undo == allOn);
        const std::vector<Pool> mixed{pool(analysis, true), pool(generation, false)};
        const Change analysisOn{
            {QStringLiteral("local")}, analysis, ApplyProfile{*mixed[0].profile, {}}, {}, {}};
        QVERIFY(planned(false, mixed).undo == analysisOn);
        const Change generationOff{
            {QStringLiteral("local")}, generation, ApplyProfile{*mixed[1].profile, {}}, {}, {}};
        QVERIFY(planned(true, mixed).undo == generationOff);
    }

    void offersNoUndoThatWouldBeWrong()
    {
        const Preview several =
            planned(false, {pool(analysis, true), pool(generation, true), pool(third, false)});
        QVERIFY(!several.undo);
        QCOMPARE(several.warnings.size(), std::size_t(1));
        QVERIFY(several.warnings.front().detail.contains(QStringLiteral("analysis, generation")));
        Pool unknown = pool(generation, true);
        unknown.profile.reset();
        const Preview untold = planned(false, {pool(analysis, true), unknown});
        QVERIFY(!untold.undo);
        QCOMPARE(untold.warnings.size(), std::size_t(1));
        QCOMPARE(text(untold.differences),
                 QStringLiteral("Enabled[analysis]: true -> false; Enabled[generation]:  -> false"));
    }

    void readsAllPoolsBack()
    {
        const std::vector<Pool> mixed{pool(analysis, true), pool(generation, false)};
        const std::vector<Pool> on{pool(analysis, true), pool(generation, true)};
        const Receipt done = switchReceipt(turned(true), mixed, on);
        QCOMPARE(text(done.readBack), QStringLiteral("Enabled[generation]: false -> true"));
        QVERIFY(done.verified);
        QVERIFY(done.undo && done.undo->pool == generation);
        const Receipt notYet = switchReceipt(turned(true), mixed, mixed);
        QCOMPARE(text(notYet.readBack), QString());
        QVERIFY(!notYet.verified);
        QVERIFY(!switchReceipt(turned(true), mixed, {}).verified);
    }
};

QTEST_GUILESS_MAIN(TestSwitchPlan)
#include "tst_switchplan.moc"
