#include "tests/gui/consolefixture.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace crescendo;

/// All workers, as an operator looks for one and drains it.
class WorkersPageTest : public QObject {
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
    QAbstractItemView &workers() const { return *find<QAbstractItemView>("allWorkers"); }
    void choose(int row) const { workers().setCurrentIndex(workers().model()->index(row, 0)); }

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
        m_window->navigator().goToPage(PageId::Workers);
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void showsTheWorkersOfAllPools()
    {
        QCOMPARE(workers().model()->rowCount(), 6);
        QTest::keyClicks(find<QLineEdit>("workersFilter"), QStringLiteral("GENERATION"));
        QCOMPARE(workers().model()->rowCount(), 1);
    }

    void tellsOfTheirMachine()
    {
        auto *hosts = find<QLabel>("workersHosts");
        QVERIFY(hosts->isVisible());
        QCOMPARE(hosts->text(),
                 QStringLiteral("Machine of Local platform: CPU 84\u00a0% of 8\u00a0cores · memory "
                                "13\u00a0GiB of 32\u00a0GiB · load 7.2"));
        m_console->platform.setState(ConnectionState::Lost);
        m_console->platform.show(m_console->clock.now(), {});
        QVERIFY(!hosts->isVisible());
    }

    void saysThatThereIsNone()
    {
        const auto *status = find<QLabel>("workersStatus");
        m_console->platform.show(m_console->clock.now(), {});
        QVERIFY(status->text().startsWith(QStringLiteral("No worker runs.")));
        m_console->showDemoHour();
        QCOMPARE(status->text(), QString());
    }

    void aWorkerIsDrained()
    {
        auto *drain = find<QPushButton>("drainWorker");
        workers().setCurrentIndex({});
        QVERIFY(!drain->isEnabled());
        choose(0);
        QVERIFY(drain->isEnabled());
        QTest::mouseClick(drain, Qt::LeftButton);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        const Change change = m_console->platform.applied().front();
        QCOMPARE(change.pool.value, QStringLiteral("analysis"));
        QVERIFY(!std::get<DrainWorker>(change.action).worker.isEmpty());
        QTRY_VERIFY(find<QLabel>("workersStatus")->text().startsWith(QStringLiteral("Done and verified")));
    }

    void whatCannotDrainSaysSo()
    {
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.drain = false;
        m_console->platform.setCapabilities(capabilities);
        choose(1);
        QVERIFY(!find<QPushButton>("drainWorker")->isEnabled());
        QCOMPARE(find<QPushButton>("drainWorker")->toolTip(),
                 QStringLiteral("This platform cannot drain a single worker."));
    }

    void aPodIsDeleted()
    {
        auto *button = find<QPushButton>("deletePod");
        choose(0);
        QVERIFY(!button->isVisible()); // there are none
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.cluster = true;
        m_console->platform.setCapabilities(capabilities);
        m_console->showDemoHour();
        choose(0);
        QVERIFY(button->isVisible() && button->isEnabled());
        QTest::mouseClick(find<QPushButton>("describePod"), Qt::LeftButton);
        QCOMPARE(m_console->scriptedOperator.objects,
                 QStringList{QStringLiteral("Pod ") + workers().model()->index(0, 0).data().toString()});
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        const auto &deletion = std::get<DeletePod>(m_console->platform.applied().front().action);
        QCOMPARE(deletion.pod, workers().model()->index(0, 0).data().toString());
        QVERIFY(!deletion.uid.isEmpty());
        QTRY_VERIFY(find<QLabel>("workersStatus")->text().startsWith(QStringLiteral("Done and verified")));
        capabilities.readOnly = true;
        m_console->platform.setCapabilities(capabilities);
        choose(1);
        QVERIFY(!button->isEnabled());
        QCOMPARE(button->toolTip(), QStringLiteral("This connection is read-only."));
    }

    void theOrderIsRemembered()
    {
        auto &table = static_cast<QTableView &>(workers());
        table.sortByColumn(0, Qt::DescendingOrder);
        const QString first = table.model()->index(0, 0).data().toString();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->navigator().goToPage(PageId::Workers);
        QCOMPARE(workers().model()->index(0, 0).data().toString(), first);
    }

    void aWorkerLeadsToItsPool()
    {
        choose(5);
        workers().setFocus();
        QTest::keyClick(&workers(), Qt::Key_Return);
        QCOMPARE(m_window->navigator().place(),
                 (Place{PageId::Pool, m_console->platform.id(), {QStringLiteral("generation")}}));
    }
};

QTEST_MAIN(WorkersPageTest)
#include "tst_workerspage.moc"
