#include "ui/interaction/objectdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace crescendo;

// An object of a cluster, looked at: searched and copied.
class ObjectDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<ObjectDialog>(QStringLiteral("Pod a"));
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }

    void showsAnObjectAndItsEvents()
    {
        ObjectDescription description{QStringLiteral("kind: Pod\n"), {}, {}};
        description.events = {{TimePoint(), true, QStringLiteral("BackOff"), QStringLiteral("again"), 3}};
        m_dialog->show(description, TimePoint());
        QCOMPARE(textOf("objectYaml"), QStringLiteral("kind: Pod\n"));
        QVERIFY2(textOf("objectEvents").endsWith(QStringLiteral(" Warning BackOff (3 times): again")),
                 qPrintable(textOf("objectEvents")));
        QVERIFY(m_dialog->findChild<QPlainTextEdit *>(QStringLiteral("objectYaml"))->isReadOnly());
    }

    void saysWhyNot()
    {
        m_dialog->show(
            fail(ErrorKind::Forbidden, QStringLiteral("read"), QStringLiteral("pods is forbidden")),
            TimePoint());
        QVERIFY(m_dialog->findChild<QLabel *>(QStringLiteral("objectStatus"))
                    ->text()
                    .contains(QStringLiteral("pods is forbidden")));
        ObjectDescription description;
        description.eventsError =
            Error{ErrorKind::Forbidden, QStringLiteral("read"), QStringLiteral("events is forbidden")};
        m_dialog->show(description, TimePoint());
        QVERIFY(textOf("objectEvents").contains(QStringLiteral("events is forbidden")));
    }

    void searchesAround()
    {
        m_dialog->show(ObjectDescription{QStringLiteral("a: x\nb: y\nc: x\n"), {}, {}}, TimePoint());
        auto *search = m_dialog->findChild<QLineEdit *>(QStringLiteral("objectSearch"));
        QTest::keyClicks(search, QStringLiteral("x"));
        QCOMPARE(line(), 0);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(line(), 2);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(line(), 0);
        QVERIFY(m_dialog->isVisible());
        QTest::keyClicks(search, QStringLiteral("z"));
        QCOMPARE(m_dialog->findChild<QLabel *>(QStringLiteral("objectStatus"))->text(),
                 QStringLiteral("\"xz\" is not there."));
    }

    void copies()
    {
        m_dialog->show(ObjectDescription{QStringLiteral("kind: Pod\n"), {}, {}}, TimePoint());
        QTest::mouseClick(m_dialog->findChild<QPushButton *>(QStringLiteral("copyYaml")), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("kind: Pod\n"));
    }

private:
    QString textOf(const char *name) const
    {
        return m_dialog->findChild<QPlainTextEdit *>(QLatin1String(name))->toPlainText();
    }
    int line() const
    {
        return m_dialog->findChild<QPlainTextEdit *>(QStringLiteral("objectYaml"))
            ->textCursor()
            .blockNumber();
    }

    std::unique_ptr<ObjectDialog> m_dialog;
};

QTEST_MAIN(ObjectDialogTest)
#include "tst_objectdialog.moc"
