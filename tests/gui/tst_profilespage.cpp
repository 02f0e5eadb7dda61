#include "tests/gui/consolefixture.h"
#include "ui/charts/loadcurve.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace crescendo;

namespace {

enum PoolColumn { Name, Now, Difference, Activity };

} // namespace

/// Profiles, as an operator edits, keeps and applies them.
class ProfilesPageTest : public QObject {
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
    QAbstractItemView &presets() const { return *find<QAbstractItemView>("presets"); }
    QAbstractItemView &pools() const { return *find<QAbstractItemView>("profilePools"); }
    QString cell(int row, PoolColumn column) const
    {
        return pools().model()->index(row, column).data().toString();
    }
    QStringList presetNames() const
    {
        QStringList names;
        for (int row = 0; row < presets().model()->rowCount(); ++row)
            names << presets().model()->index(row, 0).data().toString();
        return names;
    }
    void choose(const QString &name) const
    {
        const auto row = static_cast<int>(presetNames().indexOf(name));
        QVERIFY2(row >= 0, qPrintable(name));
        const QRect place = presets().visualRect(presets().model()->index(row, 0));
        QTest::mouseClick(presets().viewport(), Qt::LeftButton, {}, place.center());
    }
    void click(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    void type(const char *field, int value) const
    {
        auto *box = find<QSpinBox>(field);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QString::number(value));
    }
    QString hint(const char *field) const { return find<QLabel>(field)->text(); }
    QString status() const { return find<QLabel>("profilesStatus")->text(); }
    QString file(const char *name) const { return m_console->folder.filePath(QLatin1String(name)); }

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
        m_window->navigator().goToPage(PageId::Profiles);
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void beginsWithWhatIsLive()
    {
        QCOMPARE(presetNames(),
                 (QStringList{QStringLiteral("Live: analysis"), QStringLiteral("Conservative"),
                              QStringLiteral("Aggressive"), QStringLiteral("Cost-Optimized")}));
        QCOMPARE(find<QSpinBox>("ScaleUpThreshold")->value(), 3);
        QCOMPARE(cell(0, Difference), QStringLiteral("live as it is"));
        QVERIFY(!find<QPushButton>("applyProfile")->isEnabled());
        QCOMPARE(find<QPushButton>("applyProfile")->toolTip(),
                 QStringLiteral("These values are live already."));
    }

    void aPresetShowsWhatItWouldDo()
    {
        choose(QStringLiteral("Conservative"));
        QCOMPARE(find<QSpinBox>("CooldownSeconds")->value(), 120);
        QCOMPARE(cell(0, Difference), QStringLiteral("4 values"));
        QCOMPARE(cell(1, Now), QStringLiteral("1 → 2"));
        QVERIFY(
            find<QLabel>("profileOutlook")->text().startsWith(QStringLiteral("Right now analysis would")));
        QCOMPARE(find<LoadCurve>("loadCurve")->textAt(3),
                 QStringLiteral("Load 3: workers 2 while it rises, 5 while it falls"));
    }

    void rulesAreSaidAtTheField()
    {
        QCOMPARE(hint("MinWorkersHint"), QStringLiteral("always running"));
        type("MinWorkers", 6);
        QCOMPARE(hint("MinWorkersHint"), QStringLiteral("must not exceed MaxWorkers (5)"));
        QVERIFY(!find<QPushButton>("applyProfile")->isEnabled());
        QVERIFY(!find<QPushButton>("savePresetAs")->isEnabled());
        QVERIFY(find<LoadCurve>("loadCurve")->textAt(3).isEmpty());
        type("MaxWorkers", 8);
        QCOMPARE(hint("MinWorkersHint"), QStringLiteral("always running"));
        QVERIFY(find<QPushButton>("applyProfile")->isEnabled());
    }

    void zeroWorkersNeedKeda()
    {
        choose(QStringLiteral("Cost-Optimized"));
        QVERIFY(hint("MinWorkersHint").contains(QStringLiteral("KEDA")));
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.scaleToZero = true;
        m_console->platform.setCapabilities(capabilities);
        m_window->tick();
        QCOMPARE(hint("MinWorkersHint"), QStringLiteral("always running"));
    }

