#include "tests/gui/consolefixture.h"
#include "ui/charts/timerange.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDateTimeEdit>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace crescendo;

/// How the window leads from page to page: by navigation, shortcut, overview and command palette.
class ShellTest : public QObject {
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
    Place place() const { return m_window->navigator().place(); }
    QString title() const { return find<QLabel>("placePool")->text(); }
    void openWindow()
    {
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->tick();
    }
    bool isPaletteOpen() const { return m_window->findChild<QDialog *>(QStringLiteral("commandPalette")); }
    void chooseCommand(const QString &words)
    {
        QTRY_VERIFY(!isPaletteOpen());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *input = find<QLineEdit>("commandInput");
        QTest::keyClicks(input, words);
        QTest::keyClick(input, Qt::Key_Return);
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

    void shortcutsLeadToPages()
    {
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(place().page, PageId::Overview);
        QCOMPARE(title(), QStringLiteral("Overview"));
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(place().page, PageId::Pool);
        QCOMPARE(title(), QStringLiteral("analysis"));
    }

    void theOverviewLeadsToAPool()
    {
        m_window->navigator().goToPage(PageId::Overview);
        auto *pools = find<QAbstractItemView>("pools");
        QCOMPARE(pools->model()->rowCount(), 2);
        QVERIFY(pools->hasFocus());
        QTest::keyClick(pools, Qt::Key_Down);
        QTest::keyClick(pools, Qt::Key_Return);
        QCOMPARE(place(), (Place{PageId::Pool, m_console->platform.id(), {QStringLiteral("generation")}}));
    }

    void theNavigationShowsWhereTheWindowIs()
    {
        auto *pages = find<QAbstractItemView>("firstPages");
        auto *tree = find<QAbstractItemView>("navigation");
        QVERIFY(!pages->currentIndex().isValid());
        QVERIFY(tree->currentIndex().isValid());
        QTest::mouseClick(pages->viewport(), Qt::LeftButton, {},
                          pages->visualRect(pages->model()->index(0, 0)).center());
        QCOMPARE(place().page, PageId::Overview);
        QVERIFY(!tree->currentIndex().isValid());
    }

    void thePaletteRunsWhatIsTyped()
    {
        chooseCommand(QStringLiteral("pool generation"));
        QCOMPARE(place().pool.value, QStringLiteral("generation"));
        chooseCommand(QStringLiteral("last 6 h"));
        QTRY_VERIFY(!isPaletteOpen());
        QVERIFY(find<QToolButton>("span2")->isChecked());
        chooseCommand(QStringLiteral("no such command"));
        QVERIFY(find<QDialog>("commandPalette")->isVisible());
        QTest::keyClick(find<QDialog>("commandPalette"), Qt::Key_Escape);
    }

    void thePaletteTurnsAutoscalingOff()
    {
        chooseCommand(QStringLiteral("autoscaling off"));
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QCOMPARE(m_console->platform.applied().front().action, ChangeAction(SetAutoscalerEnabled{false}));
    }

    void thePaletteChangesLimits()
    {
        m_console->scriptedOperator.limits = WorkerLimits{3, std::nullopt};
        chooseCommand(QStringLiteral("limits of workers"));
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QCOMPARE(m_console->platform.applied().front().action,
                 ChangeAction(SetWorkerLimits{{3, std::nullopt}}));
    }

    void anyStretchOfTimeCanBeShown()
    {
        QTest::mouseClick(find<QToolButton>("customRange"), Qt::LeftButton);
        auto *from = find<QDateTimeEdit>("rangeFrom");
        auto *to = find<QDateTimeEdit>("rangeTo");
        const auto *text = from->findChild<QLineEdit *>();
        QVERIFY(text->width() >= text->fontMetrics().horizontalAdvance(text->text()) + 2 * space::tight);
        from->setDateTime(to->dateTime().addDays(1));
        QVERIFY(!find<QPushButton>("rangeShow")->isEnabled());
        from->setDateTime(to->dateTime().addDays(-3));
        QTest::mouseClick(find<QPushButton>("rangeShow"), Qt::LeftButton);
        QVERIFY(find<QToolButton>("customRange")->isChecked());
        QCOMPARE(m_window->findChild<TimeRange *>()->span(), Millis(std::chrono::days(3)));
    }

    void thePageIsRemembered()
    {
        m_window->navigator().goToPage(PageId::Overview);
        m_window->close();
        openWindow();
        QCOMPARE(place().page, PageId::Overview);
    }

    void theWindowIsWhereItWas()
    {
        const QRect placed(m_window->screen()->availableGeometry().topLeft() + QPoint(7, 30),
                           m_window->minimumSizeHint());
        m_window->setGeometry(placed);
        QTRY_COMPARE(m_window->geometry(), placed);
        m_window->close();
        openWindow();
        QCOMPARE(m_window->geometry(), placed);
    }
};

QTEST_MAIN(ShellTest)
#include "tst_shell.moc"
