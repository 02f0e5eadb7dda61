#include "tests/gui/consolefixture.h"
#include "tests/gui/lookout.h"
#include "ui/charts/chartstack.h"
#include "ui/charts/crosshair.h"
#include "ui/charts/legendbutton.h"
#include "ui/charts/timerange.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace crescendo;

/// The window as an operator works it: real keys and clicks, answers to questions scripted.
class PoolPageTest : public QObject {
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
    void click(const char *name) const { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }
    QString textOf(const char *name) const { return find<QLabel>(name)->text(); }
    void openWindow()
    {
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->tick();
    }
    const SetReplicas &lastAsked() const
    {
        return std::get<SetReplicas>(
            m_console->scriptedOperator.questions.back().proposal.preview.change.action);
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
        openWindow();
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void saysWhatThePoolDoes()
    {
        QCOMPARE(textOf("placePool"), QStringLiteral("analysis"));
        QCOMPARE(textOf("headline"), QStringLiteral("At the maximum: 5 of 5 workers, load 14 would want 6."));
        QVERIFY(!find<QWidget>("evidenceBlock")->isVisible());
        click("evidence");
        QVERIFY(find<QWidget>("evidenceBlock")->isVisible());
        QCOMPARE(find<QAbstractItemView>("workers")->model()->rowCount(), 5);
        QVERIFY(find<QAbstractItemView>("decisions")->model()->rowCount() >= 5);
        QCOMPARE(find<QWidget>("queueTile")->accessibleName(), QStringLiteral("Queue: 14 jobs"));
    }

    void aPoolThatComputesOnGpusShowsThem()
    {
        QVERIFY(!find<QWidget>("gpuChart")->isVisible());
        QVERIFY(!find<QWidget>("gpuTile")->isVisible());
        SeriesKey key{m_console->platform.id(), {QStringLiteral("analysis")}, {}, Metric::GpuUtilization};
        Samples samples{{key, m_console->clock.now() - Seconds(2), 64}};
        key.metric = Metric::GpuMemoryBytes;
        samples.push_back({key, samples.front().at, 2147483648.0});
        m_console->live.add(samples);
        m_console->clock.advance(Seconds(1));
        m_window->tick();
        QTRY_VERIFY(find<QWidget>("gpuChart")->isVisible());
        QVERIFY(find<QWidget>("gpuTile")->isVisible());
        QCOMPARE(find<QWidget>("gpuTile")->accessibleName(), QStringLiteral("GPU: 64\u00a0%"));
    }

    void thatThereIsNoGpuIsSaid()
    {
        SourceStatus gpus;
        gpus.error = Error{ErrorKind::NotFound, {}, QStringLiteral("no GPU found: no such library")};
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        m_console->platform.show(m_console->clock.now(), {pool}, {{Source::Gpu, gpus}});
        const auto *tile = find<QWidget>("gpuTile");
        QTRY_VERIFY(tile->isVisible());
        const auto isSaid = [](const QLabel *label) {
            return label->isVisible() && label->text() == QStringLiteral("No GPU found.");
        };
        QVERIFY(std::ranges::any_of(tile->findChildren<QLabel *>(), isSaid));
        QTRY_COMPARE(flawsOf(*tile).join(QStringLiteral("; ")), QString()); // and it can be read
        QVERIFY(!find<QWidget>("gpuChart")->isVisible());
        m_console->platform.show(m_console->clock.now(), {pool}, {{Source::Gpu, SourceStatus()}});
        QTRY_VERIFY(!tile->isVisible()); // there are some, which it does not use
    }

    void scalesByHandWithTheKeyboard()
    {
        m_console->scriptedOperator.reason = QStringLiteral("quieter");
        auto *replicas = find<QSpinBox>("replicas");
        QCOMPARE(replicas->value(), 5);
        replicas->setFocus();
        replicas->selectAll();
        QTest::keyClicks(replicas, QStringLiteral("3"));
        QTest::keyClick(replicas, Qt::Key_Return);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        const Change &change = m_console->platform.applied().front();
        QCOMPARE(std::get<SetReplicas>(change.action).replicas, 3);
        QCOMPARE(change.pool.value, QStringLiteral("analysis"));
        QCOMPARE(change.reason, QStringLiteral("quieter"));
        QTRY_VERIFY(textOf("status").startsWith(QStringLiteral("Done and verified")));
        QCOMPARE(m_console->scriptedOperator.questions.front().where, QStringLiteral("Local platform"));
    }

    void turnsAutoscalingOffAndOn()
    {
        QCOMPARE(find<QPushButton>("toggleAutoscaler")->text(), QStringLiteral("Turn o&ff…"));
        QTest::keyClick(find<QWidget>("toggleAutoscaler"), Qt::Key_Space);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        const Change &off = m_console->platform.applied().back();
        QCOMPARE(off.action, ChangeAction(SetAutoscalerEnabled{false}));
        QVERIFY(off.pool.isEmpty()); // it is one for all pools
        Pool pool = *m_console->platform.snapshot()->pool({QStringLiteral("analysis")});
        pool.profile->enabled = false;
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_VERIFY(find<QWidget>("toggleAutoscaler")->isEnabled());
        click("toggleAutoscaler");
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(2));
        QCOMPARE(m_console->platform.applied().back().action, ChangeAction(SetAutoscalerEnabled{true}));
    }

