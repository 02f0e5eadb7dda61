#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace crescendo {
namespace {

/// What is in the code is English: who reads that first needs no translation into a language that they read
/// second.
bool isEnglish(const QLocale &locale)
{
    return locale.uiLanguages().value(0).startsWith(QLatin1String("en"));
}

void install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void speak(QCoreApplication &application, const QString &language)
{
    const QLocale locale = language == QLatin1String("system") ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    if (isEnglish(locale))
        return;
    install(application, locale, QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, locale, QStringLiteral("crescendo"), QStringLiteral(":/translations"));
}

} // namespace crescendo
