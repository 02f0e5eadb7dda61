#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace crescendo;

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
        QLocale::setDefault(QLocale::system());
    }

    void speaksIt_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("title");
        QTest::newRow("English") << "en"
                                 << "Overview";
        QTest::newRow("German") << "de" << QStringLiteral("Übersicht");
        QTest::newRow("none that it knows") << "eo"
                                            << "Overview";
        QTest::newRow("the system's first") << "system"
                                            << "Overview";
    }
    void speaksIt()
    {
        QFETCH(QString, language);
        speak(*QCoreApplication::instance(), language);
        QTEST(QCoreApplication::translate("crescendo::Navigator", "Overview"), "title");
    }

    void knowsPlurals()
    {
        const auto more = [](int count) {
            return QCoreApplication::translate("crescendo::ScalingTestSetup", "%n more", nullptr, count);
        };
        speak(*QCoreApplication::instance(), QStringLiteral("de"));
        QCOMPARE(more(1), QStringLiteral("1 weitere"));
        QCOMPARE(more(2), QStringLiteral("2 weitere"));
    }

    void writesNumbersAsItDoes_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("number");
        QTest::newRow("English") << "en"
                                 << "1,234.5";
        QTest::newRow("German") << "de"
                                << "1.234,5";
        QTest::newRow("the system's") << "system" << QLocale::system().toString(1234.5, 'f', 1);
    }
    void writesNumbersAsItDoes()
    {
        QFETCH(QString, language);
        speak(*QCoreApplication::instance(), language);
        QTEST(QLocale().toString(1234.5, 'f', 1), "number");
    }
};

int main(int argc, char **argv)
{
    qputenv("LANGUAGE", "en_GB:de"); // Qt looks once, at the first question
    QCoreApplication application(argc, argv);
    LanguageTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_language.moc"
