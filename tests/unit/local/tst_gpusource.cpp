#include "local/gpusource.h"
#include "tests/support/await.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace crescendo;

class TestGpuSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksAnExporter_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("as usual") << "" << QByteArray("GET /metrics HTTP/1.1");
        QTest::newRow("root") << "/" << QByteArray("GET /metrics HTTP/1.1");
        QTest::newRow("elsewhere") << "/gpu%20one/metrics" << QByteArray("GET /gpu%20one/metrics HTTP/1.1");
    }

    void asksAnExporter()
    {
        QFETCH(const QString, path);
        ScriptedServer server;
        server.enqueue({ScriptedServer::reply(200, "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 40\n")});
        QUrl url = server.url();
        url.setPath(path, QUrl::StrictMode);
        const ReadGpus read = readExporter(url);
        const Result<GpuReading> reading = await(read());
        QVERIFY2(reading, reading ? "" : qPrintable(describe(reading.error())));
        QCOMPARE(reading->devices.front().utilization, std::optional(40.0));
        QTEST(server.requests().front().left(server.requests().front().indexOf('\r')), "asked");
    }

    void saysWhenNoExporterAnswers()
    {
        QUrl url;
        {
            const ScriptedServer gone;
            url = gone.url();
        }
        const ReadGpus read = readExporter(url);
        QCOMPARE(toString(await(read()).error().kind), QStringLiteral("unavailable"));
    }

    void looksAtThisMachineAsOftenAsAsked()
    {
        const ReadGpus read = readOwnGpus();
        for (int round = 0; round < 2; ++round) {
            const Result<GpuReading> reading = await(read());
            QVERIFY(reading ? !reading->devices.empty()
                            : reading.error().detail.startsWith(QStringLiteral("no GPU found: ")));
        }
    }
};

QTEST_GUILESS_MAIN(TestGpuSource)
#include "tst_gpusource.moc"
