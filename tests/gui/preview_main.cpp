// Opens the console on a scripted platform and saves pictures of it, to look at: ui_preview FOLDER [LANGUAGE]

#include "tests/gui/consolefixture.h"
#include "tests/gui/demohour.h"
#include "ui/charts/crosshair.h"
#include "ui/interaction/dialoginteraction.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace crescendo {
namespace {

void save(QWidget &widget, const QDir &folder, const QString &name)
{
    QTest::qWait(150); // queued refreshes
    widget.grab().save(folder.filePath(name + QStringLiteral(".png")));
}

void savePages(MainWindow &window, Theme &theme, const QDir &folder)
{
    for (const auto &[scheme, name] : {std::pair(Scheme::Light, "light"), std::pair(Scheme::Dark, "dark")}) {
        theme.setScheme(scheme);
        for (const QSize size : {QSize(1600, 1000), QSize(1280, 800)}) {
            window.resize(size);
            for (const PageEntry &entry : pageEntries()) {
                window.navigator().goToPage(entry.id);
                save(window, folder,
                     QStringLiteral("%1-%2-%3").arg(nameOf(entry.id), QLatin1String(name)).arg(size.width()));
            }
        }
    }
    theme.setScheme(Scheme::Light);
}

/// In both themes; then it is turned down.
void saveDialog(Theme &theme, const QDir &folder, const QString &name)
{
    QDialog *dialog = nullptr;
    if (!QTest::qWaitFor(
            [&] { return (dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget())) != nullptr; }))
        return;
    save(*dialog, folder, name + QStringLiteral("-light"));
    theme.setScheme(Scheme::Dark);
    save(*dialog, folder, name + QStringLiteral("-dark"));
    dialog->reject();
    theme.setScheme(Scheme::Light);
}

void saveClusterEditor(MainWindow &window, const QDir &folder)
{
    window.navigator().goToPage(PageId::Settings);
    window.findChild<QPushButton *>(QStringLiteral("addCluster"))->click();
    save(window, folder, QStringLiteral("settings-cluster"));
}

void saveLimits(MainWindow &window, Theme &theme, const QDir &folder)
{
    window.navigator().goToPage(PageId::Pool);
    window.findChild<QPushButton *>(QStringLiteral("changeLimits"))->click();
    window.findChild<QSpinBox *>(QStringLiteral("limitsMemory"))->setValue(384); // less than is used
    saveDialog(theme, folder, QStringLiteral("limits"));
}

void saveHpa(DialogInteraction &interaction, Theme &theme, const QDir &folder)
{
    interaction.askHpa({QStringLiteral("Autoscaler of analysis-worker"), demoHpa(), 3});
    saveDialog(theme, folder, QStringLiteral("hpa"));
}

void saveChange(MainWindow &window, Theme &theme, const QDir &folder)
{
    window.navigator().goToPage(PageId::Pool);
    window.findChild<QSpinBox *>(QStringLiteral("replicas"))->setValue(3);
    window.findChild<QComboBox *>(QStringLiteral("hold"))->setCurrentIndex(2);
    window.findChild<QPushButton *>(QStringLiteral("preview"))->click();
    saveDialog(theme, folder, QStringLiteral("dialog"));
}

void saveScalingTest(MainWindow &window, ConsoleFixture &console, Theme &theme, const QDir &folder)
{
    window.findChild<QPushButton *>(QStringLiteral("test"))->click();
    auto *dialog = window.findChild<QDialog *>(QStringLiteral("scalingTest"));
    save(*dialog, folder, QStringLiteral("scalingtest-before"));
    dialog->findChild<QPushButton *>(QStringLiteral("startTest"))->click();
    scaleDuringTest(console);
    save(*dialog, folder, QStringLiteral("scalingtest-light"));
    theme.setScheme(Scheme::Dark);
    save(*dialog, folder, QStringLiteral("scalingtest-dark"));
    theme.setScheme(Scheme::Light);
}

int run(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    folder.mkpath(QStringLiteral("."));
    speak(application, argc > 2 ? QString::fromLocal8Bit(argv[2]) : QStringLiteral("en"));
    Theme theme(application);
    DialogInteraction interaction;
    ConsoleFixture console(&interaction);
    console.platform.onPreview = [](const Change &change) { return Result<Preview>(demoPreview(change)); };
    console.showDemoHour();
    console.showDemoChanges();
    MainWindow window(console.services(), theme);
    interaction.setWindow(&window);
    window.show();
    window.tick();
    QTest::qWait(300);
    window.findChild<Crosshair *>()->moveTo(console.clock.now() - std::chrono::minutes(18));
    savePages(window, theme, folder);
    saveChange(window, theme, folder);
    saveClusterEditor(window, folder);
    saveLimits(window, theme, folder);
    saveHpa(interaction, theme, folder);
    saveScalingTest(window, console, theme, folder);
    return 0;
}

} // namespace
} // namespace crescendo

int main(int argc, char **argv)
{
    return crescendo::run(argc, argv);
}
