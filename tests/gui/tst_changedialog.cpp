#include "ui/interaction/changedialog.h"
#include "ui/interaction/dialoginteraction.h"
#include "ui/interaction/limitsdialog.h"
#include "ui/interaction/scaledialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace crescendo;

namespace {

ChangeQuestion question()
{
    ChangeQuestion question;
    Preview &preview = question.proposal.preview;
    preview.change = {{QStringLiteral("local")},
                      {QStringLiteral("analysis")},
                      SetReplicas{3, std::chrono::minutes(15)},
                      {},
                      {}};
    preview.differences = {{QStringLiteral("replicas"), QStringLiteral("5"), QStringLiteral("3")}};
    preview.warnings = {{WarningKind::BelowLoad, {}}};
    preview.undo = preview.change;
    preview.reversion = Reversion{QStringLiteral("autoscaler"), std::chrono::minutes(15)};
    preview.command = QStringLiteral("curl -X PUT http://127.0.0.1:5000/replicas");
    question.where = QStringLiteral("Local platform");
    question.now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));
    return question;
}

template <typename Dialog = ChangeDialog> Dialog *openDialog()
{
    Dialog *dialog = nullptr;
    const bool isOpen = QTest::qWaitFor([&dialog] {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<Dialog *>(widget); found && found->isVisible())
                dialog = found;
        }
        return dialog != nullptr;
    });
    return isOpen ? dialog : nullptr;
}

QStringList textsOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts << label->text().replace(QChar(QChar::Nbsp), QLatin1Char(' '));
    return texts;
}

} // namespace

class ChangeDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void showsEverythingBeforeItHappens()
    {
        const ChangeDialog dialog({question()});
        const QStringList texts = textsOf(dialog);
        for (const char *expected : {"Scale analysis to 3 workers", "Local platform", "Workers", "5", "3",
                                     "Fewer workers than the load asks for."})
            QVERIFY2(texts.contains(QLatin1String(expected)), expected);
        QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("outlook"))
                    ->text()
                    .contains(QStringLiteral("the autoscaler decides again")));
        QCOMPARE(dialog.findChild<QLineEdit *>(QStringLiteral("command"))->text(),
                 question().proposal.preview.command);
        QVERIFY(!dialog.findChild<QLineEdit *>(QStringLiteral("alternative")));
    }

    void saysWhatCannotBeUndone()
    {
        const QString remark = QStringLiteral("This cannot be undone.");
        QVERIFY(!textsOf(ChangeDialog({question()})).contains(remark));
        ChangeQuestion final = question();
        final.proposal.preview.undo.reset();
        QVERIFY(textsOf(ChangeDialog({final})).contains(remark));
        final.proposal.preview.differences.clear(); // then nothing is done
        QVERIFY(!textsOf(ChangeDialog({final})).contains(remark));
    }

    void offersAnotherCommandForTheSame()
    {
        ChangeQuestion both = question();
        both.proposal.preview.alternative = QStringLiteral("docker compose -p directai stop analysis-worker");
        const ChangeDialog dialog({both});
        QTest::mouseClick(dialog.findChild<QToolButton *>(QStringLiteral("alternativeCopy")), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), both.proposal.preview.alternative);
        const ChangeDialog ofTwo({both, question()}); // it would do the one alone
        QVERIFY(!ofTwo.findChild<QLineEdit *>(QStringLiteral("alternative")));
    }

    void enterAppliesWithTheReason()
    {
        DialogInteraction interaction;
        const auto answer = interaction.confirm(question());
        ChangeDialog *dialog = openDialog();
        QVERIFY(dialog);
        auto *reason = dialog->findChild<QLineEdit *>(QStringLiteral("reason"));
        QTest::keyClicks(reason, QStringLiteral("batch import "));
        QTest::keyClick(reason, Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(answer.result());
        QCOMPARE(answer.result()->preview.change.reason, QStringLiteral("batch import"));
    }

    void escapeCancels()
    {
        DialogInteraction interaction;
        const auto answer = interaction.confirm(question());
        ChangeDialog *dialog = openDialog();
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(!answer.result());
    }

    void endsWithItsWindow()
    {
        DialogInteraction interaction;
        auto window = std::make_unique<QWidget>();
        interaction.setWindow(window.get());
        const auto answer = interaction.confirm(question()); // no window is active here
        QVERIFY(openDialog());
        window.reset();
        QVERIFY(!openDialog());
        QVERIFY(answer.isCanceled());
    }

    void theCommandCanBeCopied()
    {
        ChangeDialog dialog({question()});
        QTest::mouseClick(dialog.findChild<QToolButton *>(QStringLiteral("commandCopy")), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), question().proposal.preview.command);
    }

    void severalAreShownTogetherAndConfirmedOnce()
    {
        ChangeQuestion other = question();
        other.proposal.preview.change.pool = {QStringLiteral("generation")};
        other.proposal.preview.command = QStringLiteral("curl -X PUT http://127.0.0.1:5000/other");
        DialogInteraction interaction;
        const auto answer = interaction.confirmAll({question(), other});
        ChangeDialog *dialog = openDialog();
        QVERIFY(dialog);
        const QStringList texts = textsOf(*dialog);
        for (const char *expected :
             {"Scale 2 pools to 3 workers", "analysis · Local platform", "generation · Local platform"})
            QVERIFY2(texts.contains(QString::fromUtf8(expected)), expected);
        QTest::mouseClick(dialog->findChild<QToolButton *>(QStringLiteral("commandCopy")), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text().split(u'\n'),
                 (QStringList{question().proposal.preview.command, other.proposal.preview.command}));
        auto *reason = dialog->findChild<QLineEdit *>(QStringLiteral("reason"));
        QTest::keyClicks(reason, QStringLiteral("night"));
        QTest::keyClick(reason, Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().size(), std::size_t(2));
        QCOMPARE(answer.result()[1].preview.change.pool.value, QStringLiteral("generation"));
        QCOMPARE(answer.result()[1].preview.change.reason, QStringLiteral("night"));
    }

    void escapeTurnsAllDown()
    {
        DialogInteraction interaction;
        const auto answer = interaction.confirmAll({question(), question()});
        ChangeDialog *dialog = openDialog();
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(answer.result().empty());
    }

    void eachPoolIsAskedForItsOwnNumber()
    {
        DialogInteraction interaction;
        const ScaledPool analysis{QStringLiteral("analysis"), 1, 5, 2, QStringLiteral("1 to 5")};
        const ScaledPool generation{QStringLiteral("generation"), 1, 3, 1, QStringLiteral("1 to 3")};
        const auto answer =
            interaction.askScale({QStringLiteral("Scale 2 pools"), {analysis, generation}, Seconds(0)});
        auto *dialog = openDialog<ScaleDialog>();
        QVERIFY(dialog);
        auto *first = dialog->findChild<QSpinBox *>(QStringLiteral("scaleReplicas0"));
        auto *second = dialog->findChild<QSpinBox *>(QStringLiteral("scaleReplicas1"));
        QCOMPARE(first->value(), 2);
        QCOMPARE(second->value(), 1);
        QCOMPARE(second->maximum(), 3);
        QCOMPARE(second->accessibleName(), QStringLiteral("Workers of generation"));
        QCOMPARE(second->accessibleDescription(), QStringLiteral("1 to 3"));
        QTRY_VERIFY(first->hasFocus());
        QTest::keyClicks(first, QStringLiteral("3"));
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        QTest::keyClicks(second, QStringLiteral("2"));
        QTest::keyClick(second, Qt::Key_Tab);
        auto *hold = dialog->findChild<QWidget *>(QStringLiteral("scaleHold"));
        QVERIFY(hold->hasFocus());
        QTest::keyClick(hold, Qt::Key_Down);
        QTest::keyClick(second, Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        const std::vector<SetReplicas> expected{{3, std::chrono::minutes(5)}, {2, std::chrono::minutes(5)}};
        QCOMPARE(answer.result(), expected);
    }

    void manyPoolsScroll()
    {
        ScaleQuestion question{QStringLiteral("Scale 40 pools"), {}, std::nullopt};
        for (int i = 0; i < 40; ++i)
            question.pools.push_back({QStringLiteral("pool %1").arg(i), 0, 1000, i, {}});
        ScaleDialog dialog(question);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QVERIFY(dialog.height() < 600);
        QCOMPARE(dialog.answer().back(), (SetReplicas{39, std::nullopt}));
        const auto *last = dialog.findChild<QSpinBox *>(QStringLiteral("scaleReplicas39"));
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier); // round to the end
        for (int i = 0; i < 4 && !last->hasFocus(); ++i)
            QTest::keyClick(dialog.focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(last->hasFocus());
        QVERIFY(!last->visibleRegion().isEmpty()); // it scrolled there
        QVERIFY(!dialog.findChild<QWidget *>(QStringLiteral("scaleHold"))->isEnabled());
    }

    void limitsAreAskedWithTheirUnits()
    {
        DialogInteraction interaction;
        const auto answer = interaction.askLimits({QStringLiteral("Limits"), {1, gibibytes(1)}, {}});
        auto *dialog = openDialog<LimitsDialog>();
        QVERIFY(dialog);
        auto *memory = dialog->findChild<QSpinBox *>(QStringLiteral("limitsMemory"));
        QCOMPARE(memory->text(), QStringLiteral("1024 MiB"));
        QTest::keyClicks(dialog->findChild<QSpinBox *>(QStringLiteral("limitsJobs")), QStringLiteral("2"));
        memory->selectAll();
        QTest::keyClicks(memory, QStringLiteral("512"));
        QTest::keyClick(memory, Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        const WorkerLimits expected{2, mebibytes(512)};
        QCOMPARE(answer.result(), std::optional(expected));
    }

    void memoryLimitsAreJudgedWhileTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("remark");
        QTest::addColumn<bool>("isPossible");
        QTest::newRow("enough") << QStringLiteral("512") << QString() << true;
        QTest::newRow("less than is used")
            << QStringLiteral("300")
            << QStringLiteral("A worker uses 400 MiB now: with less its jobs may run out of memory.") << true;
        QTest::newRow("less than can be")
            << QStringLiteral("5") << QStringLiteral("The least is 6 MiB.") << false;
        QTest::newRow("no limit") << QStringLiteral("0") << QString() << true;
    }
    void memoryLimitsAreJudgedWhileTyped()
    {
        LimitsDialog dialog({QStringLiteral("Limits"), {1, mebibytes(450)}, mebibytes(400)});
        auto *memory = dialog.findChild<QSpinBox *>(QStringLiteral("limitsMemory"));
        memory->selectAll();
        QFETCH(QString, typed);
        QTest::keyClicks(memory, typed);
        const auto *remark = dialog.findChild<QLabel *>(QStringLiteral("limitsRemark"));
        QTEST(remark->text().replace(QChar(QChar::Nbsp), QLatin1Char(' ')), "remark");
        QTEST(dialog.findChild<QPushButton *>(QStringLiteral("limitsPreview"))->isEnabled(), "isPossible");
    }

    void whatIsNotTouchedStaysToTheByte()
    {
        LimitsDialog dialog({QStringLiteral("Limits"), {1, Bytes{1'000'000'000}}, {}});
        dialog.findChild<QSpinBox *>(QStringLiteral("limitsJobs"))->setValue(3);
        QVERIFY(dialog.answer() == (WorkerLimits{3, Bytes{1'000'000'000}}));
        auto *memory = dialog.findChild<QSpinBox *>(QStringLiteral("limitsMemory"));
        memory->setValue(0);
        QCOMPARE(memory->text(), QStringLiteral("no limit"));
        QVERIFY(dialog.answer() == (WorkerLimits{3, std::nullopt}));
    }

    void whatIsBlockedCannotBeApplied()
    {
        ChangeQuestion blocked = question();
        blocked.blockedBecause = QStringLiteral("Changes are off.");
        const ChangeDialog dialog({blocked});
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("apply"))->isEnabled());
        QVERIFY(textsOf(dialog).contains(QStringLiteral("Changes are off.")));
    }
};

QTEST_MAIN(ChangeDialogTest)
#include "tst_changedialog.moc"