    void stopsAndStartsThePool()
    {
        click("stop");
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QCOMPARE(m_console->platform.applied().back().action, ChangeAction(SetPoolStopped{true}));
        QCOMPARE(m_console->platform.applied().back().pool.value, QStringLiteral("analysis"));
        Pool pool = *m_console->platform.snapshot()->pool({QStringLiteral("analysis")});
        pool.stopped = true;
        m_console->platform.show(m_console->clock.now(), {pool});
        QCOMPARE(find<QPushButton>("stop")->text(), QStringLiteral("S&tart pool"));
        QTRY_VERIFY(find<QWidget>("stop")->isEnabled());
        QTest::keyClick(find<QWidget>("stop"), Qt::Key_Space);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(2));
        QCOMPARE(m_console->platform.applied().back().action, ChangeAction(SetPoolStopped{false}));
    }

    void releasesAHold()
    {
        Pool pool = *m_console->platform.snapshot()->pool({QStringLiteral("analysis")});
        pool.hold.reset();
        m_console->platform.show(m_console->clock.now(), {pool});
        QVERIFY(!find<QWidget>("release")->isVisible());
        pool.hold = Hold();
        pool.hold->until = m_console->clock.now() + std::chrono::minutes(10);
        m_console->platform.show(m_console->clock.now(), {pool});
        QVERIFY(find<QWidget>("release")->isVisible());
        click("release");
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QCOMPARE(m_console->platform.applied().back().action, ChangeAction(ReleaseHold{}));
        QCOMPARE(m_console->platform.applied().back().pool.value, QStringLiteral("analysis"));
    }

    void changesTheLimitsOfWorkers()
    {
        QStringList shown;
        for (const QLabel *label : find<QWidget>("profile")->findChildren<QLabel *>())
            shown << label->text().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
        QVERIFY2(shown.join(u' ').contains(QStringLiteral("Jobs per worker 1 Memory per worker 1 GiB")),
                 qPrintable(shown.join(u' ')));
        m_console->scriptedOperator.limits = WorkerLimits{2, mebibytes(2048)};
        QTest::keyClick(find<QWidget>("changeLimits"), Qt::Key_Space);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        const LimitsQuestion &asked = *m_console->scriptedOperator.limitsQuestion;
        QVERIFY(asked.suggested == (WorkerLimits{1, mebibytes(1024)}));
        QVERIFY(asked.used == mebibytes(482));
        const Change &change = m_console->platform.applied().front();
        QCOMPARE(change.action, ChangeAction(SetWorkerLimits{{2, mebibytes(2048)}}));
        QCOMPARE(change.pool.value, QStringLiteral("analysis"));
        QTRY_VERIFY(textOf("status").startsWith(QStringLiteral("Done and verified")));
    }

    void limitsThatAreTurnedDownStay()
    {
        click("changeLimits");
        QVERIFY(m_console->scriptedOperator.limitsQuestion);
        QVERIFY(m_console->scriptedOperator.questions.empty());
    }

    void theSwitchSaysWhyItCannot_data()
    {
        QTest::addColumn<bool>("isReadOnly");
        QTest::addColumn<bool>("hasProfiles");
        QTest::addColumn<bool>("hasLimits"); // the other button
        QTest::addColumn<QString>("because");
        QTest::newRow("read-only") << true << true << false << "This connection is read-only.";
        QTest::newRow("no file") << false << false << false
                                 << "The settings file of this platform's service is not known.";
        QTest::newRow("neither") << false << true << true << "The platform does not tell whether it is on.";
    }
    void theSwitchSaysWhyItCannot()
    {
        QFETCH(bool, isReadOnly);
        QFETCH(bool, hasProfiles);
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.readOnly = isReadOnly;
        capabilities.profiles = hasProfiles;
        m_console->platform.setCapabilities(capabilities);
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        m_console->platform.show(m_console->clock.now(), {pool});
        QVERIFY(!find<QWidget>("toggleAutoscaler")->isEnabled());
        QTEST(find<QWidget>("toggleAutoscaler")->toolTip(), "because");
        QTEST(find<QWidget>("changeLimits")->isEnabled(), "hasLimits");
    }

    void whatIsTypedStaysWhileThePoolMoves()
    {
        find<QSpinBox>("replicas")->setValue(2);
        Pool pool = *m_console->platform.snapshot()->pool({QStringLiteral("analysis")});
        pool.desired = 4;
        m_console->platform.show(m_console->clock.now(), {pool});
        QCOMPARE(find<QSpinBox>("replicas")->value(), 2);
    }

    void theUntouchedNumberFollowsThePool()
    {
        Pool pool = *m_console->platform.snapshot()->pool({QStringLiteral("analysis")});
        pool.desired = 4;
        m_console->platform.show(m_console->clock.now(), {pool});
        QCOMPARE(find<QSpinBox>("replicas")->value(), 4);
        pool.profile->maxWorkers = 3;
        pool.desired = 3;
        m_console->platform.show(m_console->clock.now(), {pool});
        QCOMPARE(find<QSpinBox>("replicas")->value(), 3);
        QCOMPARE(find<QSpinBox>("replicas")->maximum(), 3);
    }

    void theChosenHoldGoesWithTheChange()
    {
        auto *hold = find<QWidget>("hold");
        hold->setFocus();
        QTest::keyClick(hold, Qt::Key_Down);
        QTest::keyClick(hold, Qt::Key_Down);
        click("preview");
        QTRY_COMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        QCOMPARE(lastAsked().hold, std::optional<Seconds>(std::chrono::minutes(15)));
        QCOMPARE(m_console->preferences.get<int>(Preference::HoldSeconds), 900);
    }

    void turnedDownMeansNothingHappens()
    {
        m_console->scriptedOperator.accepts = false;
        click("stop");
        QTRY_COMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        QTRY_VERIFY(find<QPushButton>("stop")->isEnabled());
        QVERIFY(m_console->platform.applied().empty());
        QVERIFY(!find<QWidget>("status")->isVisible());
    }

    void failuresAreToldInPlace()
    {
        m_console->platform.onPreview = [](const Change &) {
            return Result<Preview>(fail(ErrorKind::InvalidInput, {}, QStringLiteral("MinWorkers is 1")));
        };
        click("stop");
        QTRY_COMPARE(textOf("status"), QStringLiteral("This is not possible (MinWorkers is 1)."));
        QVERIFY(m_console->scriptedOperator.questions.empty());
        QVERIFY(!QApplication::activeModalWidget());
    }

    void aChangeCanBeUndone()
    {
        m_console->platform.onApply = [](const Change &change) {
            Change undo = change;
            undo.action = SetReplicas{5, std::nullopt};
            return Result<Receipt>(Receipt{{}, true, undo});
        };
        QVERIFY(!find<QWidget>("undo")->isVisible());
        find<QSpinBox>("replicas")->setValue(2);
        click("preview");
        QTRY_VERIFY(find<QWidget>("undo")->isVisible());
        click("undo");
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(2));
        QCOMPARE(std::get<SetReplicas>(m_console->platform.applied().back().action).replicas, 5);
    }

    void oneChangeAtATime()
    {
        m_console->platform.hold();
        click("preview");
        QVERIFY(!find<QWidget>("preview")->isEnabled());
        QVERIFY(!find<QWidget>("stop")->isEnabled());
        m_console->platform.release();
        QTRY_COMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        QTRY_VERIFY(find<QWidget>("stop")->isEnabled());
    }

    void readOnlyIsSaidBeforeAndRemembered()
    {
        click("changes");
        QVERIFY(m_console->pipeline.isReadOnly());
        click("stop");
        QTRY_COMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        QVERIFY(!m_console->scriptedOperator.questions.front().blockedBecause.isEmpty());
        QTRY_VERIFY(textOf("status").startsWith(QStringLiteral("This is not allowed here")));
        QVERIFY(m_console->platform.applied().empty());
        QVERIFY(m_console->preferences.get<bool>(Preference::ReadOnly));
    }

    void theCommandLinesReadOnlyStays()
    {
        m_console->pipeline.refuseForGood();
        QVERIFY(!find<QPushButton>("changes")->isEnabled());
        QVERIFY(find<QPushButton>("changes")->toolTip().contains(QStringLiteral("--read-only")));
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_console->pipeline.isReadOnly());
    }

    void chartsAreWorkedByKeyboard()
    {
        auto *charts = find<ChartStack>("charts");
        auto *range = m_window->findChild<TimeRange *>();
        auto *crosshair = m_window->findChild<Crosshair *>();
        charts->setFocus();
        QTest::keyClick(charts, Qt::Key_Left);
        QVERIFY(crosshair->at() < std::optional(range->to()));
        QVERIFY(charts->accessibleDescription().contains(QStringLiteral("running 5")));
        QTest::keyClick(charts, Qt::Key_Space);
        QVERIFY(crosshair->isPinned());
        QTest::keyClick(charts, Qt::Key_Home);
        QCOMPARE(crosshair->at(), std::optional(range->from()));
        QTest::keyClick(charts, Qt::Key_Escape);
        QVERIFY(!crosshair->at());
        QTest::keyClick(charts, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(!range->isLive());
        QVERIFY(!find<QToolButton>("live")->isChecked());
        QTest::keyClick(charts, Qt::Key_0);
        QVERIFY(range->isLive());
        QTest::keyClick(charts, Qt::Key_4);
        QVERIFY(!find<QAbstractButton>("workersChartLegend1")->isChecked());
    }

    void whatAnOperatorChangedIsDrawnOnTheCharts()
    {
        m_console->scriptedOperator.reason = QStringLiteral("quiet hours");
        click("stop");
        QTRY_VERIFY(textOf("status").startsWith(QStringLiteral("Done and verified")));
        auto *charts = find<ChartStack>("charts");
        charts->setFocus();
        m_window->tick();
        QTest::keyClick(charts, Qt::Key_End);
        QTRY_VERIFY2(charts->accessibleDescription().contains(
                         QStringLiteral("Stop analysis by tester, “quiet hours”")),
                     qPrintable(charts->accessibleDescription()));
    }

    void theMousePointsAndPins()
    {
        auto *crosshair = m_window->findChild<Crosshair *>();
        QWidget *plot = find<QWidget>("queueChart")->findChild<QAbstractScrollArea *>()->viewport();
        QTest::mouseMove(plot, plot->rect().center());
        QTRY_VERIFY(crosshair->at());
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->rect().center());
        QVERIFY(crosshair->isPinned());
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->rect().center());
        QVERIFY(!crosshair->isPinned());
    }

    void theMouseDrawsWhatToLookAt()
    {
        const auto *range = m_window->findChild<TimeRange *>();
        const auto *crosshair = m_window->findChild<Crosshair *>();
        QWidget *plot = find<QWidget>("queueChart")->findChild<QAbstractScrollArea *>()->viewport();
        const QPoint middle = plot->rect().center();
        const Millis before = range->span();
        QTest::mousePress(plot, Qt::LeftButton, {}, middle);
        QTest::mouseMove(plot, middle + QPoint(60, 0));
        QTRY_VERIFY(crosshair->selection());
        QTest::mouseRelease(plot, Qt::LeftButton, {}, middle + QPoint(60, 0));
        QVERIFY(!crosshair->selection());
        QVERIFY(range->span() < before / 5 && !range->isLive() && !crosshair->isPinned());
    }

    void theMousePans()
    {
        const auto *range = m_window->findChild<TimeRange *>();
        QWidget *plot = find<QWidget>("queueChart")->findChild<QAbstractScrollArea *>()->viewport();
        const QPoint middle = plot->rect().center();
        const Millis before = range->span();
        QTest::mousePress(plot, Qt::LeftButton, Qt::ShiftModifier, middle);
        QTest::mouseMove(plot, middle + QPoint(100, 0));
        QTRY_VERIFY(!range->isLive());
        QTest::mouseRelease(plot, Qt::LeftButton, Qt::ShiftModifier, middle + QPoint(100, 0));
        QCOMPARE(range->span(), before);
    }

    void theWheelZoomsWithCtrl()
    {
        const auto *range = m_window->findChild<TimeRange *>();
        QWidget *plot = find<QWidget>("queueChart")->findChild<QAbstractScrollArea *>()->viewport();
        const Millis before = range->span();
        const auto turn = [plot](Qt::KeyboardModifiers modifiers) {
            QWheelEvent event(plot->rect().center(), plot->mapToGlobal(plot->rect().center()), {}, {0, 120},
                              Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
            QApplication::sendEvent(plot, &event);
            return event.isAccepted();
        };
        turn({});
        QCOMPARE(range->span(), before);
        QVERIFY(turn(Qt::ControlModifier));
        QVERIFY(range->span() < before && !range->isLive());
    }

    void keysZoomAndShowOneSeriesAlone()
    {
        auto *charts = find<ChartStack>("charts");
        const auto *range = m_window->findChild<TimeRange *>();
        const Millis before = range->span();
        QTest::keyClick(charts, Qt::Key_Plus);
        QCOMPARE(range->span(), before / 2);
        QTest::keyClick(charts, Qt::Key_Minus);
        QCOMPARE(range->span(), before);
        const auto isShown = [this](const char *entry) { return find<QAbstractButton>(entry)->isChecked(); };
        QTest::keyClick(charts, Qt::Key_2, Qt::ControlModifier | Qt::ShiftModifier); // not the charts'
        QVERIFY(isShown("queueChartLegend1"));
        QTest::keyClick(charts, Qt::Key_2, Qt::AltModifier);
        QVERIFY(isShown("queueChartLegend1") && !isShown("queueChartLegend0")
                && isShown("workersChartLegend0"));
        QTest::mouseDClick(find<QWidget>("queueChartLegend1"), Qt::LeftButton);
        QVERIFY(isShown("queueChartLegend1") && isShown("queueChartLegend0"));
    }

    void theRangeHasStatistics()
    {
        const auto *table = find<QAbstractItemView>("statistics");
        QVERIFY(!table->isVisible());
        click("showStatistics");
        QVERIFY(table->isVisible());
        const auto text = [table](int row, int column) {
            return table->model()->index(row, column).data().toString();
        };
        QCOMPARE(text(0, 0), QStringLiteral("Queue depth"));
        const QModelIndex chart = table->model()->index(0, 0);
        QTRY_VERIFY(table->visualRect(chart).width() >= table->sizeHintForIndex(chart).width());
        QCOMPARE(text(0, 1), QStringLiteral("running"));
        QTRY_COMPARE(text(0, 5), QStringLiteral("5"));
        QVERIFY(text(0, 2).toInt() < text(0, 4).toInt());
    }

    void valuesAndPicturesAreExported()
    {
        const QTemporaryDir folder;
        m_console->scriptedOperator.savePath = folder.filePath(QStringLiteral("values.csv"));
        click("exportValues");
        QFile values(folder.filePath(QStringLiteral("values.csv")));
        QTRY_VERIFY(values.exists());
        QVERIFY(values.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = values.readAll().split('\n');
        QVERIFY(lines.size() > 100);
        QVERIFY2(lines.first().startsWith("\"time\",\"Queue depth: running\""), lines.first().constData());
        m_console->scriptedOperator.savePath = folder.filePath(QStringLiteral("charts.png"));
        click("exportPicture");
        QTRY_VERIFY(QFile::exists(folder.filePath(QStringLiteral("charts.png"))));
        const QImage picture(folder.filePath(QStringLiteral("charts.png")));
        QCOMPARE(picture.size(), find<ChartStack>("charts")->size() * 2);
        m_console->scriptedOperator.savePath = QStringLiteral("/nowhere/at/all.csv");
        click("exportValues");
        QTRY_VERIFY2(textOf("status").contains(QStringLiteral("/nowhere/at/all.csv")),
                     qPrintable(textOf("status")));
    }

    void spansAreChosenAndRemembered()
    {
        click("span2");
        QCOMPARE(m_window->findChild<TimeRange *>()->span(), Millis(std::chrono::hours(6)));
        QCOMPARE(m_console->preferences.get<int>(Preference::TimeRangeSeconds), 6 * 3600);
        m_window.reset();
        openWindow();
        QVERIFY(find<QToolButton>("span2")->isChecked());
        QVERIFY(!find<QToolButton>("span1")->isChecked());
    }

    void whatIsHiddenOpenOrSortedIsRemembered()
    {
        const auto names = [this] {
            QStringList rows;
            const QAbstractItemModel &model = *find<QAbstractItemView>("workers")->model();
            for (int row = 0; row < model.rowCount(); ++row)
                rows << model.index(row, 0).data().toString();
            return rows;
        };
        const QStringList rising = names();
        click("queueChartLegend1");
        click("showStatistics");
        click("evidence");
        click("evidence"); // and shut again
        QHeaderView *header = find<QTableView>("workers")->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(0) + 5, header->height() / 2});
        const QStringList falling(rising.rbegin(), rising.rend());
        QCOMPARE(names(), falling);
        m_window.reset();
        openWindow();
        QVERIFY(!find<QAbstractButton>("queueChartLegend1")->isChecked());
        QVERIFY(find<QAbstractButton>("queueChartLegend0")->isChecked());
        QVERIFY(find<QWidget>("statistics")->isVisible());
        QVERIFY(!find<QWidget>("evidenceBlock")->isVisible());
        QCOMPARE(names(), falling);
        click("queueChartLegend1");
        m_window.reset();
        openWindow();
        QVERIFY(find<QAbstractButton>("queueChartLegend1")->isChecked());
    }

    void theNavigationChoosesThePool()
    {
        auto *tree = find<QAbstractItemView>("navigation");
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Down);
        QCOMPARE(textOf("placePool"), QStringLiteral("generation"));
        QCOMPARE(textOf("headline"), QStringLiteral("Idle at the minimum: 1 worker."));
    }

    void staleValuesAreMarked()
    {
        m_console->clock.advance(Seconds(20));
        m_window->tick();
        const QWidget *tile = find<QWidget>("queueTile");
        QVERIFY(tile->toolTip().contains(QStringLiteral("Nothing was heard")));
        QVERIFY(tile->accessibleDescription().contains(QStringLiteral("ago")));
    }

    void withoutAPoolThePageSaysWhy()
    {
        const Error error{ErrorKind::Unavailable, QStringLiteral("read state"),
                          QStringLiteral("connection refused")};
        m_console->platform.show(m_console->clock.now(), {},
                                 {{Source::State, {TimePoint(), Seconds(2), {}, error}}});
        QVERIFY(find<QWidget>("statePage")->isVisible());
        QCOMPARE(textOf("stateHeadline"), QStringLiteral("The platform cannot be reached"));
        QVERIFY(textOf("stateExplanation").contains(QStringLiteral("connection refused")));
        QVERIFY(!QApplication::activeModalWidget());
        m_console->showDemoHour();
        QVERIFY(!find<QWidget>("statePage")->isVisible());
    }

    void picturesAreSaved()
    {
        m_console->scriptedOperator.savePath = m_console->folder.filePath(QStringLiteral("page.png"));
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(QFile::exists(m_console->scriptedOperator.savePath));
    }
};

QTEST_MAIN(PoolPageTest)
#include "tst_poolpage.moc"
