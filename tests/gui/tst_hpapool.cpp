#include "tests/gui/consolefixture.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace crescendo;

/// The page of a pool that an HPA scales, with real keys.
class HpaPoolTest : public QObject {
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
    QString textOf(const char *name) const { return find<QLabel>(name)->text(); }

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
        m_window->activateWindow();
        m_window->tick();
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    /// A pool as Kubernetes has it: an HPA decides, and nothing can be stopped or held.
    void aPoolThatAnHpaGovernsSaysSo()
    {
        Capabilities capabilities;
        capabilities.profiles = capabilities.stopping = false;
        m_console->platform.setCapabilities(capabilities);
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        pool.desired = pool.ready = 3;
        pool.hpa = Hpa();
        pool.hpa->name = QStringLiteral("analysis-worker");
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_COMPARE(textOf("headline"), QStringLiteral("No decision yet: 3 workers."));
        QVERIFY(!find<QWidget>("stop")->isVisible());
        QVERIFY(!find<QWidget>("profile")->isVisible());
        const auto outlook = [this] { return textOf("outlook"); };
        QVERIFY(outlook().startsWith(QStringLiteral("What is too low HPA analysis-worker raises at its")));
        auto *replicas = find<QSpinBox>("replicas");
        QVERIFY(replicas->isEnabled());
        replicas->setFocus();
        replicas->selectAll();
        QTest::keyClicks(replicas, QStringLiteral("0"));
        QVERIFY(outlook().startsWith(QStringLiteral("With no workers HPA analysis-worker does nothing")));
    }

    void anHpaIsEdited()
    {
        QVERIFY(!find<QWidget>("hpa")->isVisible()); // there is none
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        pool.desired = 3;
        pool.hpa = Hpa();
        pool.hpa->version = QStringLiteral("v1");
        pool.hpa->spec.maxReplicas = 10;
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_VERIFY(find<QWidget>("hpa")->isVisible());
        HpaSpec wanted = pool.hpa->spec;
        wanted.minReplicas = 2;
        m_console->scriptedOperator.hpa = wanted;
        QTest::keyClick(find<QWidget>("editHpa"), Qt::Key_Space);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        const HpaQuestion &asked = *m_console->scriptedOperator.hpaQuestion;
        QVERIFY(asked.suggested == pool.hpa->spec);
        QCOMPARE(asked.present, 3);
        QCOMPARE(m_console->platform.applied().front().action, ChangeAction(EditHpa{wanted}));
        QCOMPARE(m_console->platform.applied().front().basedOn, QStringLiteral("v1"));
    }

    void itsPodsAreRestarted()
    {
        auto *button = find<QWidget>("restartPool");
        QVERIFY(!button->isVisible()); // it is no workload of a cluster
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        pool.rollout = Rollout{3, 4, 1, 3, true, {}};
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_VERIFY(button->isVisible());
        const auto *facts = find<QWidget>("workloadFacts");
        const auto says = [facts](const QString &text) {
            return std::ranges::any_of(facts->findChildren<QLabel *>(), [&text](const QLabel *label) {
                return label->isVisible() && label->text() == text;
            });
        };
        QVERIFY(says(QStringLiteral("1 of 3 updated, 3 available")));
        QTest::keyClick(find<QWidget>("describePool"), Qt::Key_Space);
        QTRY_VERIFY(m_window->findChild<QMenu *>(QStringLiteral("describeMenu")));
        QCOMPARE(find<QMenu>("describeMenu")->actions().front()->text(),
                 QStringLiteral("Deployment analysis"));
        find<QMenu>("describeMenu")->close();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QCOMPARE(m_console->platform.applied().front().action, ChangeAction(RestartPool()));
        pool.rollout->updated = pool.rollout->total = 3;
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_VERIFY(says(QStringLiteral("all up to date")));
        Capabilities capabilities;
        capabilities.readOnly = true;
        m_console->platform.setCapabilities(capabilities);
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_VERIFY(!button->isEnabled());
        QCOMPARE(button->toolTip(), QStringLiteral("This connection is read-only."));
    }

    void whatIsNotAllowedSaysWhichRuleIsMissing()
    {
        m_console->platform.onMissingRight = [](const Change &change) {
            const bool isScale = std::holds_alternative<SetReplicas>(change.action);
            return std::optional(MissingRight{
                isScale ? QStringLiteral("update") : QStringLiteral("patch"),
                isScale ? QStringLiteral("deployments/scale") : kindOf(change.action), QStringLiteral("n")});
        };
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        pool.hpa = Hpa();
        pool.rollout = Rollout();
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_VERIFY(find<QWidget>("hpa")->isVisible());
        for (const char *name : {"editHpa", "restartPool", "preview", "replicas"})
            QVERIFY2(!find<QWidget>(name)->isEnabled(), name);
        QCOMPARE(find<QWidget>("preview")->toolTip(),
                 QStringLiteral("You may not: it needs update on deployments/scale in n."));
        QCOMPARE(find<QWidget>("editHpa")->toolTip(),
                 QStringLiteral("You may not: it needs patch on editHpa in n."));
        QCOMPARE(find<QWidget>("restartPool")->toolTip(),
                 QStringLiteral("You may not: it needs patch on restartPool in n."));
    }

    void anHpaOfKedaIsOnlyShown()
    {
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        pool.hpa = Hpa();
        pool.hpa->scaledObject = QStringLiteral("analysis-worker");
        m_console->platform.show(m_console->clock.now(), {pool});
        QTRY_VERIFY(find<QWidget>("hpa")->isVisible());
        QVERIFY(!find<QWidget>("editHpa")->isEnabled());
        QCOMPARE(find<QWidget>("editHpa")->toolTip(),
                 QStringLiteral("KEDA made it for ScaledObject analysis-worker and would put it back."));
    }
};

QTEST_MAIN(HpaPoolTest)
#include "tst_hpapool.moc"
