#include "aks/makeplatform.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class MakePlatformTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensAContext_data();
    void opensAContext();
};

void MakePlatformTest::opensAContext_data()
{
    QTest::addColumn<QString>("context");
    QTest::addColumn<QString>("expected");
    QTest::newRow("current") << QString() << QStringLiteral("good good");
    QTest::newRow("unverified") << QStringLiteral("blind") << QStringLiteral("blind blind (unsafe)");
    QTest::newRow("clear text") << QStringLiteral("clear") << QStringLiteral("clear clear (unsafe)");
    QTest::newRow("none such") << QStringLiteral("none")
                               << QStringLiteral("notFound: context \"none\" does not exist");
    QTest::newRow("certificate that is none")
        << QStringLiteral("broken")
        << QStringLiteral("invalidInput: the client's certificate is not readable PEM");
    QTest::newRow("CA that is not there")
        << QStringLiteral("lost") << QStringLiteral("io: No such file or directory");
}

void MakePlatformTest::opensAContext()
{
    QFETCH(QString, context);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("config"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("current-context: good\n"
               "contexts:\n"
               "- {name: good, context: {cluster: good, user: me}}\n"
               "- {name: blind, context: {cluster: blind, user: me}}\n"
               "- {name: clear, context: {cluster: clear, user: me}}\n"
               "- {name: lost, context: {cluster: lost, user: me}}\n"
               "- {name: broken, context: {cluster: good, user: broken}}\n"
               "clusters:\n"
               "- {name: good, cluster: {server: 'https://localhost:1'}}\n"
               "- {name: blind, cluster: {server: 'https://localhost:1', insecure-skip-tls-verify: true}}\n"
               "- {name: clear, cluster: {server: 'http://localhost:1'}}\n"
               "- {name: lost, cluster: {server: 'https://localhost:1', certificate-authority: ca.pem}}\n"
               "users:\n"
               "- {name: me, user: {token: abc}}\n"
               "- {name: broken, user: {client-certificate-data: YQ==, client-key-data: YQ==}}\n");
    file.close();
    const FakeClock clock;
    const auto platform = makeAksPlatform({path, context, {}}, clock);
    const QString said = platform
        ? (*platform)->id().value + QLatin1Char(' ') + (*platform)->name()
        : toString(platform.error().kind) + QStringLiteral(": ") + platform.error().detail;
    QTEST(said, "expected");
}

QTEST_GUILESS_MAIN(MakePlatformTest)
#include "tst_makeplatform.moc"
