#include "tests/gui/consolefixture.h"
#include "tests/gui/demohour.h"
#include "tests/gui/lookout.h"
#include "ui/charts/timechart.h"
#include "ui/interaction/dialoginteraction.h"
#include "ui/pages/overview/page.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace crescendo;

namespace {

enum class Asked { Change, Changes, Scale, ScaleOfOne, Limits, Hpa, Text, Whether, Range, Command };

ChangeQuestion changeOf(const char *pool, TimePoint now)
{
    ChangeQuestion question;
    question.proposal.preview = demoPreview(
        {{QStringLiteral("local")}, {QLatin1String(pool)}, SetReplicas{3, std::chrono::minutes(15)}, {}, {}});
    question.where = QStringLiteral("Local platform");
    question.now = now;
    return question;
}

/// As the overview asks of pools that are not all of one connection.
ScaleQuestion scaleOf(const std::vector<const char *> &pools)
{
    const QString bounds =
        OverviewPage::tr("%1 to %2 by its profile").arg(1).arg(5); // in the language of the walk
    ScaleQuestion question;
    question.title = QStringLiteral("Scale");
    question.hold = std::chrono::minutes(15);
    for (const char *pool : pools)
        question.pools.push_back(
            {QStringLiteral("%1 · Local platform").arg(QLatin1String(pool)), 1, 5, 3, bounds});
    return question;
}

/// Tables of a page on which there is nothing to look at.
QStringList emptyTables(const QWidget &root)
{
    QStringList found;
    for (const QTableView *table : root.findChildren<QTableView *>()) {
        if (table->isVisibleTo(&root) && table->model()->rowCount() == 0)
            found << nameOf(*table);
    }
    return found;
}

} // namespace

/// Looks at every page at three sizes in both themes, and keeps a picture of each in the build folder. It
/// reads the language that CRESCENDO_LANGUAGE names.
class WalkTest : public QObject {
    Q_OBJECT

    const QString m_language = qEnvironmentVariable("CRESCENDO_LANGUAGE", QStringLiteral("C"));
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ConsoleFixture> m_console;
    std::unique_ptr<MainWindow> m_window;
    DialogInteraction m_dialogs;

