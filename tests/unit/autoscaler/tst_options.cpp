#include "autoscaler/options.h"

#include <QTest>

using namespace crescendo;

namespace {

QString told(const ServiceOptions &options)
{
    return QStringLiteral("%1 %2 %3 %4:%5 [%6]")
        .arg(options.configDirectory, options.environment, options.dataDirectory, options.listenHost)
        .arg(options.listenPort)
        .arg(options.allowedHosts.join(QLatin1Char(',')));
}

} // namespace

class TestOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qunsetenv("DOTNET_ENVIRONMENT");
        qunsetenv("ASPNETCORE_ENVIRONMENT");
    }

    void reads_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *arguments, const char *expected) {
            QTest::newRow(arguments) << QString::fromLatin1(arguments) << QString::fromLatin1(expected);
        };
        row("", ". Development data 127.0.0.1:5000 []");
        row("--config /etc/music --data /var/music", "/etc/music Development /var/music 127.0.0.1:5000 []");
        row("--environment Production", ". Production data 127.0.0.1:5000 []");
        row("--listen 127.0.0.1:0", ". Development data 127.0.0.1:0 []");
        row("--listen localhost:81", ". Development data localhost:81 []");
        row("--listen 127.0.0.2:81", ". Development data 127.0.0.2:81 []");
        row("--listen [::1]:81", ". Development data ::1:81 []");
        row("--listen 0.0.0.0:80 --allow-host music --allow-host [fe80::1]",
            ". Development data 0.0.0.0:80 [music,[fe80::1]]");
    }

    void reads()
    {
        QFETCH(QString, arguments);
        const Result<ParsedOptions> options = parse(arguments);
        QVERIFY2(options, options ? "" : qPrintable(describe(options.error())));
        QTEST(told(*options->run), "expected");
    }

    void takesTheEnvironmentFromVariables()
    {
        qputenv("ASPNETCORE_ENVIRONMENT", "Staging");
        QCOMPARE(parse({})->run->environment, QStringLiteral("Staging"));
        qputenv("DOTNET_ENVIRONMENT", "Production");
        QCOMPARE(parse({})->run->environment, QStringLiteral("Production"));
        QCOMPARE(parse(QStringLiteral("--environment Test"))->run->environment, QStringLiteral("Test"));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *arguments, const char *expected) {
            QTest::newRow(arguments) << QString::fromLatin1(arguments) << QString::fromLatin1(expected);
        };
        row("--nope", "nope");
        row("something", "unexpected 'something'");
        row("--runner ship", "--runner must be process, docker or none");
        row("--listen 5000", "--listen must be HOST:PORT, not '5000'");
        row("--listen 127.0.0.1:65536", "--listen must be HOST:PORT");
        row("--listen music:5000", "--listen needs an IP address or localhost, not 'music'");
        row("--listen 0.0.0.0:5000", "say with --allow-host NAME");
        row("--listen [::]:5000", "say with --allow-host NAME");
        row("--listen 0.0.0.0:5000 --allow-host music:5000", "a name without a port, not 'music:5000'");
    }

    void refuses()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, expected);
        const Result<ParsedOptions> options = parse(arguments);
        QVERIFY(!options);
        const QString said = describe(options.error());
        QVERIFY2(said.contains(expected) && !said.contains(QLatin1Char('\n')), qPrintable(said));
    }

private:
    static Result<ParsedOptions> parse(const QString &arguments)
    {
        return parseOptions(QStringList{QStringLiteral("crescendo-autoscaler")}
                            + arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
