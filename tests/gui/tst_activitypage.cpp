#include "tests/gui/consolefixture.h"
#include "tests/support/await.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace crescendo;

namespace {

/// A platform that scales from four workers, and tells how to put that back.
Result<Receipt> scaled(const Change &change)
{
    Receipt receipt;
    receipt.verified = true;
    receipt.undo = change;
    receipt.undo->action = SetReplicas{4, std::nullopt};
    return receipt;
}

} // namespace

/// The journal as an operator reads it and puts changes back.
class ActivityPageTest : public QObject {
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
    QAbstractItemView &changes() const { return *find<QAbstractItemView>("changesMade"); }
    QString cell(int row, int column) const
    {
        return changes().model()->index(row, column).data().toString();
    }
    void scale(int replicas, const QString &reason)
    {
        const Change change{m_console->platform.id(),
                            {QStringLiteral("analysis")},
                            SetReplicas{replicas, std::nullopt},
                            {},
                            reason};
        const auto proposal = await(m_console->pipeline.preview(change));
        QVERIFY(proposal);
        QVERIFY(await(m_console->pipeline.confirm(*proposal)));
    }
    void openPage()
    {
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->navigator().goToPage(PageId::Activity);
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
        m_console->platform.onApply = scaled;
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void anEmptyJournalSaysWhatComes()
    {
        openPage();
        QTRY_VERIFY(
            find<QLabel>("activityStatus")->text().startsWith(QStringLiteral("Nothing was changed yet")));
        QVERIFY(!find<QPushButton>("undoChange")->isEnabled());
    }

    void changesAppearAsTheyAreMade()
    {
        openPage();
        scale(5, QStringLiteral("batch import"));
        QTRY_COMPARE(changes().model()->rowCount(), 1);
        QCOMPARE(cell(0, 1), QStringLiteral("analysis"));
        QCOMPARE(cell(0, 2), QStringLiteral("Scale analysis to 5 workers"));
        QCOMPARE(cell(0, 3), QStringLiteral("batch import"));
        QTRY_COMPARE(cell(0, 4), QStringLiteral("Verified"));
    }

    void aChangeIsPutBack()
    {
        openPage();
        scale(5, {});
        QTRY_COMPARE(changes().model()->rowCount(), 1);
        changes().setFocus();
        QTest::keyClick(&changes(), Qt::Key_Down);
        changes().setCurrentIndex(changes().model()->index(0, 0));
        auto *undo = find<QPushButton>("undoChange");
        QTRY_VERIFY(undo->isEnabled());
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        QTRY_COMPARE(changes().model()->rowCount(), 2);
        QCOMPARE(cell(0, 2), QStringLiteral("Scale analysis to 4 workers"));
        QTRY_COMPARE(cell(1, 4), QStringLiteral("Undone"));
    }

    void theFilterFindsByReason()
    {
        openPage();
        scale(5, QStringLiteral("batch import"));
        scale(3, QStringLiteral("evening"));
        QTRY_COMPARE(changes().model()->rowCount(), 2);
        QTest::keyClicks(find<QLineEdit>("activityFilter"), QStringLiteral("BATCH"));
        QCOMPARE(changes().model()->rowCount(), 1);
        QCOMPARE(cell(0, 3), QStringLiteral("batch import"));
    }
};

QTEST_MAIN(ActivityPageTest)
#include "tst_activitypage.moc"
