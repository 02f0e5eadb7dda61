#include "tests/gui/consolefixture.h"
#include "ui/charts/timechart.h"
#include "ui/models/indicatorsfeed.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace crescendo;

/// Jobs, as an operator looks for those that failed, and has them tried again.
class JobsPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ConsoleFixture> m_console;
    std::unique_ptr<MainWindow> m_window;

    template <typename T> T *find(const char *name) const
    {
        T *found = m_window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no widget %s", name);
        return found;
    }
    QAbstractItemView &jobs() const { return *find<QAbstractItemView>("jobs"); }
    QString cell(int row, int column) const { return jobs().model()->index(row, column).data().toString(); }
    QString tile(const char *name) const
    {
        return find<QWidget>(name)->accessibleName().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
    }
    QStringList texts(const char *parent) const
    {
        QStringList all;
        for (const QLabel *label : find<QWidget>(parent)->findChildren<QLabel *>()) {
            if (label->isVisible())
                all << label->text().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
        }
        return all;
    }
    FakeJobBoard &board() const { return m_console->platform.board; }
    std::vector<Change> applied() const { return m_console->platform.applied(); }
    void click(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    /// Time passes: the page looks again.
    void later(Millis by) const
    {
        m_console->clock.advance(by);
        m_window->tick();
    }
    /// The first job in this state, chosen by a click.
    void choose(const char *state) const
    {
        QTest::mouseClick(find<QToolButton>(state), Qt::LeftButton);
        QTRY_VERIFY(jobs().model()->rowCount() > 0 && jobs().isVisible());
        QTest::mouseClick(jobs().viewport(), Qt::LeftButton, {},
                          jobs().visualRect(jobs().model()->index(0, 0)).center());
        QVERIFY(jobs().currentIndex().isValid());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void init()
    {
        m_console = std::make_unique<ConsoleFixture>();
        m_console->showDemoHour();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier);
        QCOMPARE(m_window->navigator().place().page, PageId::Jobs);
        QTRY_COMPARE(jobs().model()->rowCount(), 100);
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void showsTheQueueByState()
    {
        QCOMPARE(find<QToolButton>("jobsAll")->text(), QStringLiteral("All 240"));
        QCOMPARE(find<QToolButton>("jobs-pending")->text(), QStringLiteral("Pending 5"));
        QTest::mouseClick(find<QToolButton>("jobs-running"), Qt::LeftButton);
        QTRY_COMPARE(jobs().model()->rowCount(), 5);
        QVERIFY(cell(0, 1).startsWith(QStringLiteral("Running")));
    }

    void findsJobsByTextAndPool()
    {
        QTest::keyClicks(find<QLineEdit>("jobsFilter"), QStringLiteral("NO SOUND"));
        QTest::keyClick(find<QLineEdit>("jobsFilter"), Qt::Key_Return);
        QTRY_VERIFY(jobs().model()->rowCount() > 0 && jobs().model()->rowCount() < 10);
        QCOMPARE(cell(0, 1), QStringLiteral("Failed"));
        find<QLineEdit>("jobsFilter")->clear();
        auto *pool = find<QComboBox>("jobsPool");
        pool->setFocus();
        QTest::keyClicks(pool, QStringLiteral("gen"));
        QTRY_COMPARE(jobs().model()->rowCount(), 40);
        QCOMPARE(cell(0, 3), QStringLiteral("generation"));
    }

    void scrollingFetchesTheRest()
    {
        choose("jobsAll");
        QTest::keyClick(&jobs(), Qt::Key_End, Qt::ControlModifier);
        QTRY_COMPARE(jobs().model()->rowCount(), 240);
        QTest::keyClick(&jobs(), Qt::Key_End, Qt::ControlModifier);
        board().jobs.back().state = JobState::Dead; // what is in sight stays fresh, wherever that is
        later(Seconds(3));
        QTRY_COMPARE(cell(239, 1), QStringLiteral("Dead"));
    }

    void theChosenJobStaysChosenWhileOthersCome()
    {
        choose("jobsAll");
        const QString id = jobs().currentIndex().siblingAtColumn(0).data().toString();
        Job next = board().jobs.front();
        next.id = {QStringLiteral("241")};
        board().jobs.insert(board().jobs.begin(), next);
        later(Seconds(3));
        QTRY_COMPARE(cell(0, 0), QStringLiteral("241"));
        QCOMPARE(jobs().currentIndex().siblingAtColumn(0).data().toString(), id);
        QCOMPARE(find<QLabel>("jobTitle")->text(), QStringLiteral("Job ") + id);
    }

    void aFailedJobIsTriedAgain()
    {
        choose("jobs-failed");
        QVERIFY(texts("jobFacts").contains(QStringLiteral("Its own file or parameters")));
        click("retryJob");
        QTRY_COMPARE(applied().size(), std::size_t(1));
        QVERIFY(std::holds_alternative<RetryJob>(applied().front().action));
        QCOMPARE(std::get<RetryJob>(applied().front().action).job.value, cell(0, 0));
        QTRY_VERIFY(find<QLabel>("jobsStatus")->text().startsWith(QStringLiteral("Done and verified")));
    }

    void aJobIsCancelledByKey()
    {
        choose("jobs-running");
        QVERIFY(!find<QPushButton>("retryJob")->isEnabled());
        QCOMPARE(find<QPushButton>("retryJob")->toolTip(),
                 QStringLiteral("Only failed and dead jobs can be tried again."));
        m_console->pipeline.setAsksFirst(false); // what cannot be put back is asked all the same
        m_console->scriptedOperator.accepts = false;
        QTest::keyClick(&jobs(), Qt::Key_Delete);
        QTRY_COMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        QVERIFY(applied().empty()); // turned down
        m_console->scriptedOperator.accepts = true;
        QTRY_VERIFY(find<QPushButton>("cancelJob")->isEnabled());
        QTest::keyClick(&jobs(), Qt::Key_Delete);
        QTRY_COMPARE(applied().size(), std::size_t(1));
        QVERIFY(std::holds_alternative<CancelJob>(applied().front().action));
    }

    void anAnalysisIsShownAsValues()
    {
        choose("jobs-succeeded");
        QTRY_VERIFY(texts("jobResult").contains(QStringLiteral("127.9 bpm")));
        for (const char *value : {"452", "212.4 s", "-14.2 LUFS"})
            QVERIFY2(texts("jobResult").contains(QLatin1String(value)), value);
    }

    void generatedAudioIsOfferedForSaving()
    {
        auto *pool = find<QComboBox>("jobsPool");
        pool->setFocus();
        QTest::keyClicks(pool, QStringLiteral("gen"));
        choose("jobs-succeeded");
        QTRY_COMPARE(find<QLabel>("jobResultText")->text(), QStringLiteral("Audio, WAV"));
        m_console->scriptedOperator.savePath = QStringLiteral("/tmp/piece.wav");
        click("saveResult");
        QTRY_COMPARE(board().saved, QStringList{QStringLiteral("/tmp/piece.wav")});
        QTRY_COMPARE(find<QLabel>("jobsStatus")->text(), QStringLiteral("Saved /tmp/piece.wav."));
    }

    void showsTheKeyIndicators()
    {
        QTRY_VERIFY(tile("throughputTile").contains(QStringLiteral("/ h")));
        QTRY_COMPARE(tile("errorsTile"), QStringLiteral("Error rate: 6.0 %"));
        QTest::mouseClick(find<QToolButton>("span1"), Qt::LeftButton); // an hour instead of 15 minutes
        later(Seconds(1));
        QTRY_COMPARE(tile("errorsTile"), QStringLiteral("Error rate: 4.3 %"));
        QVERIFY(tile("waitingTile").endsWith(QStringLiteral("mean")));
        QVERIFY(tile("processingTile").contains(QStringLiteral("s mean")));
        QTRY_VERIFY(!tile("busyShareTile").contains(QChar(0x2013)));
        QTRY_VERIFY(!tile("scalingTile").contains(QStringLiteral("0 / h")));
        const QStringList resources = texts("resourceFailures");
        QCOMPARE(resources.at(resources.indexOf(QStringLiteral("Worker killed or lost")) + 1),
                 QStringLiteral("4"));
    }

    void chartsTheKeyIndicatorsOverTime()
    {
        QTest::mouseClick(find<QToolButton>("span1"), Qt::LeftButton);
        later(Seconds(1));
        find<QToolButton>("jobsOverTime")->setFocus();
        QTest::keyClick(find<QToolButton>("jobsOverTime"), Qt::Key_Space);
        QVERIFY(!jobs().isVisible());
        const auto points = [this](const char *chart, std::size_t series) {
            return find<TimeChart>(chart)->data(series).points;
        };
        QTRY_VERIFY(!points("waitingChart", 2).empty());
        // Each stretch's share of an hour, summed up, is what the tile counts.
        const auto sum = [&points](std::size_t series) {
            double jobs = 0;
            for (const Point &point : points("throughputChart", series))
                jobs += point.mean / IndicatorsFeed::stretches;
            return std::llround(jobs);
        };
        QTRY_VERIFY(texts("throughputTile").contains(QStringLiteral("%1 done").arg(sum(0))));
        QVERIFY(sum(0) > 0 && sum(1) > 0);
        for (std::size_t i = 0; i < points("processingChart", 0).size(); ++i)
            QVERIFY(points("processingChart", 2)[i].mean >= points("processingChart", 1)[i].mean);
        QVERIFY(!points("sharesChart", 0).empty());
        QVERIFY(!points("scaleEventsChart", 0).empty());
        QTest::keyClick(find<QToolButton>("jobsOverTime"), Qt::Key_Space);
        QTRY_VERIFY(jobs().isVisible());
    }

    void asksOnlyWhileItIsShown()
    {
        m_window->navigator().goToPage(PageId::Workers);
        board().asked.clear();
        for (int i = 0; i < 3; ++i)
            later(Seconds(10));
        QCoreApplication::processEvents();
        QVERIFY(board().asked.empty());
        m_window->navigator().goToPage(PageId::Jobs);
        QTRY_VERIFY(!board().asked.empty());
    }

    void aLostConnectionKeepsWhatIsKnownAndSaysSo()
    {
        board().error = Error{ErrorKind::Unavailable, QStringLiteral("list jobs"), {}};
        later(Seconds(3));
        QTRY_VERIFY(!find<QLabel>("jobsStatus")->text().isEmpty());
        QCOMPARE(jobs().model()->rowCount(), 100);
        QTest::mouseClick(find<QToolButton>("jobs-dead"), Qt::LeftButton); // nothing is known of these
        QTRY_VERIFY(find<QLabel>("jobsEmpty")->isVisible());
        QTRY_VERIFY(find<QLabel>("jobsEmpty")->text().contains(QStringLiteral("cannot be reached")));
        board().error.reset();
        later(Seconds(3));
        QTRY_VERIFY(jobs().isVisible());
    }

    void emptinessSaysWhatToDo()
    {
        QTest::keyClicks(find<QLineEdit>("jobsFilter"), QStringLiteral("no such job"));
        QTRY_VERIFY(find<QLabel>("jobsEmpty")->isVisible());
        QTRY_VERIFY(find<QLabel>("jobsEmpty")->text().startsWith(QStringLiteral("No job matches.")));
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.jobs = false;
        m_console->platform.setCapabilities(capabilities);
        later(Seconds(3));
        QTRY_VERIFY(find<QLabel>("jobsEmpty")->text().contains(QStringLiteral("See the Pool page")));
    }
};

QTEST_MAIN(JobsPageTest)
#include "tst_jobspage.moc"
