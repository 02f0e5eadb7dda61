#include "tests/gui/consolefixture.h"
#include "tests/gui/lookout.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace crescendo;

/// The page of a pool as KEDA has it: its ScaledObject stands where a profile does, with the switch that
/// pauses it.
class KedaPoolTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ConsoleFixture> m_console;
    std::unique_ptr<MainWindow> m_window;
    Pool m_pool;

    template <typename T> T *find(const char *name) const
    {
        T *found = m_window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no widget %s", name);
        return found;
    }
    QString textOf(const char *name) const { return find<QLabel>(name)->text(); }
    QString toggleText() const { return find<QPushButton>("toggleAutoscaler")->text(); }
    void show() { m_console->platform.show(m_console->clock.now(), {m_pool}); }
    void toggle() const
    {
        QTRY_VERIFY(find<QWidget>("toggleAutoscaler")->isEnabled());
        QTest::mouseClick(find<QWidget>("toggleAutoscaler"), Qt::LeftButton);
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
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->tick();
        Capabilities capabilities;
        capabilities.profiles = capabilities.stopping = false;
        m_console->platform.setCapabilities(capabilities);
        m_pool = {};
        m_pool.id = {QStringLiteral("analysis")};
        m_pool.desired = m_pool.ready = 0;
        m_pool.hpa = Hpa();
        m_pool.scaledObject = ScaledObject();
        m_pool.scaledObject->name = QStringLiteral("jobs");
        show();
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void showsTheScaledObject()
    {
        QTRY_COMPARE(textOf("headline"), QStringLiteral("No workers: nothing is to do."));
        QVERIFY(textOf("outlook").startsWith(QStringLiteral("What is too low ScaledObject jobs raises ")));
        const auto *view = find<QWidget>("profile");
        QVERIFY(view->isVisible());
        QStringList texts;
        for (const QLabel *label : view->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts += label->text().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
        }
        texts.sort();
        QCOMPARE(texts.join(QLatin1Char('|')),
                 QStringLiteral("0 to 100|5 min|Autoscaling|Cooldown|ScaledObject|Workers|jobs|on"));
        QVERIFY(!find<QWidget>("changeLimits")->isVisible());
        QCOMPARE(flawsOf(*view).join(QStringLiteral("; ")), QString());
    }

    void pausesAndResumesIt()
    {
        QTRY_COMPARE(toggleText(), QStringLiteral("&Pause…"));
        toggle();
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        const Change pause = m_console->platform.applied().back();
        QCOMPARE(pause.action, ChangeAction(SetAutoscalerEnabled{false}));
        QCOMPARE(pause.pool, m_pool.id); // and no other
        m_pool.hpa.reset(); // KEDA takes it away
        m_pool.scaledObject->pause.isWhole = true;
        show();
        QTRY_VERIFY(textOf("headline").startsWith(QStringLiteral("Paused by an operator: ")));
        QCOMPARE(textOf("outlook"), QStringLiteral("It stays: ScaledObject jobs is paused."));
        QCOMPARE(toggleText(), QStringLiteral("&Resume…"));
        toggle();
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(2));
        QCOMPARE(m_console->platform.applied().back().action, ChangeAction(SetAutoscalerEnabled{true}));
        QCOMPARE(m_console->platform.applied().back().pool, m_pool.id);
    }

    void aProfileComesBackAsItWas()
    {
        m_pool.scaledObject.reset();
        m_pool.hpa.reset();
        m_pool.profile = Profile();
        show();
        QTRY_COMPARE(toggleText(), QStringLiteral("Turn o&ff…"));
        QVERIFY(find<QWidget>("changeLimits")->isVisible());
    }
};

QTEST_MAIN(KedaPoolTest)
#include "tst_kedapool.moc"
