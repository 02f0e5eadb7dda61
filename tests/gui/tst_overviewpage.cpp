#include "tests/gui/consolefixture.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace crescendo;

/// Scaling several pools at once, with keys and clicks; answers to questions scripted.
class OverviewPageTest : public QObject {
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
    QPushButton *button() const { return find<QPushButton>("scalePools"); }
    QString status() const { return find<QLabel>("overviewStatus")->text(); }
    void chooseBoth() const
    {
        auto *pools = find<QAbstractItemView>("pools");
        pools->setFocus();
        QTest::keyClick(pools, Qt::Key_Down, Qt::ShiftModifier);
    }
    void scaleTo(const std::vector<SetReplicas> &wanted) const
    {
        m_console->scriptedOperator.scale = wanted;
        chooseBoth();
        QTest::mouseClick(button(), Qt::LeftButton);
    }
    void scaleBothTo(const SetReplicas &wanted) const { scaleTo({wanted, wanted}); }

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
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->navigator().goToPage(PageId::Overview);
        m_window->tick();
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void eachPoolIsScaledToItsOwnNumber()
    {
        const Seconds hold = std::chrono::minutes(15);
        scaleTo({{3, hold}, {2, hold}});
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(2));
        QCOMPARE(m_console->scriptedOperator.batches, 1); // previewed and confirmed once
        QCOMPARE(m_console->scriptedOperator.questions.size(), std::size_t(2));
        const std::vector<Change> applied = m_console->platform.applied();
        QCOMPARE(applied[0].pool.value, QStringLiteral("analysis"));
        QCOMPARE(applied[0].action, ChangeAction(SetReplicas{3, hold}));
        QCOMPARE(applied[1].pool.value, QStringLiteral("generation"));
        QCOMPARE(applied[1].action, ChangeAction(SetReplicas{2, hold}));
        QTRY_VERIFY(status().contains(QStringLiteral("generation: Done and verified")));
        QTRY_VERIFY(button()->isEnabled());
    }

    void theNumbersThatEachPoolTakesAreOffered()
    {
        chooseBoth();
        QCOMPARE(button()->text(), QStringLiteral("&Scale 2 pools…"));
        QTest::mouseClick(button(), Qt::LeftButton);
        const ScaleQuestion &question = *m_console->scriptedOperator.scaleQuestion;
        QCOMPARE(question.title, QStringLiteral("Scale 2 pools"));
        QVERIFY(question.hold);
        QStringList pools;
        for (const ScaledPool &pool : question.pools)
            pools << QStringLiteral("%1 %2, %3").arg(pool.name).arg(pool.suggested).arg(pool.bounds);
        QCOMPARE(pools,
                 (QStringList{QStringLiteral("analysis 5, 1 to 5 by its profile"),
                              QStringLiteral("generation 1, 1 to 5 by its profile")}));
        QVERIFY(m_console->scriptedOperator.questions.empty()); // it was turned down
    }

    void turnedDownMeansNothingHappens()
    {
        m_console->scriptedOperator.accepts = false;
        scaleBothTo({3, {}});
        QTRY_COMPARE(m_console->scriptedOperator.batches, 1);
        QTRY_VERIFY(button()->isEnabled());
        QVERIFY(m_console->platform.applied().empty());
    }

    void nobodyIsAskedWhereThatWasTurnedOff()
    {
        m_console->pipeline.setAsksFirst(false);
        scaleBothTo({3, {}});
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(2));
        QCOMPARE(m_console->scriptedOperator.batches, 0);
    }

    void whatFailsLeavesTheOthersToGoOn()
    {
        m_console->platform.onPreview = [preview = m_console->platform.onPreview](const Change &change) {
            if (change.pool.value == QStringLiteral("analysis"))
                return Result<Preview>(fail(ErrorKind::InvalidInput, {}, QStringLiteral("MaxWorkers is 2")));
            return preview(change);
        };
        scaleBothTo({3, {}});
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QTRY_VERIFY(status().contains(QStringLiteral("generation: Done and verified")));
        QVERIFY2(status().startsWith(QStringLiteral("analysis: This is not possible (MaxWorkers is 2).")),
                 qPrintable(status()));
    }

    void isAskedAgainAboutAPoolThatChangedMeanwhile()
    {
        bool isFirst = true;
        m_console->platform.onApply = [&isFirst](const Change &) {
            return std::exchange(isFirst, false)
                ? Result<Receipt>(fail(ErrorKind::Conflict, QStringLiteral("scale"), {}))
                : Result<Receipt>(Receipt{{}, true, std::nullopt});
        };
        scaleBothTo({3, {}});
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(3));
        QCOMPARE(m_console->scriptedOperator.batches, 2);
        QVERIFY(!m_console->scriptedOperator.questions.back().notice.isEmpty());
        QTRY_VERIFY(status().contains(QStringLiteral("analysis: Done and verified")));
    }

    void saysWhatToDoWithoutPools()
    {
        const auto *empty = m_window->findChild<QLabel *>(QStringLiteral("noPools"));
        QVERIFY(!empty->isVisible());
        m_console->platform.show(m_console->clock.now(), {});
        QTRY_VERIFY(empty->isVisible());
        QVERIFY(empty->text().startsWith(QStringLiteral("No pool is known yet.")));
        m_console->connections.remove(m_console->platform.id());
        QTRY_VERIFY(empty->text().startsWith(QStringLiteral("There is no connection.")));
    }

    void saysWhyItCannotScale()
    {
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.readOnly = true;
        m_console->platform.setCapabilities(capabilities);
        chooseBoth();
        QVERIFY(!button()->isEnabled());
        QCOMPARE(button()->toolTip(), QStringLiteral("Local platform is read-only."));
        find<QAbstractItemView>("pools")->clearSelection();
        QVERIFY(button()->toolTip().startsWith(QStringLiteral("Choose pools in the table")));
    }
};

QTEST_MAIN(OverviewPageTest)
#include "tst_overviewpage.moc"
