#include "ui/presentation/units.h"

#include <QTest>

using namespace crescendo;

namespace {

/// Expectations are written with plain spaces.
QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

} // namespace

class UnitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 s");
        QTest::newRow("negative") << qint64(-3) << QStringLiteral("0 s");
        QTest::newRow("seconds") << qint64(42) << QStringLiteral("42 s");
        QTest::newRow("just a minute") << qint64(60) << QStringLiteral("1 min");
        QTest::newRow("minutes and seconds") << qint64(160) << QStringLiteral("2 min 40 s");
        QTest::newRow("hours and minutes, seconds dropped") << qint64(11105) << QStringLiteral("3 h 5 min");
        QTest::newRow("days and hours") << qint64(187'200) << QStringLiteral("2 d 4 h");
    }
    void durations()
    {
        QFETCH(qint64, seconds);
        QTEST(plain(durationText(Seconds(seconds))), "text");
    }

    void preciseDurations_data()
    {
        QTest::addColumn<qint64>("millis");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 ms");
        QTest::newRow("milliseconds") << qint64(999) << QStringLiteral("999 ms");
        QTest::newRow("a second") << qint64(1'000) << QStringLiteral("1.0 s");
        QTest::newRow("tenths") << qint64(9'949) << QStringLiteral("9.9 s");
        QTest::newRow("no tenths") << qint64(9'950) << QStringLiteral("10 s");
        QTest::newRow("minutes") << qint64(61'400) << QStringLiteral("1 min 1 s");
    }
    void preciseDurations()
    {
        QFETCH(qint64, millis);
        QTEST(plain(preciseText(Millis(millis))), "text");
        QCOMPARE(preciseText(std::nullopt), unknownText());
    }

    void ages_data()
    {
        QTest::addColumn<qint64>("millis");
        QTest::addColumn<QString>("text");
        QTest::newRow("present") << qint64(900) << QStringLiteral("now");
        QTest::newRow("seconds") << qint64(2999) << QStringLiteral("2 s ago");
        QTest::newRow("beyond a minute only minutes") << qint64(119'000) << QStringLiteral("1 min ago");
        QTest::newRow("hours") << qint64(7'300'000) << QStringLiteral("2 h ago");
        QTest::newRow("clock set back") << qint64(-5000) << QStringLiteral("now");
    }
    void ages()
    {
        QFETCH(qint64, millis);
        QTEST(plain(ageText(Millis(millis))), "text");
    }

    void bytes_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(0) << QStringLiteral("0 B");
        QTest::newRow("bytes") << qint64(999) << QStringLiteral("999 B");
        QTest::newRow("short of a unit") << qint64(1000) << QStringLiteral("1 KiB");
        QTest::newRow("whole") << qint64(512) * 1024 * 1024 << QStringLiteral("512 MiB");
        QTest::newRow("one digit") << qint64(4'939'212'390) << QStringLiteral("4.6 GiB");
        QTest::newRow("large") << qint64(46) * 1024 * 1024 * 1024 << QStringLiteral("46 GiB");
    }
    void bytes()
    {
        QFETCH(qint64, value);
        QTEST(plain(bytesText(Bytes{value})), "text");
    }

    void cores_data()
    {
        QTest::addColumn<qint64>("milli");
        QTest::addColumn<QString>("text");
        QTest::newRow("one") << qint64(1000) << QStringLiteral("1 core");
        QTest::newRow("part") << qint64(1730) << QStringLiteral("1.7 cores");
        QTest::newRow("little") << qint64(10) << QStringLiteral("0 cores");
    }
    void cores()
    {
        QFETCH(qint64, milli);
        QTEST(plain(coresText(MilliCores{milli})), "text");
    }

    void unknownIsADash()
    {
        const QString dash(QChar(0x2013));
        QCOMPARE(countText(std::nullopt), dash);
        QCOMPARE(percentText(std::nullopt), dash);
        QCOMPARE(bytesText(std::nullopt), dash);
        QCOMPARE(coresText(std::nullopt), dash);
    }

    void momentsTellTheDayOnlyWhereItIsAnother()
    {
        const TimePoint noon = *fromIso(QStringLiteral("2026-03-01T12:00:00Z"));
        QCOMPARE(momentText(noon, noon + std::chrono::hours(3)), QStringLiteral("12:00"));
        QCOMPARE(momentText(noon, noon + std::chrono::hours(30)), QStringLiteral("1 Mar 12:00"));
        QCOMPARE(clockText(noon + Seconds(5)), QStringLiteral("12:00:05"));
    }

    void aDayOf25HoursIsOneDay()
    {
        const QByteArray before = qgetenv("TZ");
        const auto restore = qScopeGuard([&] { qputenv("TZ", before); });
        qputenv("TZ", "Europe/Berlin");
        const TimePoint evening = *fromIso(QStringLiteral("2026-10-25T22:50:00Z"));
        QCOMPARE(clockText(evening), QStringLiteral("23:50:00"));
        QCOMPARE(momentText(evening - std::chrono::minutes(24 * 60 + 45), evening), QStringLiteral("00:05"));
        QCOMPARE(momentText(evening - std::chrono::minutes(24 * 60 + 55), evening),
                 QStringLiteral("24 Oct 23:55"));
        for (const int hour : {0, 1}) // the first 02:30, and the second
            QCOMPARE(clockText(*fromIso(QStringLiteral("2026-10-25T0%1:30:00Z").arg(hour))),
                     QStringLiteral("02:30:00"));
    }
};

QTEST_GUILESS_MAIN(UnitsTest)
#include "tst_units.moc"
