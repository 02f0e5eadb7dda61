#include "tests/gui/consolefixture.h"
#include "tests/support/loglines.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lineview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace crescendo;

namespace {

LogRecord line(const QByteArray &text, LogLevel level = LogLevel::Info)
{
    return {fromMillis(1'770'000'000'000), level, text};
}

} // namespace

/// Logs as an operator reads them.
class LogsPageTest : public QObject {
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
    LineView &lines() const { return *find<LineView>("logLines"); }
    QLineEdit &filter() const { return *find<QLineEdit>("logFilter"); }
    QString status() const { return find<QLabel>("logStatus")->text(); }
    FakeLog &log() const { return *m_console->platform.fakeLogs.opened; }
    int rows() const { return lines().model()->rowCount(); }
    QString text(int row) const { return lines().model()->index(row, 0).data(Qt::UserRole).toString(); }
    void click(const char *name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void type(QLineEdit &edit, const QString &text) const
    {
        edit.setFocus();
        edit.selectAll();
        QTest::keyClick(&edit, Qt::Key_Delete);
        QTest::keyClicks(&edit, text);
    }
    /// The page with some thousand lines, unfiltered and followed.
    void writeMany()
    {
        type(filter(), {});
        log().write(logLines(0, 5'000));
        QTRY_COMPARE(rows(), 5'000);
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
        m_console->platform.fakeLogs.lastLines.clear();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->navigator().goToPage(PageId::Logs);
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void theServiceIsFilteredAsTheGuideDoes()
    {
        QCOMPARE(log().objectName(), QStringLiteral("crescendo-autoscaler"));
        QCOMPARE(filter().text(), QStringLiteral("Autoscal"));
        log().write({line("WORKERAUTOSCALERSERVICE: a"), line("Uploaded a clip")});
        QTRY_COMPARE(rows(), 1);
        QTRY_COMPARE(status(), QStringLiteral("1 of 2 lines."));
        type(filter(), QStringLiteral("clip$"));
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(text(0), QStringLiteral("Uploaded a clip"));
    }

    void aWrongExpressionIsSaidAndChangesNothing()
    {
        log().write({line("Autoscaler (on)")});
        QTRY_COMPARE(rows(), 1);
        QTest::keyClicks(&filter(), QStringLiteral("("));
        QTRY_VERIFY(status().startsWith(QStringLiteral("This filter is no regular expression")));
        QTRY_COMPARE(rows(), 1);
    }

    void onlyWhileItIsShownAnythingIsRead()
    {
        QVERIFY(log().isReading);
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!log().isReading);
        m_window->navigator().goToPage(PageId::Logs);
        QVERIFY(log().isReading);
    }

    void anotherLogIsChosen()
    {
        log().write({line("Autoscaler on")});
        QTRY_COMPARE(rows(), 1);
        auto *sources = find<QComboBox>("logSource");
        sources->setFocus();
        QTest::keyClick(sources, Qt::Key_Down);
        QCOMPARE(log().objectName(), QStringLiteral("analysis-worker-1"));
        QCOMPARE(filter().text(), QString());
        QCOMPARE(rows(), 0);
        QTest::keyClick(sources, Qt::Key_Up);
        QCOMPARE(filter().text(), QStringLiteral("Autoscal"));
    }

    void aWorkerLeadsToItsLog()
    {
        m_window->navigator().goToPage(PageId::Workers);
        auto *workers = find<QAbstractItemView>("allWorkers");
        workers->setCurrentIndex(workers->model()->index(0, 0));
        click("workerLog");
        QCOMPARE(m_window->navigator().place().page, PageId::Logs);
        QCOMPARE(log().objectName(), QStringLiteral("analysis-worker-1"));
    }

    void levelsAreSwitchedOff()
    {
        type(filter(), {});
        log().write({line("a", LogLevel::Error), line("b", LogLevel::Warning), line("c")});
        QTRY_COMPARE(rows(), 3);
        click("levelInfo");
        QTRY_COMPARE(rows(), 2);
        click("levelError");
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(text(0), QStringLiteral("b"));
    }

    void theEndIsFollowedUntilSomebodyScrollsUp()
    {
        writeMany();
        QVERIFY(lines().isFollowing());
        QCOMPARE(lines().bottomRow(), 4'999);
        lines().setFocus();
        QTest::keyClick(&lines(), Qt::Key_End);
        QTest::keyClick(&lines(), Qt::Key_PageUp);
        QTest::keyClick(&lines(), Qt::Key_PageUp);
        QVERIFY(!lines().isFollowing());
        const int top = lines().topRow();
        log().write(logLines(5'000, 100));
        QTRY_COMPARE(rows(), 5'100);
        QCOMPARE(lines().topRow(), top);
        auto *below = find<QPushButton>("newLinesBelow");
        QTRY_VERIFY(below->isVisible());
        QCOMPARE(below->text(), QStringLiteral("New lines below: 100"));
        QTest::mouseClick(below, Qt::LeftButton);
        QVERIFY(lines().isFollowing());
        QCOMPARE(lines().bottomRow(), 5'099);
        QVERIFY(!below->isVisible());
    }

    void theWheelLeavesTheEndAndComesBack()
    {
        writeMany();
        const QPointF middle = lines().viewport()->rect().center();
        const auto turn = [&](int angle) {
            QWheelEvent event(middle, lines().viewport()->mapToGlobal(middle), {}, QPoint(0, angle),
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(lines().viewport(), &event);
        };
        turn(120);
        QVERIFY(!lines().isFollowing());
        turn(-120);
        QVERIFY(lines().isFollowing());
    }

    void aPauseKeepsTheLinesStill()
    {
        writeMany();
        click("logPause");
        log().write(logLines(5'000, 50));
        QTRY_VERIFY(status().endsWith(QStringLiteral("Paused: 50 new lines wait.")));
        click("levelInfo"); // looks at the lines anew, and no further than before
        QTRY_COMPARE(rows(), 50);
        click("levelInfo");
        QTRY_COMPARE(rows(), 5'000);
        click("logPause");
        QTRY_COMPARE(rows(), 5'050);
        QCOMPARE(lines().bottomRow(), 5'049);
    }

    void aSearchLeadsFromHitToHit()
    {
        writeMany();
        QTest::keyClick(&lines(), Qt::Key_F, Qt::ControlModifier);
        auto *search = find<QLineEdit>("logSearch");
        QVERIFY(search->isVisible());
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("load: 3"));
        QTRY_COMPARE(lines().currentIndex().row(), 3'000);
        auto *position = find<QLabel>("logSearchPosition");
        QTRY_COMPARE(position->text(), QStringLiteral("1 of 1"));
        type(*search, QStringLiteral("SCALING"));
        QTRY_COMPARE(position->text(), QStringLiteral("4 of 5"));
        QTest::keyClick(search, Qt::Key_F3);
        QCOMPARE(lines().currentIndex().row(), 4'000);
        QTest::keyClick(search, Qt::Key_F3);
        QCOMPARE(lines().currentIndex().row(), 0); // around the end
        QTest::keyClick(search, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(position->text(), QStringLiteral("5 of 5"));
        type(*search, QStringLiteral("nowhere"));
        QTRY_COMPARE(position->text(), QStringLiteral("No match"));
        QVERIFY(!find<QPushButton>("searchNext")->isEnabled());
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!search->isVisible());
        QTRY_VERIFY(lines().hasFocus());
    }

    void linesAreCopied()
    {
        type(filter(), {});
        log().write({line("a", LogLevel::Error), line("b"), line("c")});
        QTRY_COMPARE(rows(), 3);
        const QPoint first = lines().visualRect(lines().model()->index(0, 0)).center();
        QTest::mouseClick(lines().viewport(), Qt::LeftButton, {}, {20, first.y()});
        QTest::keyClick(&lines(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&lines(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("2026-02-02T02:40:00.000Z error a\n2026-02-02T02:40:00.000Z info b\n"));
        QTest::keyClick(&lines(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&lines(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().endsWith(QStringLiteral("info c\n")));
    }

    void whatIsShownIsSaved()
    {
        const QString path = m_console->folder.filePath(QStringLiteral("saved.log"));
        m_console->scriptedOperator.savePath = path;
        log().write(logLines(0, 2'000));
        type(filter(), QStringLiteral("scaling up"));
        QTRY_COMPARE(rows(), 2);
        QTest::keyClick(&lines(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(status().contains(QStringLiteral("Saved as")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 2);
    }

    void anInterruptionIsMarked()
    {
        log().write({line("Autoscaler on")});
        Q_EMIT log().interrupted({ErrorKind::Timeout, QStringLiteral("read")});
        Q_EMIT log().opened();
        log().write({line("Autoscaler again")});
        QTRY_COMPARE(rows(), 4);
        QVERIFY(text(1).startsWith(QStringLiteral("The platform did not answer in time")));
        QCOMPARE(text(2), QStringLiteral("It is read again from here on."));
    }

    void aPlatformWithoutLogsSaysSo()
    {
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.logs = false;
        m_console->platform.setCapabilities(capabilities);
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        m_window->navigator().goToPage(PageId::Logs);
        QCOMPARE(status(), QStringLiteral("0 of 0 lines."));
        m_window->navigator().goToPage(PageId::Workers);
        auto *workers = find<QAbstractItemView>("allWorkers");
        workers->setCurrentIndex(workers->model()->index(0, 0));
        QVERIFY(!find<QPushButton>("workerLog")->isEnabled());
    }
};

QTEST_MAIN(LogsPageTest)
#include "tst_logspage.moc"
