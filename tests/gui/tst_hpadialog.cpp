#include "tests/gui/demohour.h"
#include "ui/charts/scalingcourse.h"
#include "ui/interaction/dialoginteraction.h"
#include "ui/interaction/hpadialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace crescendo;

namespace {

HpaQuestion question(const HpaSpec &spec = demoHpa())
{
    return {QStringLiteral("Autoscaler of analysis-worker"), spec, 3};
}

} // namespace

/// What an HPA is to do, asked by a dialog and answered by keys.
class HpaDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<HpaDialog> m_dialog;

    template <typename Widget> Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1String(name));
    }
    QString textOf(const char *name) const
    {
        return find<QLabel>(name)->text().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
    }
    static void type(QWidget *field, const char *keys)
    {
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, QLatin1String(keys));
    }
    void ask(const HpaSpec &spec = demoHpa())
    {
        m_dialog = std::make_unique<HpaDialog>(question(spec));
        m_dialog->show();
    }

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanup() { m_dialog.reset(); }

    void isFilledByKeys()
    {
        DialogInteraction interaction;
        const auto answer = interaction.askHpa(question());
        HpaDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = qobject_cast<HpaDialog *>(QApplication::activeModalWidget())));
        const auto field = [dialog](const char *name) {
            return dialog->findChild<QWidget *>(QLatin1String(name));
        };
        QTest::keyClicks(field("hpaLeast"), QStringLiteral("2")); // it is selected
        type(field("hpaMost"), "8");
        type(field("hpaTarget0"), "75");
        type(field("upTolerance"), "5");
        type(field("downWindow"), "60");
        QTest::keyClick(field("downSelect"), Qt::Key_Down);
        type(field("downValue"), "20");
        QTest::keyClick(field("downType"), Qt::Key_Up);
        type(field("downPeriod"), "30");
        QTest::keyClick(field("hpaPreview"), Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        HpaSpec expected = demoHpa();
        expected.minReplicas = 2;
        expected.maxReplicas = 8;
        expected.metrics[0].target.amount = QStringLiteral("75");
        expected.scaleUp.tolerancePermille = 50;
        expected.scaleDown = {
            Seconds(60), SelectPolicy::Min, {{ScalingPolicyType::Pods, 20, Seconds(30)}}, {}};
        QVERIFY(answer.result().has_value());
        QCOMPARE(differencesBetween(expected, *answer.result()), std::vector<FieldDifference>());
    }

    void whatIsNotTouchedStays()
    {
        HpaSpec spec = demoHpa();
        spec.scaleUp.tolerancePermille = 55;
        spec.scaleDown.policies.push_back({ScalingPolicyType::Pods, 1, Seconds(600)});
        spec.metrics.push_back({QStringLiteral("Dream"), {}, {}, {}, QStringLiteral("{}"), {}});
        ask(spec);
        QVERIFY(m_dialog->answer() == spec);
        QVERIFY(find<QPushButton>("hpaPreview")->isEnabled());
    }

    void escapeTurnsItDown()
    {
        DialogInteraction interaction;
        const auto answer = interaction.askHpa(question());
        QTRY_VERIFY(QApplication::activeModalWidget());
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(!answer.result());
    }

    void isJudgedWhileTyped_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("remark");
        const auto row = [](const char *field, const char *typed, const char *label, const char *remark) {
            QTest::newRow(field) << QString::fromLatin1(field) << QString::fromLatin1(typed)
                                 << QString::fromLatin1(label) << QString::fromLatin1(remark);
        };
        row("hpaLeast", "11", "hpaRemark", "minReplicas must not exceed maxReplicas (10)");
        row("hpaTarget1", "0", "hpaRemark", "memory must be more than 0");
        row("upWindow", "3601", "upRemark", "stabilizationWindowSeconds must be from 0 to 3600");
        row("downValue", "0", "downRemark", "policies[0].value must be more than 0");
    }
    void isJudgedWhileTyped()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, label);
        ask();
        QVERIFY(find<QPushButton>("hpaPreview")->isEnabled());
        type(m_dialog->findChild<QWidget *>(field), qPrintable(typed));
        QTEST(textOf(qPrintable(label)), "remark");
        QVERIFY(!find<QPushButton>("hpaPreview")->isEnabled());
        QVERIFY(find<ScalingCourse>("hpaCourse")->textOf(ScalingDirection::Up).isEmpty());
    }

    void policiesComeAndGo()
    {
        ask();
        const std::vector<ScalingPolicy> usual = m_dialog->answer().scaleDown.policies;
        QTest::keyClick(find<QPushButton>("downAdd"), Qt::Key_Space);
        QCOMPARE(m_dialog->answer().scaleDown.policies.size(), std::size_t(2));
        QTest::keyClick(find<QToolButton>("downRemove"), Qt::Key_Space);
        const ScalingPolicy added{ScalingPolicyType::Pods, 1, Seconds(60)};
        QVERIFY(m_dialog->answer().scaleDown.policies == std::vector{added});
        QTest::keyClick(find<QPushButton>("downDefaults"), Qt::Key_Space);
        QVERIFY(m_dialog->answer().scaleDown.policies == usual);
    }

    void drawsHowFastItMayGo()
    {
        ask();
        const auto said = [this](ScalingDirection direction) {
            return find<ScalingCourse>("hpaCourse")
                ->textOf(direction)
                .replace(QChar(QChar::Nbsp), QLatin1Char(' '));
        };
        QCOMPARE(said(ScalingDirection::Up), QStringLiteral("up from 3: 10 after 15 s"));
        QCOMPARE(said(ScalingDirection::Down), QStringLiteral("down from 3: 1 after 5 min"));
        QTest::keyClick(find<QComboBox>("downSelect"), Qt::Key_End);
        QCOMPARE(said(ScalingDirection::Down), QStringLiteral("not down from 3"));
        type(find<QSpinBox>("hpaMost"), "4");
        QCOMPARE(said(ScalingDirection::Up), QStringLiteral("up from 3: 4 at once"));
    }
};

QTEST_MAIN(HpaDialogTest)
#include "tst_hpadialog.moc"