    void save(QWidget &widget, const QString &name) const
    {
        QDir folder(QCoreApplication::applicationDirPath());
        folder.mkpath(QStringLiteral("../pictures"));
        const QString scale = QString::number(qRound(100 * widget.devicePixelRatioF()));
        const QString file = QStringLiteral("../pictures/%1-%2-%3.png").arg(name, scale, m_language);
        QVERIFY(widget.grab().save(folder.filePath(file)));
    }
    void ask(Asked what)
    {
        const TimePoint now = m_console->clock.now();
        switch (what) {
        case Asked::Change:
            m_dialogs.confirm(changeOf("analysis", now));
            return;
        case Asked::Changes:
            m_dialogs.confirmAll({changeOf("analysis", now), changeOf("generation", now)});
            return;
        case Asked::Scale:
            m_dialogs.askScale(scaleOf({"analysis", "generation"}));
            return;
        case Asked::ScaleOfOne:
            m_dialogs.askScale(scaleOf({"analysis"}));
            return;
        case Asked::Limits:
            m_dialogs.askLimits({QStringLiteral("analysis"), {1, mebibytes(384)}, mebibytes(482)});
            return;
        case Asked::Hpa:
            m_dialogs.askHpa({QStringLiteral("analysis"), demoHpa(), 3});
            return;
        case Asked::Text:
            m_dialogs.askText({QStringLiteral("Save as"), QStringLiteral("Name"), QStringLiteral("Night"),
                               [](const QString &) { return QStringLiteral("There is one of that name."); }});
            return;
        case Asked::Whether:
            m_dialogs.askWhether(QStringLiteral("Delete"), QStringLiteral("Really?"),
                                 QStringLiteral("&Delete"));
            return;
        case Asked::Range:
            m_window->findChild<QToolButton *>(QStringLiteral("customRange"))->click();
            return;
        case Asked::Command:
            QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
            return;
        }
    }
    /// What lies over the window; null: nothing.
    QWidget *asked() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->isVisible() && widget != m_window.get())
                return widget;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        speak(*qApp, m_language);
        m_theme = std::make_unique<Theme>(*qApp);
        m_console = std::make_unique<ConsoleFixture>();
        m_console->showDemoHour();
        m_console->showDemoChanges();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_dialogs.setWindow(m_window.get());
        m_window->show();
        m_window->tick();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_console.reset();
    }

    void cleanup()
    {
        if (QWidget *open = asked())
            open->close();
    }

    void everyPage_data()
    {
        QTest::addColumn<PageId>("page");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<Scheme>("scheme");
        for (const PageEntry &entry : pageEntries()) {
            const QByteArray page = nameOf(entry.id).toLatin1();
            for (const QSize size : {QSize(1280, 800), QSize(1600, 1000), QSize(1920, 1080)}) {
                QTest::addRow("%s-%d-light", page.constData(), size.width())
                    << entry.id << size << Scheme::Light;
                QTest::addRow("%s-%d-dark", page.constData(), size.width())
                    << entry.id << size << Scheme::Dark;
            }
        }
    }
    void everyPage()
    {
        QFETCH(PageId, page);
        QFETCH(QSize, size);
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        m_window->navigator().goToPage(page);
        m_window->resize(size);
        QTRY_COMPARE(m_window->size(), size);
        QCoreApplication::sendPostedEvents(); // queued refreshes of the charts
        // What a page asks for comes a moment later, and its layout with it.
        QTRY_COMPARE(emptyTables(*m_window).join(QStringLiteral("; ")), QString());
        QTRY_COMPARE(flawsOf(*m_window).join(QStringLiteral("; ")), QString());
        save(*m_window, QLatin1String(QTest::currentDataTag()));
        for (const QScrollArea *area : m_window->findChildren<QScrollArea *>())
            QVERIFY2(!area->isVisible() || !area->horizontalScrollBar()->isVisible(),
                     "wider than the window");
    }

    void theJobsOverTime_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("jobsovertime-1280-light") << QSize(1280, 800) << Scheme::Light;
        QTest::newRow("jobsovertime-1280-dark") << QSize(1280, 800) << Scheme::Dark;
        QTest::newRow("jobsovertime-1920-light") << QSize(1920, 1080) << Scheme::Light;
    }
    void theJobsOverTime()
    {
        QFETCH(QSize, size);
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        m_window->navigator().goToPage(PageId::Jobs);
        m_window->resize(size);
        QTRY_COMPARE(m_window->size(), size);
        auto *overTime = m_window->findChild<QToolButton *>(QStringLiteral("jobsOverTime"));
        overTime->setChecked(true);
        const auto *waiting = m_window->findChild<TimeChart *>(QStringLiteral("waitingChart"));
        QTRY_VERIFY(!waiting->data(0).points.empty());
        QCoreApplication::sendPostedEvents(); // queued refreshes of the charts
        QTRY_COMPARE(flawsOf(*m_window).join(QStringLiteral("; ")), QString());
        QCOMPARE(m_window->size(), size); // it did not grow
        save(*m_window, QLatin1String(QTest::currentDataTag()));
        overTime->setChecked(false);
    }

    void theScalingTest_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("scalingtest-light") << Scheme::Light;
        QTest::newRow("scalingtest-dark") << Scheme::Dark;
    }
    void theScalingTest()
    {
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        m_window->navigator().goToPage(PageId::Pool);
        m_window->findChild<QPushButton *>(QStringLiteral("test"))->click();
        auto *dialog = m_window->findChild<QDialog *>(QStringLiteral("scalingTest"));
        dialog->findChild<QPushButton *>(QStringLiteral("startTest"))->click();
        scaleDuringTest(*m_console);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCoreApplication::sendPostedEvents();
        QTRY_COMPARE(flawsOf(*dialog).join(QStringLiteral("; ")), QString());
        save(*dialog, QLatin1String(QTest::currentDataTag()));
        dialog->close();
    }

    void everyDialog_data()
    {
        QTest::addColumn<Asked>("what");
        QTest::addColumn<Scheme>("scheme");
        for (const auto &[what, name] :
             {std::pair(Asked::Change, "change"), std::pair(Asked::Changes, "changes"),
              std::pair(Asked::Scale, "scale"), std::pair(Asked::ScaleOfOne, "scale-one"),
              std::pair(Asked::Limits, "limits"), std::pair(Asked::Hpa, "hpa"),
              std::pair(Asked::Text, "text"), std::pair(Asked::Whether, "whether"),
              std::pair(Asked::Range, "range"), std::pair(Asked::Command, "command")}) {
            QTest::addRow("%s-light", name) << what << Scheme::Light;
            QTest::addRow("%s-dark", name) << what << Scheme::Dark;
        }
    }
    void everyDialog()
    {
        QFETCH(Asked, what);
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        m_window->navigator().goToPage(PageId::Pool);
        QTRY_VERIFY(!asked());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        ask(what);
        QTRY_VERIFY(asked());
        QVERIFY(QTest::qWaitForWindowExposed(asked()));
        asked()->resize(asked()->size().expandedTo(asked()->sizeHint())); // this screen is smaller than any
        QTRY_COMPARE(flawsOf(*asked()).join(QStringLiteral("; ")), QString());
        save(*asked(), QStringLiteral("dialog-%1").arg(QLatin1String(QTest::currentDataTag())));
    }

    void theLookoutSeesWhatIsWrong()
    {
        QWidget bad;
        bad.resize(200, 100);
        auto *layout = new QVBoxLayout(&bad);
        auto *box = new QWidget(&bad);
        layout->addWidget(box);
        new QVBoxLayout(box);
        auto *label = new TextLabel(box);
        label->setText(QStringLiteral("a text that is far longer than the room that it has"));
        label->setGeometry(0, 0, 40, 20);
        auto *edit = new QLineEdit(box);
        edit->setGeometry(20, 0, 40, 20);
        auto *choices = new QComboBox(box);
        choices->setAccessibleName(QStringLiteral("Choices"));
        choices->addItem(QStringLiteral("a choice that is far longer than its box"));
        choices->setGeometry(0, 60, 40, 20);
        QStandardItemModel cells(1, 1);
        cells.setHeaderData(0, Qt::Horizontal, QStringLiteral("A title without room"));
        cells.setData(cells.index(0, 0), QStringLiteral("a cell that is far longer than its column"));
        auto *table = new QTableView(box);
        table->setAccessibleName(QStringLiteral("Table"));
        table->setModel(&cells);
        table->setColumnWidth(0, 40);
        table->setGeometry(60, 60, 100, 40);
        bad.show();
        QCOMPARE(cutChoices(bad), QStringList{QStringLiteral("QComboBox")});
        QCOMPARE(cutCells(bad).size(), 2);
        QStandardItemModel entries(1, 1);
        entries.setData(entries.index(0, 0), QStringLiteral("an entry that is far longer than its list"));
        auto *list = new QListView(box);
        list->setModel(&entries);
        list->setGeometry(0, 200, 60, 40);
        list->show();
        auto *icon = new QToolButton(box);
        icon->setObjectName(QStringLiteral("icon"));
        icon->setAccessibleName(QStringLiteral("Icon"));
        icon->setFocusPolicy(Qt::TabFocus);
        icon->setGeometry(0, 300, 40, 40);
        icon->show();
        QCOMPARE(cutEntries(bad).size(), 1);
        QCOMPARE(undescribedButtons(bad), QStringList{QStringLiteral("icon")});
        list->setAccessibleName(QStringLiteral("List"));
        QCOMPARE(cutTexts(bad).size(), 1);
        QCOMPARE(namelessControls(bad), QStringList{QStringLiteral("QLineEdit")});
        QCOMPARE(overlaps(bad).size(), 1);
    }
};

QTEST_MAIN(WalkTest)
#include "tst_walk.moc"
