#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>

using namespace crescendo;

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::system()); }

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

QTEST_GUILESS_MAIN(LanguageTest)
#include "tst_language.moc"
