#include "local/serviceplatform.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

using namespace crescendo;

class TestServicePlatform : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheServiceDidNotKnowStaysMissing()
    {
        const FakeClock clock;
        const auto answer = [](const HttpRequest &request) -> Result<HttpResponse> {
            if (!request.target.startsWith("/api/autoscaling/history"))
                return jsonReply(200, R"({"pools":{}})");
            return jsonReply(200,
                             R"({"decisions":[],"samples":[{"pool":"analysis","at":"2026-03-01T14:22:05Z",
                "pending":3,"running":null,"target":null,"ready":null,"busy":null,"cpu":null,"memory":0}]})");
        };
        ServicePlatform platform({{QStringLiteral("local")}, {}, {}, [] { return Secret(); }, {}},
                                 std::make_unique<ScriptedTransport>(answer), clock);
        platform.start();
        QTRY_VERIFY(platform.state() == ConnectionState::Live);
        const Result<Backfill> backfill = await(platform.history(clock.now(), clock.now()));
        QVERIFY2(backfill, backfill ? "" : qPrintable(describe(backfill.error())));
        QStringList known;
        for (const Sample &sample : backfill->samples)
            known << toString(sample.series.metric) + QLatin1Char(' ') + QString::number(sample.value);
        QCOMPARE(known,
                 (QStringList{toString(Metric::QueuePending) + QStringLiteral(" 3"),
                              toString(Metric::MemoryBytes) + QStringLiteral(" 0")}));
    }
};

QTEST_GUILESS_MAIN(TestServicePlatform)
#include "tst_serviceplatform.moc"
