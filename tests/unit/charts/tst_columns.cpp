#include "ui/charts/columns.h"

#include <QTest>

using namespace crescendo;

namespace {

TimePoint second(double seconds)
{
    return TimePoint(Millis(static_cast<qint64>(1'000'000 + seconds * 1000)));
}

/// "0:1 5:3" is the value 1 at second 0 and 3 at second 5; "0:1~4" is a roll-up from 1 to 4 with mean 2.5 and
/// last 4.
std::vector<Point> pointsOf(const QString &text)
{
    std::vector<Point> points;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QStringList parts = word.split(QLatin1Char(':'));
        const QStringList range = parts[1].split(QLatin1Char('~'));
        const double min = range.first().toDouble();
        const double max = range.last().toDouble();
        points.push_back({second(parts[0].toDouble()), min, max, (min + max) / 2, max});
    }
    return points;
}

/// "1" is a column with that value throughout, "1>3" one that goes from 1 to 3, "1>2[0..4]" one that reaches
/// farther,
/// "." an unknown one.
QString textOf(const Column &column)
{
    if (!column.isKnown)
        return QStringLiteral(".");
    const auto number = [](double value) { return QString::number(value); };
    QString text = number(column.first);
    if (column.last != column.first)
        text += QLatin1Char('>') + number(column.last);
    if (column.min < std::min(column.first, column.last) || column.max > std::max(column.first, column.last))
        text += QStringLiteral("[%1..%2]").arg(number(column.min), number(column.max));
    return text;
}

QString textOf(const std::vector<Stretch> &stretches)
{
    QStringList texts;
    for (const Stretch &stretch : stretches)
        texts << QStringLiteral("%1-%2")
                     .arg((stretch.from - second(0)).count() / 1000)
                     .arg((stretch.to - second(0)).count() / 1000);
    return texts.join(u' ');
}

} // namespace

class ColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Five columns of two seconds each; a gap after five seconds.
    void columns_data()
    {
        QTest::addColumn<QString>("points");
        QTest::addColumn<QString>("held");
        QTest::addColumn<QString>("interpolated");
        QTest::newRow("none") << ""
                              << ". . . . ."
                              << ". . . . .";
        QTest::newRow("one holds until the gap") << "1:7"
                                                 << "7 7 7 . ."
                                                 << "7 . . . .";
        QTest::newRow("a step in the middle of a column") << "0:1 5:3"
                                                          << "1 1 1>3 3 3"
                                                          << "1>1.8 1.8>2.6 2.6>3 . .";
        QTest::newRow("far apart is a gap") << "0:1 9:3"
                                            << "1 . . . 3"
                                            << "1 . . . 3";
        QTest::newRow("several in one column") << "0:1 0.5:9 1:0 1.5:2 4:2"
                                               << "1>2[0..9] 2 2 2 2"
                                               << "1>2[0..9] 2 2 . .";
        QTest::newRow("enters from before") << "-2:4 2:8"
                                            << "4 4>8 8 8 ."
                                            << "6>8 8 . . .";
        QTest::newRow("leaves to behind") << "8:2 12:6"
                                          << ". . . . 2"
                                          << ". . . . 2>4";
        QTest::newRow("only before") << "-9:4 -8:4"
                                     << ". . . . ."
                                     << ". . . . .";
        QTest::newRow("a roll-up shows its extremes") << "0:1~4 4:2"
                                                      << "4[1..4] 4 4>2 2 2"
                                                      << "2.5>2.25[1..4] 2.25>2 2 . .";
    }
    void columns()
    {
        QFETCH(QString, points);
        for (const auto &[between, column] :
             {std::pair(Between::Holds, "held"), std::pair(Between::Interpolates, "interpolated")}) {
            QStringList texts;
            for (const Column &one :
                 prepareColumns(pointsOf(points), {second(0), second(10), 5, Seconds(5), between}))
                texts << textOf(one);
            const QString found = texts.join(QLatin1Char(' '));
            const QString expected = *static_cast<const QString *>(QTest::qData(column, QMetaType::QString));
            QCOMPARE(found, expected);
        }
    }

    void nothingToShareIsNoColumn()
    {
        QVERIFY(prepareColumns(pointsOf(QStringLiteral("0:1")), {second(0), second(10), 0}).empty());
        QVERIFY(prepareColumns(pointsOf(QStringLiteral("0:1")), {second(10), second(10), 5}).empty());
    }

    void silences_data()
    {
        QTest::addColumn<QString>("points");
        QTest::addColumn<QString>("silences");
        QTest::newRow("never heard is no silence") << ""
                                                   << "";
        QTest::newRow("before the first is none either") << "9:1"
                                                         << "";
        QTest::newRow("in the middle") << "0:1 8:1 10:1"
                                       << "0-8";
        QTest::newRow("just at the limit") << "0:1 5:1 10:1"
                                           << "";
        QTest::newRow("since the last") << "0:1 3:1"
                                        << "3-10";
        QTest::newRow("reaching in and out") << "-10:1 2:1 4:1 20:1"
                                             << "0-2 4-10";
    }
    void silences()
    {
        QFETCH(QString, points);
        QTEST(textOf(silencesOf(pointsOf(points), {second(0), second(10)}, Seconds(5))), "silences");
    }

    /// A range may begin within an outage.
    void silencesBeforeTheFirst_data()
    {
        QTest::addColumn<QString>("points");
        QTest::addColumn<TimePoint>("from");
        QTest::addColumn<TimePoint>("to");
        QTest::addColumn<QString>("silences");
        const auto row = [](const char *name, const char *points, TimePoint from, TimePoint to,
                            const char *silences) {
            QTest::newRow(name) << QString::fromLatin1(points) << from << to << QString::fromLatin1(silences);
        };
        row("until the first", "6:1 9:1", second(-20), second(6), "0-6");
        row("with a first that came late", "6:1 9:1", second(-20), second(4), "0-4");
        row("begun in the range", "6:1 9:1", second(2), second(7), "2-6");
        row("over before the range", "6:1 9:1", second(-20), second(-10), "");
        row("all of the range", "", second(-20), second(30), "0-10");
        row("never heard of before", "6:1 9:1", TimePoint::min(), second(6), "");
        row("a later one", "6:1 9:1", second(-20), second(20), "");
    }
    void silencesBeforeTheFirst()
    {
        QFETCH(QString, points);
        QFETCH(TimePoint, from);
        QFETCH(TimePoint, to);
        QTEST(textOf(silencesOf(pointsOf(points), {second(0), second(10)}, Seconds(5), {{from, to}})),
              "silences");
    }

    void toldAfterwards_data()
    {
        QTest::addColumn<QString>("points"); // those with the value 7 are
        QTest::addColumn<QString>("stretches");
        QTest::newRow("none") << "0:1 3:1 6:1"
                              << "";
        QTest::newRow("until one that was seen") << "0:7 3:7 6:1 9:1"
                                                 << "0-6";
        QTest::newRow("no farther than a gap") << "0:7 8:1"
                                               << "0-5";
        QTest::newRow("reaching in and out") << "-2:7 2:1 6:7 9:7 14:7"
                                             << "0-2 6-10";
    }
    void toldAfterwards()
    {
        QFETCH(QString, points);
        std::vector<Point> told = pointsOf(points);
        for (Point &point : told)
            point.backfilled = point.last == 7;
        QTEST(textOf(backfilledIn(told, {second(0), second(10)}, Seconds(5))), "stretches");
    }

    /// A column of a range that moves is the same column: it begins at a whole multiple of its length.
    void wholeColumnsStayWhereTheyAre()
    {
        const Stretch first = wholeColumns({second(0), second(10)}, 7);
        QVERIFY(first.from <= second(0) + (first.to - first.from) / 7);
        QVERIFY(first.to >= second(10));
        const Millis length = (first.to - first.from) / 7;
        QVERIFY(length * 7 == first.to - first.from && length * 7 >= Seconds(10));
        const Millis ahead = first.to - second(10);
        QVERIFY(wholeColumns({second(0) + ahead, second(10) + ahead}, 7) == first);
        const Stretch next = wholeColumns({second(0) + ahead + Millis(1), second(10) + ahead + Millis(1)}, 7);
        QVERIFY(next.from == first.from + length && next.to == first.to + length);
        QVERIFY(wholeColumns({second(0), second(10)}, 0) == (Stretch{second(0), second(10)}));
    }
};

QTEST_GUILESS_MAIN(ColumnsTest)
#include "tst_columns.moc"
