#include "kubernetes/apiclient.h"
#include "kubernetes/apierror.h"
#include "kubernetes/credentialtransport.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const ResourceKind deployments{"apps/v1", "deployments", QStringLiteral("music platform")};

ScriptedTransport::Handler answering(const Result<HttpResponse> &reply)
{
    return [reply](const HttpRequest &) { return reply; };
}

QString show(const Error &error)
{
    return QStringLiteral("%1 [%2]%3 %4")
        .arg(toString(error.kind), error.operation, error.retryable ? QStringLiteral(" retry") : QString(),
             error.detail);
}

QString show(const HttpRequest &request)
{
    return QString::fromUtf8(request.method + ' ' + request.target + ' ' + request.body).trimmed();
}

QByteArray status(const QByteArray &message)
{
    return R"({"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":")" + message
        + "\"}";
}

/// What a transport with these credentials adds, as "Name: value" lines.
QStringList headersOf(const KubeUser &user, bool isSecure)
{
    auto scripted = std::make_unique<ScriptedTransport>(answering(jsonReply(200, "{}")));
    const ScriptedTransport &asked = *scripted;
    const FakeClock clock;
    CredentialTransport transport(std::move(scripted), user, isSecure, clock);
    await(transport.send({}));
    QStringList lines;
    for (const auto &[name, value] : asked.requests.front().headers)
        lines += QString::fromUtf8(name + ": " + value);
    return lines;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class ApiClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsPaths();
    void readsAScale_data();
    void readsAScale();
    void writesAScale_data();
    void writesAScale();
    void mapsErrors_data();
    void mapsErrors();
    void waitsAsLongAsItIsAsked_data();
    void waitsAsLongAsItIsAsked();
    void outlivesItsTransport();
    void saysWhoAsks_data();
    void saysWhoAsks();
    void readsATokenAgain();
};

void ApiClientTest::findsPaths()
{
    QCOMPARE(deployments.path(), QByteArray("/apis/apps/v1/namespaces/music%20platform/deployments"));
    QCOMPARE(ResourceKind({"v1", "nodes", {}}).path(), QByteArray("/api/v1/nodes"));
    QCOMPARE(ResourceKind({"v1", "pods", QStringLiteral("n")}).pathOf(QStringLiteral("a/b"), "log"),
             QByteArray("/api/v1/namespaces/n/pods/a%2Fb/log"));
}

void ApiClientTest::readsAScale_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const QByteArray metadata = R"({"metadata":{"resourceVersion":"7"},)";
    QTest::newRow("replicas") << metadata + R"("spec":{"replicas":3},"status":{"replicas":2}})"
                              << QStringLiteral("7 3 2");
    QTest::newRow("none") << metadata + R"("spec":{},"status":{"replicas":1}})" << QStringLiteral("7 0 1");
    QTest::newRow("nonsense") << metadata + R"("spec":{"replicas":"x"}})"
                              << QStringLiteral("protocol [read scale] spec.replicas: expected an integer");
}

void ApiClientTest::readsAScale()
{
    QFETCH(QByteArray, body);
    ScriptedTransport transport(answering(jsonReply(200, body)));
    const auto scale = await(ApiClient(transport).scale(deployments, QStringLiteral("w")));
    const QString read = scale
        ? QStringLiteral("%1 %2 %3").arg(scale->resourceVersion).arg(scale->desired).arg(scale->current)
        : show(scale.error());
    QTEST(read, "expected");
    QCOMPARE(show(transport.requests.front()),
             QStringLiteral("GET /apis/apps/v1/namespaces/music%20platform/deployments/w/scale"));
}

void ApiClientTest::writesAScale_data()
{
    QTest::addColumn<bool>("isDry");
    QTest::addColumn<QString>("query");
    QTest::newRow("for good") << false << QStringLiteral("?fieldManager=crescendo");
    QTest::newRow("to try") << true << QStringLiteral("?fieldManager=crescendo&dryRun=All");
}

void ApiClientTest::writesAScale()
{
    QFETCH(bool, isDry);
    QFETCH(QString, query);
    ScriptedTransport transport(answering(jsonReply(200, R"({"spec":{"replicas":5}})")));
    const auto scale = await(ApiClient(transport).setScale(
        deployments, QStringLiteral("w"), {QStringLiteral("7"), 3, 3}, 5, isDry ? DryRun::All : DryRun::No));
    QVERIFY(scale);
    QCOMPARE(scale->desired, 5);
    // With the version that was read: somebody else's change in between is a conflict.
    QCOMPARE(show(transport.requests.front()),
             QStringLiteral(
                 "PUT /apis/apps/v1/namespaces/music%20platform/deployments/w/scale%1 "
                 "{\"apiVersion\":\"autoscaling/v1\",\"kind\":\"Scale\",\"metadata\":{\"name\":\"w\","
                 "\"namespace\":\"music platform\",\"resourceVersion\":\"7\"},\"spec\":{\"replicas\":5}}")
                 .arg(query));
    QCOMPARE(headerValue(transport.requests.front().headers, "Content-Type"), QByteArray("application/json"));
}