    /// The guide's cure for flapping.
    void aWiderGapAndALongerCooldownShowFewerScaleEvents()
    {
        const auto eventsAnHour = [this] {
            return cell(0, Activity).section(QChar(0x2192), 1).trimmed().toDouble();
        };
        const double before = eventsAnHour();
        QVERIFY(before > 0);
        type("CooldownSeconds", 600);
        QVERIFY(eventsAnHour() < before);
        type("CooldownSeconds", 60);
        type("ScaleUpThreshold", 12);
        QVERIFY(eventsAnHour() < before);
    }

    void applyingGoesThroughTheDialog()
    {
        choose(QStringLiteral("Aggressive"));
        click("applyProfile");
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QCOMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        const Change change = m_console->platform.applied().front();
        QCOMPARE(change.pool.value, QStringLiteral("analysis"));
        const ApplyProfile expected{guidePresets()[1].profile, QStringLiteral("Aggressive")};
        QCOMPARE(std::get<ApplyProfile>(change.action), expected);
        QTRY_VERIFY(status().startsWith(QStringLiteral("analysis: Done and verified")));
    }

    void severalPoolsFollowEachOther()
    {
        choose(QStringLiteral("Aggressive"));
        pools().setFocus();
        QTest::keyClick(&pools(), Qt::Key_Down);
        QTest::keyClick(&pools(), Qt::Key_Space);
        QCOMPARE(find<QPushButton>("applyProfile")->text(), QStringLiteral("App&ly to 2 pools…"));
        type("MaxWorkers", 9);
        click("applyProfile");
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(2));
        QCOMPARE(m_console->scriptedOperator.questions.size(), std::size_t(2));
        QCOMPARE(m_console->scriptedOperator.batches, 1); // confirmed once
        QCOMPARE(m_console->platform.applied()[1].pool.value, QStringLiteral("generation"));
        // Edited values are no longer the preset's.
        QVERIFY(std::get<ApplyProfile>(m_console->platform.applied()[1].action).preset.isEmpty());
        QTRY_VERIFY(status().contains(QStringLiteral("generation: Done and verified")));
    }

    void turnedDownMeansNothingHappens()
    {
        choose(QStringLiteral("Aggressive"));
        pools().model()->setData(pools().model()->index(1, Name), Qt::Checked, Qt::CheckStateRole);
        m_console->scriptedOperator.accepts = false;
        click("applyProfile");
        QTRY_COMPARE(m_console->scriptedOperator.batches, 1);
        QTRY_VERIFY(find<QPushButton>("applyProfile")->isEnabled());
        QVERIFY(m_console->platform.applied().empty());
    }

    void aProfileOfAllPoolsIsAppliedOnce()
    {
        Capabilities capabilities = m_console->platform.capabilities();
        capabilities.profilesPerPool = false;
        m_console->platform.setCapabilities(capabilities);
        choose(QStringLiteral("Aggressive"));
        pools().model()->setData(pools().model()->index(1, Name), Qt::Checked, Qt::CheckStateRole);
        click("applyProfile");
        QTRY_VERIFY(status().contains(QStringLiteral("Done and verified")));
        QTRY_VERIFY(find<QPushButton>("applyProfile")->isEnabled());
        QCOMPARE(m_console->platform.applied().size(), std::size_t(1));
    }

    void aClickChoosesAPool()
    {
        const QModelIndex second = pools().model()->index(1, Name);
        QTest::mouseClick(pools().viewport(), Qt::LeftButton, {}, pools().visualRect(second).center());
        QCOMPARE(second.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        // The pool that is looked at is the one on the curve and the first in the list.
        QCOMPARE(presetNames().front(), QStringLiteral("Live: generation"));
    }

    void editsAreKeptForEachPreset()
    {
        choose(QStringLiteral("Conservative"));
        type("MaxWorkers", 7);
        choose(QStringLiteral("Aggressive"));
        QCOMPARE(find<QSpinBox>("MaxWorkers")->value(), 10);
        choose(QStringLiteral("Conservative, edited"));
        QCOMPARE(find<QSpinBox>("MaxWorkers")->value(), 7);
        click("revertPreset");
        QCOMPARE(find<QSpinBox>("MaxWorkers")->value(), 5);
        QVERIFY(presetNames().contains(QStringLiteral("Conservative")));
    }

    void valuesAreSavedUnderAName()
    {
        choose(QStringLiteral("Conservative"));
        QVERIFY(!find<QPushButton>("savePreset")->isEnabled());
        type("MaxWorkers", 7);
        m_console->scriptedOperator.text = QStringLiteral("Aggressive"); // the guide's: refused
        click("savePresetAs");
        QVERIFY(m_console->presets.load().presets.empty());
        m_console->scriptedOperator.text = QStringLiteral("Night");
        click("savePresetAs");
        QTRY_COMPARE(find<QLabel>("presetTitle")->text(), QStringLiteral("Night"));
        QVERIFY(QFile::exists(file("presets/Night.json")));
        type("MaxWorkers", 8);
        click("savePreset");
        QCOMPARE(m_console->presets.load().presets.front().profile.maxWorkers, 8);
        QVERIFY(!find<QPushButton>("savePreset")->isEnabled());
    }

    void presetsAreDuplicatedRenamedAndDeleted()
    {
        choose(QStringLiteral("Aggressive"));
        QVERIFY(!find<QPushButton>("deletePreset")->isEnabled());
        click("duplicatePreset");
        QCOMPARE(presetNames().back(), QStringLiteral("Aggressive copy"));
        m_console->scriptedOperator.text = QStringLiteral("Fast");
        click("renamePreset");
        QTRY_COMPARE(presetNames().back(), QStringLiteral("Fast"));
        m_console->scriptedOperator.accepts = false;
        click("deletePreset");
        QCOMPARE(m_console->scriptedOperator.warnings.size(), 1);
        QCOMPARE(presetNames().back(), QStringLiteral("Fast"));
        m_console->scriptedOperator.accepts = true;
        click("deletePreset");
        QTRY_COMPARE(presetNames().size(), 4);
        QCOMPARE(status(), QStringLiteral("Deleted “Fast”."));
    }

    void filesAreExportedAndImported()
    {
        choose(QStringLiteral("Aggressive"));
        type("MaxWorkers", 9);
        m_console->scriptedOperator.savePath = file("shared.json");
        click("exportPreset");
        QTRY_VERIFY(QFile::exists(file("shared.json")));
        m_console->scriptedOperator.openPath = file("shared.json");
        m_console->scriptedOperator.text = QStringLiteral("From a colleague");
        click("importPreset");
        QTRY_COMPARE(presetNames().back(), QStringLiteral("From a colleague"));
        QCOMPARE(find<QSpinBox>("MaxWorkers")->value(), 9);
        m_console->scriptedOperator.openPath = file("missing.json");
        click("importPreset");
        QTRY_VERIFY(status().startsWith(QStringLiteral("A file could not be read")));
    }

    void aFileThatCannotBeReadIsNamed()
    {
        QDir(m_console->folder.path()).mkpath(QStringLiteral("presets"));
        QFile bad(file("presets/bad.json"));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("{}") == 2);
        bad.close();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        m_window->navigator().goToPage(PageId::Profiles);
        QCOMPARE(find<QLabel>("unreadablePresets")->text(),
                 QStringLiteral("bad.json is left out: the section Autoscaling is missing."));
    }

    void theSwitchIsPartOfTheProfile()
    {
        auto *enabled = find<QCheckBox>("Enabled");
        enabled->setFocus();
        QTest::keyClick(enabled, Qt::Key_Space);
        QVERIFY(find<QLabel>("profileOutlook")->text().contains(QStringLiteral("autoscaling off")));
        QCOMPARE(cell(0, Difference), QStringLiteral("1 value"));
    }
};

QTEST_MAIN(ProfilesPageTest)
#include "tst_profilespage.moc"
