#include "net/server/hostguard.h"

#include <QTest>

using namespace crescendo;

namespace {

/// "Host: a; Origin: b"
HttpHeaders headersFrom(const QByteArray &text)
{
    HttpHeaders headers;
    for (const QByteArray &line : text.split(';')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            headers.emplace_back(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
    }
    return headers;
}

int statusFor(const HostPolicy &policy, const QByteArray &request, const QByteArray &headers)
{
    ServerRequest asked;
    asked.method = request.left(request.indexOf(' '));
    asked.path = request.mid(request.indexOf(' ') + 1);
    asked.headers = headersFrom(headers);
    const auto refusal = hostGuard(policy)(asked);
    return refusal ? refusal->status : 200;
}

} // namespace

class HostGuardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void guardsLoopback_data();
    void guardsLoopback();
    void guardsOtherAddresses_data();
    void guardsOtherAddresses();
};

void HostGuardTest::guardsLoopback_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("expected");
    QTest::newRow("localhost") << QByteArray("Host: localhost:5000") << 200;
    QTest::newRow("no port") << QByteArray("host: LocalHost") << 200;
    QTest::newRow("IPv4") << QByteArray("Host: 127.0.0.1:80") << 200;
    QTest::newRow("IPv6") << QByteArray("Host: [::1]:5000") << 200;
    QTest::newRow("rebound name") << QByteArray("Host: evil.example:5000") << 421;
    QTest::newRow("allowed elsewhere only") << QByteArray("Host: music:5000") << 421;
    QTest::newRow("suffix") << QByteArray("Host: localhost.evil.example") << 421;
    QTest::newRow("dot at the end") << QByteArray("Host: localhost.") << 421;
    QTest::newRow("none") << QByteArray() << 400;
    QTest::newRow("empty") << QByteArray("Host:") << 400;
    QTest::newRow("two") << QByteArray("Host: localhost; Host: localhost") << 400;
    QTest::newRow("user") << QByteArray("Host: a@localhost") << 400;
    QTest::newRow("path") << QByteArray("Host: localhost/x") << 400;
    QTest::newRow("bad port") << QByteArray("Host: localhost:x") << 400;
    QTest::newRow("two ports") << QByteArray("Host: localhost:1:2") << 400;
    QTest::newRow("open bracket") << QByteArray("Host: [::1") << 400;
    QTest::newRow("same origin") << QByteArray("Host: localhost:5000; Origin: http://localhost:5000") << 200;
    QTest::newRow("same origin without port")
        << QByteArray("Host: localhost; Origin: http://localhost:80") << 200;
    QTest::newRow("other port") << QByteArray("Host: localhost:5000; Origin: http://localhost:3000") << 403;
    QTest::newRow("other scheme") << QByteArray("Host: localhost:5000; Origin: https://localhost:5000")
                                  << 403;
    QTest::newRow("other loopback name")
        << QByteArray("Host: localhost:5000; Origin: http://127.0.0.1:5000") << 403;
    QTest::newRow("other host") << QByteArray("Host: localhost:5000; Origin: http://evil.example") << 403;
    QTest::newRow("null") << QByteArray("Host: localhost:5000; Origin: null") << 403;
    QTest::newRow("empty origin") << QByteArray("Host: localhost:5000; Origin:") << 403;
    QTest::newRow("two origins") << QByteArray(
        "Host: localhost; Origin: http://localhost; Origin: http://evil.example")
                                 << 403;
    QTest::newRow("prefix") << QByteArray("Host: localhost:5000; Origin: http://localhost:5000.evil.example")
                            << 403;
    QTest::newRow("cross-site") << QByteArray("Host: localhost:5000; Sec-Fetch-Site: cross-site") << 403;
    QTest::newRow("typed into the browser")
        << QByteArray("Host: localhost:5000; Sec-Fetch-Site: none") << 200;
}

void HostGuardTest::guardsLoopback()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, expected);
    const HostPolicy policy{true, {"music"}, {"/metrics"}};
    QCOMPARE(statusFor(policy, "GET /metrics", headers), expected);
    QCOMPARE(statusFor(policy, "POST /api/audio/upload", headers), expected);
}

void HostGuardTest::guardsOtherAddresses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("expected");
    const QByteArray pod = "Host: 10.1.2.3:5000";
    QTest::newRow("metrics") << QByteArray("GET /metrics") << pod << 200;
    QTest::newRow("head") << QByteArray("HEAD /healthz") << pod << 200;
    QTest::newRow("below") << QByteArray("GET /api/metrics/autoscaling") << pod << 200;
    QTest::newRow("beside") << QByteArray("GET /metricsx") << pod << 421;
    QTest::newRow("written to") << QByteArray("POST /metrics") << pod << 421;
    QTest::newRow("another path") << QByteArray("GET /api/jobs") << pod << 421;
    QTest::newRow("allowed name") << QByteArray("POST /api/jobs") << QByteArray("Host: Music.local:81")
                                  << 200;
    QTest::newRow("loopback name") << QByteArray("POST /api/jobs") << QByteArray("Host: localhost:81") << 200;
    QTest::newRow("not allowed") << QByteArray("POST /api/jobs") << QByteArray("Host: evil.example") << 421;
    QTest::newRow("metrics without host") << QByteArray("GET /metrics") << QByteArray() << 400;
    QTest::newRow("metrics across sites")
        << QByteArray("GET /metrics") << QByteArray("Host: 10.1.2.3; Origin: http://evil.example") << 403;
}

void HostGuardTest::guardsOtherAddresses()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, headers);
    QFETCH(int, expected);
    const HostPolicy policy{false, {"music.local"}, {"/metrics", "/healthz", "/readyz", "/api/metrics"}};
    QCOMPARE(statusFor(policy, request, headers), expected);
}

QTEST_APPLESS_MAIN(HostGuardTest)
#include "tst_hostguard.moc"
