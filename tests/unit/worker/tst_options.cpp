#include "worker/options.h"

#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class TestOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reads_data();
    void reads();
    void readsTheToken_data();
    void readsTheToken();
    void prints();

private:
    QString write(const QString &name, const QByteArray &content);

    QTemporaryDir m_directory;
};

namespace {

QString describeOptions(const Result<ParsedOptions> &parsed)
{
    if (!parsed)
        return describe(parsed.error());
    const WorkerOptions &options = *parsed->run;
    return QStringLiteral("%1 %2 %3 %4:%5 x%6%7%8%9")
        .arg(options.service.toString(), options.pool.value, options.id.value, options.listenHost)
        .arg(options.port)
        .arg(options.concurrency)
        .arg(options.drainLimit ? QStringLiteral(" drain %1").arg(options.drainLimit->count()) : QString(),
             options.allowClearText ? QStringLiteral(" in clear text") : QString(),
             options.withParent ? QStringLiteral(" with parent") : QString());
}

QProcessEnvironment environmentOf(const QStringList &assignments)
{
    QProcessEnvironment environment;
    for (const QString &assignment : assignments)
        environment.insert(assignment.section(QLatin1Char('='), 0, 0),
                           assignment.section(QLatin1Char('='), 1));
    return environment;
}

} // namespace

QString TestOptions::write(const QString &name, const QByteArray &content)
{
    QFile file(m_directory.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                    : QString();
}

void TestOptions::initTestCase()
{
    QVERIFY(!write(QStringLiteral("token"), "secret\n").isEmpty());
}

void TestOptions::reads_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("expected");
    const QString none;
    QTest::newRow("defaults") << "--pool analysis --id w" << none
                              << "http://127.0.0.1:5000 analysis w 127.0.0.1:0 x1";
    QTest::newRow("all")
        << "--service https://music:8443 --pool generation --id g-2 --port 8002 --listen 0.0.0.0 "
           "--concurrency 3 --drain-seconds 20 --allow-clear-text --with-parent"
        << none << "https://music:8443 generation g-2 0.0.0.0:8002 x3 drain 20 in clear text with parent";
    QTest::newRow("environment")
        << none
        << "CRESCENDO_SERVICE=http://music-api:5000 CRESCENDO_POOL=generation CRESCENDO_WORKER_ID=c "
           "CRESCENDO_PORT=8000 "
           "CRESCENDO_LISTEN=0.0.0.0 CRESCENDO_CONCURRENCY=2 CRESCENDO_DRAIN_SECONDS=9 "
           "CRESCENDO_ALLOW_CLEAR_TEXT=1"
        << "http://music-api:5000 generation c 0.0.0.0:8000 x2 drain 9 in clear text";
    QTest::newRow("clear text denied") << "--pool analysis --id w"
                                       << "CRESCENDO_ALLOW_CLEAR_TEXT=0"
                                       << "http://127.0.0.1:5000 analysis w 127.0.0.1:0 x1";
    QTest::newRow("an option wins") << "--pool analysis --id w --port 1"
                                    << "CRESCENDO_POOL=generation CRESCENDO_PORT=2"
                                    << "http://127.0.0.1:5000 analysis w 127.0.0.1:1 x1";
    QTest::newRow("no pool") << none << none << "--pool must be analysis or generation, not ''";
    QTest::newRow("unknown pool") << "--pool mixing" << none
                                  << "--pool must be analysis or generation, not 'mixing'";
    QTest::newRow("port") << "--pool analysis --port 65536" << none
                          << "--port must be a number from 0 to 65535, not '65536'";
    QTest::newRow("port from the environment") << "--pool analysis"
                                               << "CRESCENDO_PORT=x"
                                               << "--port must be a number from 0 to 65535, not 'x'";
    QTest::newRow("concurrency") << "--pool analysis --concurrency 0" << none
                                 << "--concurrency must be a number from 1 to 64, not '0'";
    QTest::newRow("service") << "--pool analysis --service localhost:5000" << none
                             << "--service must be a URL as http://127.0.0.1:5000, not 'localhost:5000'";
    QTest::newRow("password in the URL")
        << "--pool analysis --service http://a:b@host" << none
        << "--service must be a URL as http://127.0.0.1:5000, not 'http://a:b@host'";
    QTest::newRow("unknown option") << "--pools analysis" << none << "Unknown option 'pools'.";
    QTest::newRow("stray word") << "--pool analysis now" << none << "unexpected 'now'";
}

void TestOptions::reads()
{
    QFETCH(const QString, arguments);
    QFETCH(const QString, environment);
    auto variables = environmentOf(environment.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    variables.insert(QStringLiteral("CRESCENDO_TOKEN_FILE"), m_directory.filePath(QStringLiteral("token")));
    const QStringList words = QStringList(QStringLiteral("crescendo-worker"))
        + arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QTEST(describeOptions(parseOptions(words, variables)), "expected");
}

void TestOptions::readsTheToken_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("expected"); // the token, or an error
    const QString none;
    QTest::newRow("file") << write(QStringLiteral("t1"), " abc\n") << none << "abc";
    QTest::newRow("variable") << none << "xyz"
                              << "xyz";
    QTest::newRow("the file wins") << write(QStringLiteral("t2"), "abc") << "xyz"
                                   << "abc";
    QTest::newRow("neither") << none << none
                             << "--token-file is missing: the worker token, DATA/worker-token of the service";
    QTest::newRow("empty file") << write(QStringLiteral("t3"), "\n") << none
                                << QStringLiteral("read worker token %1: the file is empty")
                                       .arg(m_directory.filePath(QStringLiteral("t3")));
    QTest::newRow("no such file") << "/nowhere/token" << none
                                  << "read worker token /nowhere/token: No such file or directory";
}

void TestOptions::readsTheToken()
{
    QFETCH(const QString, file);
    QFETCH(const QString, variable);
    QStringList words{QStringLiteral("crescendo-worker"), QStringLiteral("--pool"),
                      QStringLiteral("analysis")};
    if (!file.isEmpty())
        words << QStringLiteral("--token-file") << file;
    QProcessEnvironment environment;
    if (!variable.isEmpty())
        environment.insert(QStringLiteral("CRESCENDO_WORKER_TOKEN"), variable);
    const auto parsed = parseOptions(words, environment);
    QTEST(parsed ? QString::fromUtf8(parsed->run->token.reveal()) : describe(parsed.error()), "expected");
}

void TestOptions::prints()
{
    const auto help = parseOptions({QStringLiteral("crescendo-worker"), QStringLiteral("--help")}, {});
    QVERIFY(help);
    QVERIFY(!help->run);
    QVERIFY(help->text.contains(QLatin1String("CRESCENDO_TOKEN_FILE")));
    const auto version = parseOptions({QStringLiteral("crescendo-worker"), QStringLiteral("--version")}, {});
    QVERIFY(version);
    QCOMPARE(version->text, QStringLiteral("crescendo-worker " CRESCENDO_VERSION "\n"));
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
