#include "tests/gui/consolefixture.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/celltable.h"
#include "ui/widgets/textlabel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace crescendo;

namespace {

QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName();
    return name.isEmpty() ? QLatin1String(widget.metaObject()->className()) : name;
}

bool isControl(const QWidget &widget)
{
    const bool isPart = qobject_cast<const QAbstractSpinBox *>(widget.parentWidget())
        || qobject_cast<const QComboBox *>(widget.parentWidget())
        || nameOf(widget).startsWith(QStringLiteral("qt_"));
    return !isPart && widget.focusPolicy() != Qt::NoFocus;
}

/// Controls that a screen reader could not name.
QStringList namelessControls(const QWidget &root)
{
    QStringList found;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(&root) || !isControl(*widget) || !widget->accessibleName().isEmpty())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!button || button->text().isEmpty())
            found << nameOf(*widget);
    }
    return found;
}

/// Labels and buttons whose text does not fit.
QStringList cutTexts(const QWidget &root)
{
    QStringList found;
    for (const QLabel *label : root.findChildren<QLabel *>()) {
        if (!label->isVisibleTo(&root) || label->text().isEmpty())
            continue;
        const int needed =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        const bool isTooNarrow = !label->wordWrap() && label->sizeHint().width() > label->width();
        if (isTooNarrow || needed > label->height())
            found << label->text();
    }
    for (const QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
        const QSize needed = button->minimumSizeHint();
        if (qobject_cast<const QLineEdit *>(button->parentWidget()))
            continue; // Qt's own, which clears it: an icon of the size that there is
        if (button->isVisibleTo(&root)
            && (needed.width() > button->width() || needed.height() > button->height()))
            found << nameOf(*button);
    }
    return found;
}

/// Choices that do not fit their box.
QStringList cutChoices(const QWidget &root)
{
    QStringList found;
    for (const QComboBox *box : root.findChildren<QComboBox *>()) {
        if (box->isVisibleTo(&root) && box->minimumSizeHint().width() > box->width())
            found << nameOf(*box);
    }
    return found;
}

/// Cells of tables whose text does not fit.
QStringList cutCells(const QWidget &root)
{
    QStringList found;
    for (const CellTable *table : root.findChildren<CellTable *>()) {
        const QAbstractItemModel &model = *table->model();
        for (int cell = 0; table->isVisibleTo(&root) && cell < model.rowCount() * model.columnCount();
             ++cell) {
            const QModelIndex index = model.index(cell / model.columnCount(), cell % model.columnCount());
            if (table->sizeHintForIndex(index).width() > table->columnWidth(index.column()))
                found << nameOf(*table) + u'/' + index.data().toString();
        }
    }
    return found;
}

/// Neighbours that lie over each other.
QStringList overlaps(const QWidget &root)
{
    QStringList found;
    for (const QWidget *parent : root.findChildren<QWidget *>()) {
        if (!parent->isVisibleTo(&root) || !parent->layout())
            continue;
        const QList<QWidget *> children = parent->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
        for (qsizetype i = 0; i < children.size(); ++i) {
            for (qsizetype j = i + 1; j < children.size(); ++j) {
                const bool areShown = children[i]->isVisibleTo(&root) && children[j]->isVisibleTo(&root);
                if (areShown && children[i]->geometry().intersects(children[j]->geometry()))
                    found << QStringLiteral("%1 and %2").arg(nameOf(*children[i]), nameOf(*children[j]));
            }
        }
    }
    return found;
}

} // namespace

/// Looks at every page at three sizes in both themes, and keeps a picture of each in the build folder. It
/// reads the language that CRESCENDO_LANGUAGE names.
class WalkTest : public QObject {
    Q_OBJECT

    const QString m_language = qEnvironmentVariable("CRESCENDO_LANGUAGE", QStringLiteral("C"));
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ConsoleFixture> m_console;
    std::unique_ptr<MainWindow> m_window;

