#include "ui/shell/commandline.h"

#include <QTest>

using namespace crescendo;

namespace {

Result<ParsedCommandLine> parse(const QString &words)
{
    return parseCommandLine(QStringList{QStringLiteral("crescendo")}
                            + words.split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutArgumentsTheLocalPlatformIsStarted()
    {
        const auto line = parse({});
        QVERIFY(line && line->run);
        QVERIFY(!line->run->endpoint);
        QCOMPARE(line->run->project, QStringLiteral("directai"));
        QCOMPARE(line->run->seconds, std::chrono::seconds(120));
        QVERIFY(!line->run->headless && !line->run->generateLoad && !line->run->readOnly);
        QVERIFY(line->run->dataFolder.isEmpty() && line->run->screenshots.isEmpty());
    }

    void readsAHeadlessRun()
    {
        const auto line = parse(QStringLiteral(
            "--headless --seconds 5 --screenshots s --report r.json --data d --generate-load"));
        QVERIFY(line && line->run);
        QVERIFY(line->run->headless && line->run->generateLoad);
        QCOMPARE(line->run->seconds, std::chrono::seconds(5));
        QCOMPARE(line->run->screenshots, QStringLiteral("s"));
        QCOMPARE(line->run->report, QStringLiteral("r.json"));
        QCOMPARE(line->run->dataFolder, QStringLiteral("d"));
    }

    void readsAConnection()
    {
        const auto line =
            parse(QStringLiteral("--endpoint https://music:5000/base --docker-host tcp://h:2376 "
                                 "--project other --control-token-file t --read-only"));
        QVERIFY(line && line->run);
        QCOMPARE(line->run->endpoint, QUrl(QStringLiteral("https://music:5000/base")));
        QCOMPARE(line->run->dockerHost, QStringLiteral("tcp://h:2376"));
        QCOMPARE(line->run->project, QStringLiteral("other"));
        QCOMPARE(line->run->tokenFile, QStringLiteral("t"));
        QVERIFY(line->run->readOnly);
    }

    void readsACluster()
    {
        const auto line = parse(QStringLiteral("--kubeconfig k --context c --namespace n"));
        QVERIFY(line && line->run && line->run->isCluster);
        QCOMPARE(line->run->kubeconfig, QStringLiteral("k"));
        QCOMPARE(line->run->context, QStringLiteral("c"));
        QCOMPARE(line->run->namespaceName, QStringLiteral("n"));
        QVERIFY(parse(QStringLiteral("--context c"))->run->isCluster);
        QVERIFY(!parse({})->run->isCluster);
    }

    void readsARunThatAppliesChanges()
    {
        const auto line = parse(QStringLiteral("--headless --apply c.json --dry-run --seconds 5"));
        QVERIFY(line && line->run);
        QCOMPARE(line->run->changes, QStringLiteral("c.json"));
        QVERIFY(line->run->isDryRun);
    }

    void printsAndEnds_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("text");
        QTest::newRow("help") << "--help"
                              << "--endpoint <URL>";
        QTest::newRow("h") << "-h"
                           << "--endpoint <URL>";
        QTest::newRow("help-all") << "--help-all"
                                  << "--endpoint <URL>";
        QTest::newRow("version") << "--version"
                                 << "crescendo " CRESCENDO_VERSION "\n";
        QTest::newRow("v") << "-v"
                           << "crescendo " CRESCENDO_VERSION "\n";
    }
    void printsAndEnds()
    {
        QFETCH(QString, words);
        QFETCH(QString, text);
        const auto line = parse(words);
        QVERIFY(line && !line->run);
        QVERIFY2(line->text.contains(text), qPrintable(line->text));
    }

    void refusesWhatItCannotDo_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("why");
        QTest::newRow("unknown") << "--fast"
                                 << "Unknown option 'fast'";
        QTest::newRow("positional") << "now"
                                    << "unexpected 'now'";
        QTest::newRow("no value") << "--seconds"
                                  << "Missing value";
        QTest::newRow("no number") << "--seconds soon"
                                   << "--seconds must be";
        QTest::newRow("no time") << "--seconds 0"
                                 << "--seconds must be";
        QTest::newRow("no page") << "--page nowhere"
                                 << "--page must be";
        QTest::newRow("no end") << "--seconds 1000001"
                                << "--seconds must be";
        QTest::newRow("apply in the window") << "--apply c.json"
                                             << "--apply needs --headless";
        QTest::newRow("nothing to try") << "--headless --dry-run"
                                        << "--dry-run needs --apply";
        QTest::newRow("apply nothing") << "--headless --apply="
                                       << "--apply needs the name of a file";
        QTest::newRow("apply and more") << "--headless --apply c.json --report r.json"
                                        << "--apply goes without --report";
        QTest::newRow("no URL") << "--endpoint localhost:5000"
                                << "--endpoint must be an http or https URL";
        QTest::newRow("no host") << "--endpoint http:///x"
                                 << "--endpoint must be an http or https URL";
        QTest::newRow("password") << "--endpoint http://me:secret@host"
                                  << "must not hold a user or password";
        QTest::newRow("namespace of nothing") << "--namespace n"
                                              << "--namespace needs --kubeconfig or --context";
        QTest::newRow("program of nothing") << "--allow-exec"
                                            << "--allow-exec needs --kubeconfig or --context";
        QTest::newRow("trust in nothing") << "--allow-unsafe"
                                          << "--allow-unsafe needs --kubeconfig or --context";
        QTest::newRow("cluster and service") << "--kubeconfig k --endpoint http://h"
                                             << "a cluster goes without --endpoint";
        QTest::newRow("load that is not allowed") << "--read-only --generate-load"
                                                  << "--read-only makes no load";
        QTest::newRow("load for a cluster") << "--context c --generate-load"
                                            << "a cluster goes without --generate-load";
    }
    void refusesWhatItCannotDo()
    {
        QFETCH(QString, words);
        QFETCH(QString, why);
        const auto line = parse(words);
        QVERIFY(!line);
        QCOMPARE(toString(line.error().kind), QStringLiteral("invalidInput"));
        QVERIFY2(line.error().detail.contains(why), qPrintable(line.error().detail));
        QVERIFY(!describe(line.error()).contains(QLatin1Char('\n')));
        QVERIFY(!describe(line.error()).contains(QStringLiteral("secret")));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
