#include "history/column.h"

#include <QTest>

using namespace crescendo;

namespace {

constexpr TimePoint start = fromMillis(1'772'374'800'000); // on the hour

/// "5:1 12:3" is 1 measured 5 s after the start, and 3 after 12 s.
Samples samplesFrom(const QString &text)
{
    Samples samples;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = word.split(u':');
        samples.push_back({{}, start + Seconds(parts[0].toInt()), parts[1].toDouble()});
    }
    return samples;
}

/// "10: 1..3 mean 2 last 3 of 2", seconds after the start.
QString textOf(const Columns &columns)
{
    QStringList words;
    for (const Column &column : columns) {
        const Point &point = column.point;
        words << QStringLiteral("%1: %2..%3 mean %4 last %5 of %6%7")
                     .arg((point.at - start).count() / 1000)
                     .arg(point.min)
                     .arg(point.max)
                     .arg(point.mean)
                     .arg(point.last)
                     .arg(point.count)
                     .arg(point.backfilled ? QStringLiteral(" backfilled") : QString());
    }
    return words.join(QStringLiteral("; "));
}

} // namespace

class TestColumn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rollsUp_data()
    {
        QTest::addColumn<QString>("samples");
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << "" << 10 << "";
        QTest::newRow("one") << "5:2" << 10 << "0: 2..2 mean 2 last 2 of 1";
        QTest::newRow("two in a column") << "1:4 9:2" << 10 << "0: 2..4 mean 3 last 2 of 2";
        QTest::newRow("the end belongs to the next")
            << "9:1 10:2" << 10 << "0: 1..1 mean 1 last 1 of 1; 10: 2..2 mean 2 last 2 of 1";
        QTest::newRow("gaps stay empty")
            << "0:1 60:2" << 10 << "0: 1..1 mean 1 last 1 of 1; 60: 2..2 mean 2 last 2 of 1";
        QTest::newRow("out of order")
            << "8:1 11:5 2:7" << 10 << "0: 1..7 mean 4 last 1 of 2; 10: 5..5 mean 5 last 5 of 1";
        QTest::newRow("wide") << "0:1 30:2 59:6" << 60 << "0: 1..6 mean 3 last 6 of 3";
    }
    void rollsUp()
    {
        QFETCH(QString, samples);
        QFETCH(int, width);
        QTEST(textOf(rollUp(samplesFrom(samples), Seconds(width), false)), "expected");
    }

    void widensAsIfFromSamples()
    {
        const Samples samples = samplesFrom(QStringLiteral("1:4 9:2 15:8 44:1 59:3 61:9"));
        const Columns narrow = rollUp(samples, Seconds(10), false);
        QCOMPARE(textOf(rollUp(narrow, Seconds(60))), textOf(rollUp(samples, Seconds(60), false)));
    }

    void mergesInAnyOrder()
    {
        const Columns early = rollUp(samplesFrom(QStringLiteral("3:1 12:5")), Seconds(60), true);
        const Columns late = rollUp(samplesFrom(QStringLiteral("40:9 70:2")), Seconds(60), false);
        const QString expected =
            QStringLiteral("0: 1..9 mean 5 last 9 of 3 backfilled; 60: 2..2 mean 2 last 2 of 1");
        Columns forwards = early;
        merge(forwards, late);
        Columns backwards = late;
        merge(backwards, early);
        QCOMPARE(textOf(forwards), expected);
        QCOMPARE(textOf(backwards), expected);
    }

    void packsAndUnpacks()
    {
        Columns columns =
            rollUp(samplesFrom(QStringLiteral("0:0.1 19:1e300 59:-7 61:17179869184.5")), Seconds(10), false);
        columns[1].point.backfilled = true;
        columns[2].point.count = 123'456;
        const QByteArray bytes = packed(columns, start);
        QCOMPARE(bytes.size(), static_cast<qsizetype>(40 * columns.size()));
        QCOMPARE(unpacked(bytes, start, Seconds(10)).value(), columns);
    }

    void refusesHalfAColumn() { QVERIFY(!unpacked(QByteArray(79, 'x'), start, Seconds(10))); }
};

QTEST_GUILESS_MAIN(TestColumn)
#include "tst_column.moc"
