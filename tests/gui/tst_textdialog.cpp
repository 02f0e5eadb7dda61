#include "ui/interaction/dialoginteraction.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace crescendo;

namespace {

template <typename Dialog> Dialog *openDialog()
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

int openDialogs()
{
    int open = 0;
    for (const QWidget *widget : QApplication::topLevelWidgets())
        open += qobject_cast<const QDialog *>(widget) && widget->isVisible();
    return open;
}

TextQuestion question()
{
    return {QStringLiteral("Save as"), QStringLiteral("Name"), QStringLiteral("Night"),
            [](const QString &text) {
                return text == QStringLiteral("taken") ? QStringLiteral("it is taken") : QString();
            }};
}

} // namespace

/// The questions of one line and of yes or no, answered by keys.
class TextDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void aTextIsTypedAndAccepted()
    {
        DialogInteraction interaction;
        const auto answer = interaction.askText(question());
        auto *dialog = openDialog<QDialog>();
        QVERIFY(dialog);
        auto *text = dialog->findChild<QLineEdit *>(QStringLiteral("text"));
        QCOMPARE(text->text(), QStringLiteral("Night"));
        QTest::keyClicks(text, QStringLiteral(" Day "));
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result(), std::optional(QStringLiteral("Day")));
    }

    void whatIsRefusedCannotBeAccepted()
    {
        DialogInteraction interaction;
        const auto answer = interaction.askText(question());
        auto *dialog = openDialog<QDialog>();
        QVERIFY(dialog);
        auto *text = dialog->findChild<QLineEdit *>(QStringLiteral("text"));
        QTest::keyClicks(text, QStringLiteral("taken"));
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        QTest::keyClick(text, Qt::Key_Escape);
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result(), std::optional<QString>());
    }

    void aWarningStandsAbove()
    {
        DialogInteraction interaction;
        TextQuestion asked = question();
        for (const QString &warning : {QString(), QStringLiteral("Unsafe: nobody verifies the server.")}) {
            asked.warning = warning;
            const auto answer = interaction.askText(asked);
            auto *dialog = openDialog<QDialog>();
            QVERIFY(dialog);
            auto *shown = dialog->findChild<QLabel *>(QStringLiteral("warning"));
            QCOMPARE(shown->isVisible(), !warning.isEmpty());
            QCOMPARE(shown->text(), warning);
            QTest::keyClick(dialog, Qt::Key_Escape);
            QTRY_VERIFY(answer.isFinished());
            QTRY_VERIFY(!openDialogs());
        }
    }

    void yesOrNo_data()
    {
        QTest::addColumn<bool>("isYes");
        QTest::newRow("yes") << true;
        QTest::newRow("no") << false;
    }
    void yesOrNo()
    {
        QFETCH(bool, isYes);
        DialogInteraction interaction;
        const auto answer = interaction.askWhether(QStringLiteral("Delete"), QStringLiteral("Really?"),
                                                   QStringLiteral("&Delete"));
        auto *dialog = openDialog<QMessageBox>();
        QVERIFY(dialog);
        QCOMPARE(dialog->button(QMessageBox::Yes)->text(), QStringLiteral("&Delete"));
        if (isYes)
            QTest::mouseClick(dialog->button(QMessageBox::Yes), Qt::LeftButton);
        else
            QTest::keyClick(dialog, Qt::Key_Return); // what cannot be undone is not the default
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result(), isYes);
    }
};

QTEST_MAIN(TextDialogTest)
#include "tst_textdialog.moc"
