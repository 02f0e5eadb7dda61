#include "policy/curve.h"

#include <QStringList>
#include <QTest>

using namespace crescendo;

namespace {

QString textOf(const std::vector<CurvePoint> &curve, int CurvePoint::*branch)
{
    QStringList workers;
    for (const CurvePoint &point : curve)
        workers << QString::number(point.*branch);
    return workers.join(u' ');
}

} // namespace

class TestCurve : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTwoBranches_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("rising");
        QTest::addColumn<QString>("falling");
        QTest::newRow("guide") << Profile() << "1 1 1 3 4 5 5 5"
                               << "1 1 5 5 5 5 5 5";
        QTest::newRow("Conservative") << guidePresets()[0].profile << "2 2 2 2 2 5 5 5"
                                      << "2 2 2 5 5 5 5 5";
        QTest::newRow("Aggressive") << guidePresets()[1].profile << "1 1 2 3 4 5 6 7"
                                    << "1 1 10 10 10 10 10 10";
        QTest::newRow("Cost-Optimized") << guidePresets()[2].profile << "0 1 2 3 3 3 3 3"
                                        << "0 3 3 3 3 3 3 3";
        QTest::newRow("high floor under a wide gap")
            << Profile{true, 1, 9, 6, 4, Seconds(60)} << "1 1 1 1 1 1 6 7"
            << "1 1 1 1 1 9 9 9";
        QTest::newRow("minimum is maximum") << Profile{true, 4, 4, 3, 1, Seconds(60)} << "4 4 4 4 4 4 4 4"
                                            << "4 4 4 4 4 4 4 4";
    }
    void hasTwoBranches()
    {
        QFETCH(Profile, profile);
        const std::vector<CurvePoint> curve = curveOf(profile, 7);
        QTEST(textOf(curve, &CurvePoint::rising), "rising");
        QTEST(textOf(curve, &CurvePoint::falling), "falling");
    }

    void numbersItsLoads()
    {
        const std::vector<CurvePoint> curve = curveOf(Profile(), 2);
        QCOMPARE(textOf(curve, &CurvePoint::load), QStringLiteral("0 1 2"));
        QCOMPARE(curveOf(Profile(), -1).size(), std::size_t(1));
    }

    void endsWhereItIsFull()
    {
        for (const Preset &preset : guidePresets()) {
            const int full = saturationOf(preset.profile);
            const std::vector<CurvePoint> curve = curveOf(preset.profile, full);
            QCOMPARE(curve.back().rising, preset.profile.maxWorkers);
            QCOMPARE(curve.back().falling, preset.profile.maxWorkers);
        }
    }
};

QTEST_GUILESS_MAIN(TestCurve)
#include "tst_curve.moc"
