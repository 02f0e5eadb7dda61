#include "tests/gui/consolefixture.h"
#include "ui/pages/scalingtest/dropzone.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace crescendo;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

QString written(const QTemporaryDir &folder, const char *name, const QByteArray &content)
{
    const QString path = folder.filePath(QLatin1String(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

/// What a file manager sends when files are dragged onto a widget and let go.
bool dropFiles(QWidget &widget, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    const QPoint middle = widget.rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(&widget, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent drop(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &drop);
    return drop.isAccepted();
}

} // namespace

/// The guide's "Test scaling", as an operator does it.
class ScalingTestDialogTest : public QObject {
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
    void click(const char *name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QString text(const char *name) const { return plain(find<QLabel>(name)->text()); }
    FakePlatform &platform() const { return m_console->platform; }
    Pool analysis() const { return *platform().snapshot()->pool({QStringLiteral("analysis")}); }

    void openByButton() const
    {
        click("test");
        QTRY_VERIFY(find<QDialog>("scalingTest")->isVisible());
    }
    void show(const Pool &pool, Seconds after = Seconds(1)) const
    {
        m_console->clock.advance(after);
        platform().show(m_console->clock.now(), {pool});
    }
    /// A pool that can react.
    void showReady() const
    {
        Pool pool = analysis();
        pool.queue = QueueDepth{0, 0};
        pool.desired = pool.ready = 1;
        pool.profile = Profile();
        pool.hold.reset();
        pool.cooldownLeft = Seconds(0);
        show(pool);
    }
    void showWorkers(int load, int ready, Seconds after) const
    {
        Pool pool = analysis();
        pool.queue = QueueDepth{load, 0};
        pool.ready = ready;
        show(pool, after);
    }
    void upload(int clips) const
    {
        Q_EMIT platform().load()->uploading();
        for (int i = 0; i < clips; ++i)
            Q_EMIT platform().load()->accepted();
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
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->navigator().goToPool(platform().id(), {QStringLiteral("analysis")});
        showReady();
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void showsTheReaction()
    {
        openByButton();
        auto *clips = find<QSpinBox>("testClips");
        clips->setFocus();
        clips->selectAll();
        QTest::keyClicks(clips, QStringLiteral("4"));
        QTest::keyClick(clips, Qt::Key_Return); // starts, as the default button
        QVERIFY(platform().load());
        QCOMPARE(platform().load()->plan.clips, 4);
        QVERIFY(!find<QPushButton>("startTest")->isEnabled());
        QVERIFY(text("testVerdict").startsWith(QStringLiteral("Measuring")));
        upload(3);
        QCOMPARE(find<QProgressBar>("testUploads")->value(), 3);
        Q_EMIT platform().load()->accepted();
        showWorkers(4, 1, Seconds(2));
        showWorkers(4, 3, Seconds(9));
        showWorkers(0, 3, Seconds(37));
        QCOMPARE(text("testVerdict"), QStringLiteral("Scaled 1 → 3 after 11 s; drained after 48 s."));
        QCOMPARE(text("testTime3"), QStringLiteral("11 s"));
        QVERIFY(find<QPushButton>("startTest")->isEnabled());
        click("copyTest");
        QVERIFY(plain(QApplication::clipboard()->text()).contains(QStringLiteral("Queue drained: 48 s")));
    }

    void goesOnWhileItIsClosed()
    {
        openByButton();
        click("startTest");
        QTest::keyClick(find<QDialog>("scalingTest"), Qt::Key_Escape);
        QTRY_VERIFY(!find<QDialog>("scalingTest")->isVisible());
        upload(10);
        showWorkers(9, 2, Seconds(5));
        showWorkers(0, 2, Seconds(5));
        openByButton();
        QCOMPARE(text("testVerdict"), QStringLiteral("Scaled 1 → 2 after 5.0 s; drained after 10 s."));
    }

    void isCancelled()
    {
        openByButton();
        QVERIFY(!find<QPushButton>("cancelTest")->isEnabled());
        click("startTest");
        click("cancelTest");
        QVERIFY(!platform().load());
        QVERIFY(text("testVerdict").contains(QStringLiteral("cancelled")));
        QVERIFY(find<QPushButton>("startTest")->isEnabled());
    }

    void droppedAudioIsUploaded()
    {
        const QString wav = written(m_console->folder, "song.wav", "RIFF....WAVE");
        const QString notes = written(m_console->folder, "notes.txt", "buy milk");
        openByButton();
        QVERIFY(dropFiles(*find<DropZone>("testFiles"), {wav, notes}));
        QCOMPARE(text("testFilesRefusal"), QStringLiteral("notes.txt is no audio file (text/plain)."));
        QVERIFY(!find<QSpinBox>("testWork")->isEnabled());
        click("startTest");
        QCOMPARE(platform().load()->plan.files, QStringList(wav));
        QCOMPARE(platform().load()->plan.clips, 10);
    }

    void aTextIsNotDropped()
    {
        openByButton();
        QVERIFY(!dropFiles(*find<DropZone>("testFiles"), {}));
    }

    void audioIsChosenByKeyboard()
    {
        m_console->scriptedOperator.openPath = written(m_console->folder, "song.wav", "RIFF....WAVE");
        openByButton();
        auto *choose = find<QPushButton>("chooseTestFile");
        choose->setFocus();
        QTest::keyClick(choose, Qt::Key_Space);
        QTRY_VERIFY(find<QPushButton>("clearTestFiles")->isEnabled());
        click("clearTestFiles");
        click("startTest");
        QVERIFY(platform().load()->plan.files.isEmpty());
    }

    void refusedUploadsSayWhy()
    {
        openByButton();
        click("startTest");
        Q_EMIT platform().load()->uploading();
        for (int i = 0; i < 10; ++i)
            Q_EMIT platform().load()->refused({ErrorKind::LimitExceeded, QStringLiteral("upload audio"),
                                               QStringLiteral("the file is larger than 100 bytes"), 413});
        QCOMPARE(text("testVerdict"), QStringLiteral("Every upload failed, so there was no load."));
        QVERIFY(text("testFailures").startsWith(QStringLiteral("10 of 10 uploads failed")));
        QVERIFY(text("testFailures").contains(QStringLiteral("the file is larger than 100 bytes")));
    }

    void saysBeforehandThatNothingWillReact()
    {
        openByButton();
        QVERIFY(!find<QLabel>("testOutlook")->isVisible());
        Pool pool = analysis();
        pool.stopped = true;
        show(pool);
        QVERIFY(find<QLabel>("testOutlook")->isVisible());
        QVERIFY(text("testOutlook").startsWith(QStringLiteral("The pool is stopped")));
        QVERIFY(find<QPushButton>("startTest")->isEnabled());
    }

    void readOnlyMakesNoLoad()
    {
        m_console->pipeline.setReadOnly(true);
        openByButton();
        QVERIFY(!find<QPushButton>("startTest")->isEnabled());
        QVERIFY(text("testOutlook").startsWith(QStringLiteral("Read-only")));
        m_console->pipeline.setReadOnly(false);
        QVERIFY(find<QPushButton>("startTest")->isEnabled());
    }

    void whereNoUploadIsTakenItSaysSo()
    {
        Capabilities capabilities = platform().capabilities();
        capabilities.uploads.reset();
        platform().setCapabilities(capabilities);
        openByButton();
        QCOMPARE(text("testOutlook"), QStringLiteral("This platform takes no uploads."));
        QVERIFY(!find<QPushButton>("startTest")->isEnabled());
    }

    void isFoundInThePalette()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *input = find<QLineEdit>("commandInput");
        QTest::keyClicks(input, QStringLiteral("test scal"));
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_VERIFY(m_window->findChild<QDialog *>(QStringLiteral("scalingTest")));
        QVERIFY(find<QDialog>("scalingTest")->isVisible());
        QCOMPARE(find<QComboBox>("testPool")->currentText(), QStringLiteral("analysis · Local platform"));
    }
};

QTEST_MAIN(ScalingTestDialogTest)
#include "tst_scalingtest.moc"
