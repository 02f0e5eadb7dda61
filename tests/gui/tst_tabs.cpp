#include "tests/gui/consolefixture.h"
#include "tests/gui/lookout.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSet>
#include <QTest>

using namespace crescendo;

namespace {

constexpr int mostStops = 100;

/// Those that Tab is to reach.
QSet<QWidget *> stopsIn(const QWidget &window)
{
    QSet<QWidget *> stops;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled() && !widget->focusProxy() && !widget->isWindow()
            && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
            stops << widget;
    }
    return stops;
}

QString namesOf(const QSet<QWidget *> &widgets)
{
    QStringList names;
    for (const QWidget *widget : widgets)
        names << nameOf(*widget);
    names.sort();
    return names.join(QLatin1Char(' '));
}

QRect placeOf(const QWidget &widget)
{
    return {widget.mapTo(widget.window(), QPoint()), widget.size()};
}

/// Against how one reads: back to the left in a line, or up again in a column.
bool goesBack(const QRect &from, const QRect &to)
{
    const bool isSameLine = from.top() <= to.bottom() && to.top() <= from.bottom();
    const bool isLeft = to.right() < from.left();
    const bool isAbove = to.bottom() < from.top();
    return isSameLine ? isLeft : isAbove && to.left() <= from.right();
}

} // namespace

/// The window without a mouse: Tab leads to everything that can be worked, once around.
class TabsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ConsoleFixture> m_console;
    std::unique_ptr<MainWindow> m_window;

    /// Where Tab leads from the control that has the focus, until it is there again.
    QList<QWidget *> walk(Qt::Key key) const
    {
        QList<QWidget *> stops{QApplication::focusWidget()};
        while (stops.size() < mostStops) {
            QTest::keyClick(stops.last(), key);
            QWidget *next = QApplication::focusWidget();
            if (next == stops.first())
                return stops;
            stops << next;
        }
        return stops;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        m_theme = std::make_unique<Theme>(*qApp);
        m_console = std::make_unique<ConsoleFixture>();
        m_console->showDemoHour();
        m_console->showDemoChanges();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->tick();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_console.reset();
    }

    void everyPage_data()
    {
        QTest::addColumn<PageId>("page");
        for (const PageEntry &entry : pageEntries())
            QTest::addRow("%s", qPrintable(nameOf(entry.id))) << entry.id;
    }
    void everyPage()
    {
        QFETCH(PageId, page);
        m_window->navigator().goToPage(page);
        QTRY_VERIFY(flawsOf(*m_window).isEmpty()); // it has settled
        QVERIFY(QApplication::focusWidget());
        const QList<QWidget *> stops = walk(Qt::Key_Tab);
        QCOMPARE(namesOf(QSet<QWidget *>(stops.begin(), stops.end())), namesOf(stopsIn(*m_window)));
        QStringList back;
        for (qsizetype i = 1; i < stops.size(); ++i) {
            if (stops[i - 1]->parentWidget() == stops[i]->parentWidget()
                && goesBack(placeOf(*stops[i - 1]), placeOf(*stops[i])))
                back << QStringLiteral("%1 to %2").arg(nameOf(*stops[i - 1]), nameOf(*stops[i]));
        }
        QCOMPARE(back.join(QStringLiteral("; ")), QString());
        QCOMPARE(walk(Qt::Key_Backtab).size(), stops.size());
    }
};

QTEST_MAIN(TabsTest)
#include "tst_tabs.moc"