void ApiClientTest::mapsErrors_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](int code, const QByteArray &body, const char *expected) {
        QTest::addRow("%d %s", code, body.left(8).constData())
            << code << body << QString::fromLatin1(expected);
    };
    row(400, status("bad"), "invalidInput [scale] bad");
    row(401, status("Unauthorized"), "unauthorized [scale] Unauthorized");
    row(403, status("deployments is forbidden"), "forbidden [scale] deployments is forbidden");
    row(404, status("not found"), "notFound [scale] not found");
    row(405, status("no"), "unsupported [scale] no");
    row(409, status("modified"), "conflict [scale] modified");
    row(410, status("too old"), "conflict [scale] too old");
    row(413, status("large"), "limitExceeded [scale] large");
    row(415, status("no"), "unsupported [scale] no");
    row(422, status("invalid"), "invalidInput [scale] invalid");
    row(429, "Too many requests, please try again later.\n",
        "unavailable [scale] retry Too many requests, please try again later.");
    row(500, status("broken"), "unavailable [scale] retry broken");
    row(503, "<html>\n<b>Bad gateway", "unavailable [scale] retry <html> <b>Bad gateway");
    row(504, status("slow"), "timeout [scale] retry slow");
    row(302, "", "protocol [scale] HTTP 302");
}

void ApiClientTest::mapsErrors()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    ScriptedTransport transport(answering(HttpResponse{code, {}, body}));
    const auto answer =
        await(ApiClient(transport).exchange({.path = "/x", .operation = QStringLiteral("scale")}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().httpStatus, code);
    QCOMPARE(saysExpired(answer.error()), code == 410);
    QTEST(show(answer.error()), "expected");
}

void ApiClientTest::waitsAsLongAsItIsAsked_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds");
    QTest::newRow("seconds") << QByteArray("17") << 17;
    QTest::newRow("a date") << QByteArray("Fri, 31 Dec 1999 23:59:59 GMT") << -1;
    QTest::newRow("negative") << QByteArray("-1") << -1;
    QTest::newRow("for ever") << QByteArray("99999999") << -1;
}

void ApiClientTest::waitsAsLongAsItIsAsked()
{
    QFETCH(QByteArray, header);
    const auto wait = retryAfter({429, {{"Retry-After", header}}, {}});
    QTEST(wait ? static_cast<int>(wait->count()) : -1, "seconds");
}

void ApiClientTest::outlivesItsTransport()
{
    auto transport = std::make_unique<ScriptedTransport>(answering(jsonReply(200, "{}")));
    const ApiClient client(*transport);
    transport.reset();
    QCOMPARE(show(await(client.scale(deployments, QStringLiteral("w"))).error()),
             QStringLiteral("cancelled [read the scale of w in deployments] the connection was closed"));
    QVERIFY(!client.open("/x"));
}

void ApiClientTest::saysWhoAsks_data()
{
    QTest::addColumn<bool>("isSecure");
    QTest::addColumn<QStringList>("expected");
    const QStringList impersonation{
        QStringLiteral("Impersonate-User: jane"),        QStringLiteral("Impersonate-Uid: 7"),
        QStringLiteral("Impersonate-Group: a"),          QStringLiteral("Impersonate-Group: b"),
        QStringLiteral("Impersonate-Extra-a%2Fb%25: x"),
    };
    QTest::newRow("TLS") << true << impersonation + QStringList{QStringLiteral("Authorization: Bearer abc")};
    QTest::newRow("clear text") << false << impersonation;
}

void ApiClientTest::saysWhoAsks()
{
    QFETCH(bool, isSecure);
    KubeUser user;
    user.token = Secret("abc");
    user.impersonated = QStringLiteral("jane");
    user.impersonatedUid = QStringLiteral("7");
    user.impersonatedGroups = {QStringLiteral("a"), QStringLiteral("b")};
    user.impersonatedExtra = {{QStringLiteral("a/b%"), {QStringLiteral("x")}}};
    QTEST(headersOf(user, isSecure), "expected");
}

void ApiClientTest::readsATokenAgain()
{
    const QTemporaryDir folder;
    KubeUser user;
    user.tokenFile = folder.filePath(QStringLiteral("token"));
    user.token = Secret("first");
    auto scripted = std::make_unique<ScriptedTransport>(answering(jsonReply(200, "{}")));
    const ScriptedTransport &asked = *scripted;
    FakeClock clock;
    CredentialTransport transport(std::move(scripted), user, true, clock);
    const auto token = [&] {
        await(transport.send({}));
        return headerValue(asked.requests.back().headers, "Authorization");
    };
    QCOMPARE(token(), QByteArray("Bearer first")); // there is no file yet
    write(user.tokenFile, "second\n");
    QCOMPARE(token(), QByteArray("Bearer second"));
    write(user.tokenFile, "third\n");
    clock.advance(Seconds(59));
    QCOMPARE(token(), QByteArray("Bearer second"));
    clock.advance(Seconds(1));
    QCOMPARE(token(), QByteArray("Bearer third"));
    QVERIFY(QFile::remove(user.tokenFile));
    clock.advance(Seconds(60));
    QCOMPARE(token(), QByteArray("Bearer third")); // better than none
}

QTEST_GUILESS_MAIN(ApiClientTest)
#include "tst_apiclient.moc"