    void save(QWidget &widget, const QString &name) const
    {
        QDir folder(QCoreApplication::applicationDirPath());
        folder.mkpath(QStringLiteral("../pictures"));
        const QString scale = QString::number(qRound(100 * widget.devicePixelRatioF()));
        const QString file = QStringLiteral("../pictures/%1-%2-%3.png").arg(name, scale, m_language);
        QVERIFY(widget.grab().save(folder.filePath(file)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        speak(*qApp, m_language);
        m_theme = std::make_unique<Theme>(*qApp);
        m_console = std::make_unique<ConsoleFixture>();
        m_console->showDemoHour();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        m_window->tick();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_console.reset();
    }

    void everyPage_data()
    {
        QTest::addColumn<PageId>("page");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<Scheme>("scheme");
        for (const PageEntry &entry : pageEntries()) {
            const QByteArray page = nameOf(entry.id).toLatin1();
            for (const QSize size : {QSize(1280, 800), QSize(1600, 1000), QSize(1920, 1080)}) {
                QTest::addRow("%s-%d-light", page.constData(), size.width())
                    << entry.id << size << Scheme::Light;
                QTest::addRow("%s-%d-dark", page.constData(), size.width())
                    << entry.id << size << Scheme::Dark;
            }
        }
    }
    void everyPage()
    {
        QFETCH(PageId, page);
        QFETCH(QSize, size);
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        m_window->navigator().goToPage(page);
        m_window->resize(size);
        QTRY_COMPARE(m_window->size(), size);
        QCoreApplication::sendPostedEvents(); // queued refreshes of the charts
        save(*m_window, QLatin1String(QTest::currentDataTag()));
        QCOMPARE(namelessControls(*m_window).join(QStringLiteral("; ")), QString());
        // What a page asks for comes a moment later, and its layout with it.
        QTRY_COMPARE(cutTexts(*m_window).join(QStringLiteral("; ")), QString());
        QCOMPARE(cutChoices(*m_window).join(QStringLiteral("; ")), QString());
        QCOMPARE(cutCells(*m_window).join(QStringLiteral("; ")), QString());
        QCOMPARE(overlaps(*m_window).join(QStringLiteral("; ")), QString());
        for (const QScrollArea *area : m_window->findChildren<QScrollArea *>())
            QVERIFY2(!area->isVisible() || !area->horizontalScrollBar()->isVisible(),
                     "wider than the window");
    }

    void theScalingTest_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("scalingtest-light") << Scheme::Light;
        QTest::newRow("scalingtest-dark") << Scheme::Dark;
    }
    void theScalingTest()
    {
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        m_window->navigator().goToPage(PageId::Pool);
        m_window->findChild<QPushButton *>(QStringLiteral("test"))->click();
        auto *dialog = m_window->findChild<QDialog *>(QStringLiteral("scalingTest"));
        dialog->findChild<QPushButton *>(QStringLiteral("startTest"))->click();
        scaleDuringTest(*m_console);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCoreApplication::sendPostedEvents();
        save(*dialog, QLatin1String(QTest::currentDataTag()));
        QCOMPARE(namelessControls(*dialog).join(QStringLiteral("; ")), QString());
        QCOMPARE(cutTexts(*dialog).join(QStringLiteral("; ")), QString());
        QCOMPARE(overlaps(*dialog).join(QStringLiteral("; ")), QString());
        dialog->close();
    }

    void theLookoutSeesWhatIsWrong()
    {
        QWidget bad;
        bad.resize(200, 100);
        auto *layout = new QVBoxLayout(&bad);
        auto *box = new QWidget(&bad);
        layout->addWidget(box);
        new QVBoxLayout(box);
        auto *label = new TextLabel(box);
        label->setText(QStringLiteral("a text that is far longer than the room that it has"));
        label->setGeometry(0, 0, 40, 20);
        auto *edit = new QLineEdit(box);
        edit->setGeometry(20, 0, 40, 20);
        bad.show();
        QCOMPARE(cutTexts(bad).size(), 1);
        QCOMPARE(namelessControls(bad), QStringList{QStringLiteral("QLineEdit")});
        QCOMPARE(overlaps(bad).size(), 1);
    }
};

QTEST_MAIN(WalkTest)
#include "tst_walk.moc"
