#include "tests/gui/consolefixture.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace crescendo;

/// An operator chooses a language, and has it with the next start.
class LanguageTest : public QObject {
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
    void start()
    {
        m_window.reset();
        speak(*qApp, m_console->preferences.get<QString>(Preference::Language));
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        m_window->tick();
    }
    QStringList titles() const
    {
        QStringList titles;
        for (const PageEntry &entry : pageEntries()) {
            m_window->navigator().goToPage(entry.id);
            titles << find<QLabel>("placePool")->text();
        }
        return titles;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_console = std::make_unique<ConsoleFixture>();
        m_console->showDemoHour();
        m_console->preferences.set(Preference::Language, QStringLiteral("en"));
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_console.reset();
    }

    void theNextStartSpeaksWhatWasChosen()
    {
        start();
        QVERIFY(titles().contains(QStringLiteral("Settings")));
        QTest::keyClicks(find<QComboBox>("language"), QStringLiteral("Deutsch"));
        start();
        const QStringList german{
            QStringLiteral("Übersicht"), QStringLiteral("analysis"),  QStringLiteral("Profile"),
            QStringLiteral("Worker"),    QStringLiteral("Nodes"),     QStringLiteral("Jobs"),
            QStringLiteral("Logs"),      QStringLiteral("Aktivität"), QStringLiteral("Einstellungen")};
        QCOMPARE(titles(), german);
        QCOMPARE(find<QPushButton>("preview")->text(), QStringLiteral("&Vorschau…")); // of a form
    }
};

QTEST_MAIN(LanguageTest)
#include "tst_language.moc"
