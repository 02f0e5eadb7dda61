#include "domain/hpa.h"

#include <QTest>

using namespace crescendo;

// How kubectl prints; what it makes of an API object stands in tests/unit/kubernetes.
class HpaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsAges_data();
    void tellsAges();
    void tellsWhatIsUnset();
};

void HpaTest::tellsAges_data()
{
    QTest::addColumn<Seconds>("age");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *expected, Seconds age) {
        QTest::newRow(expected) << age << QString::fromLatin1(expected);
    };
    using std::chrono::days;
    using std::chrono::hours;
    using std::chrono::minutes;
    row("<invalid>", Seconds(-2));
    row("0s", Seconds(-1));
    row("119s", Seconds(119));
    row("2m", minutes(2));
    row("9m59s", Seconds(599));
    row("10m", Seconds(659));
    row("179m", minutes(179));
    row("3h", hours(3));
    row("7h59m", minutes(479));
    row("8h", minutes(539));
    row("47h", hours(47));
    row("2d", hours(48));
    row("7d23h", hours(191));
    row("8d", hours(215));
    row("729d", days(729));
    row("2y", days(730));
    row("2y1d", days(731));
    row("8y", days(8 * 365 + 100));
}

void HpaTest::tellsAges()
{
    QFETCH(Seconds, age);
    QTEST(kubernetesAge(age), "expected");
}

void HpaTest::tellsWhatIsUnset()
{
    Hpa hpa;
    hpa.name = QStringLiteral("h");
    hpa.targetKind = QStringLiteral("Deployment");
    hpa.targetName = QStringLiteral("w");
    QCOMPARE(cellsOf(hpa, TimePoint()),
             (QStringList{QStringLiteral("h"), QStringLiteral("Deployment/w"), QStringLiteral("<none>"),
                          QStringLiteral("<unset>"), QStringLiteral("0"), QStringLiteral("0"),
                          QStringLiteral("<unknown>")}));
}

QTEST_GUILESS_MAIN(HpaTest)
#include "tst_hpa.moc"
