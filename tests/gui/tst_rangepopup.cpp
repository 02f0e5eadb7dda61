#include "ui/charts/timerange.h"
#include "ui/shell/rangepopup.h"

#include <QDateTimeEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace crescendo;

namespace {

using std::chrono::minutes;

TimePoint at(const char *time)
{
    return *fromIso(QString::fromLatin1(time));
}

} // namespace

// Times that an operator types where clocks are changed twice a year.
class RangePopupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }
    void init() { m_range = std::make_unique<TimeRange>(at("2026-11-01T12:00:00Z")); }

    void takesTypedTimes_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<TimePoint>("begin");
        QTest::addColumn<int>("minutes");
        QTest::newRow("a usual night") << "202610240000"
                                       << "202610240600" << at("2026-10-23T22:00:00Z") << 360;
        QTest::newRow("an hour longer") << "202610250000"
                                        << "202610250600" << at("2026-10-24T22:00:00Z") << 420;
        QTest::newRow("an hour shorter") << "202603290000"
                                         << "202603290600" << at("2026-03-28T23:00:00Z") << 300;
        QTest::newRow("from a time that is left out") << "202603290230"
                                                      << "202603290600" << at("2026-03-29T01:30:00Z") << 150;
        QTest::newRow("from one that comes twice") << "202610250230"
                                                   << "202610250600" << at("2026-10-25T01:30:00Z") << 210;
    }
    void takesTypedTimes()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(TimePoint, begin);
        QFETCH(int, minutes);
        open();
        type("rangeFrom", from);
        type("rangeTo", to);
        show();
        QCOMPARE(toIso(m_range->from()), toIso(begin));
        QCOMPARE(m_range->span(), Millis(std::chrono::minutes(minutes)));
    }

    /// Also within the hour that comes twice.
    void leavesWhatNobodyTouched_data()
    {
        QTest::addColumn<TimePoint>("from");
        QTest::newRow("in its first pass") << at("2026-10-25T00:10:00Z");
        QTest::newRow("in its second pass") << at("2026-10-25T01:10:00Z");
        QTest::newRow("over both") << at("2026-10-25T00:40:00Z");
    }
    void leavesWhatNobodyTouched()
    {
        QFETCH(TimePoint, from);
        m_range->setRange(from, from + minutes(30));
        open();
        show();
        QCOMPARE(m_range->from(), from);
        QCOMPARE(m_range->span(), Millis(minutes(30)));
    }

private:
    void open()
    {
        m_popup = new RangePopup(*m_range, nullptr);
        m_popup->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_popup));
    }

    void type(const char *name, const QString &digits)
    {
        auto *edit = m_popup->findChild<QDateTimeEdit *>(QLatin1String(name));
        edit->setFocus();
        edit->setSelectedSection(QDateTimeEdit::YearSection);
        QTest::keyClicks(edit, digits);
    }

    void show()
    {
        QTest::mouseClick(m_popup->findChild<QPushButton *>(QStringLiteral("rangeShow")), Qt::LeftButton);
        QTRY_VERIFY(!m_popup);
    }

    std::unique_ptr<TimeRange> m_range;
    QPointer<RangePopup> m_popup;
};

QTEST_MAIN(RangePopupTest)
#include "tst_rangepopup.moc"
