#include "local/clipmaker.h"
#include "net/networktransport.h"
#include "prometheus/exposition.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSaveFile>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <cstdio>

using namespace crescendo;

// A Prometheus server scrapes the running service once a second, and answers what a dashboard would ask.
class TestScrape : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void serviceIsUp();
    void promtoolFindsNoFault();
    void answersQueries_data();
    void answersQueries();
    void countsAJob();
    void isReadByTheConsole();

private:
    QString query(const QString &expression);
    QString exposition();

    ServiceProcess m_service;
    NetworkTransport m_prometheus{QUrl(qEnvironmentVariable("CRESCENDO_TEST_PROMETHEUS"))};
    QString m_targetFile;
};

void TestScrape::initTestCase()
{
    QVERIFY2(m_service.start(), qPrintable(m_service.output()));
    m_targetFile = qEnvironmentVariable("CRESCENDO_TEST_PROMETHEUS_TARGETS") + QStringLiteral("/scrape.json");
    QSaveFile targets(m_targetFile);
    QVERIFY2(targets.open(QIODevice::WriteOnly), qPrintable(targets.errorString()));
    targets.write(R"([{"targets": ["127.0.0.1:)" + QByteArray::number(m_service.port()) + R"("]}])");
    QVERIFY(targets.commit());
}

void TestScrape::cleanupTestCase()
{
    QFile::remove(m_targetFile);
    m_service.terminate();
}

/// The value of the only series of an instant query; empty while there is none, or the error as it came.
QString TestScrape::query(const QString &expression)
{
    HttpRequest request;
    request.target = "/api/v1/query?query=" + QUrl::toPercentEncoding(expression);
    const Result<HttpResponse> response = await(m_prometheus.send(request));
    if (!response)
        return response.error().detail;
    const QJsonObject data =
        QJsonDocument::fromJson(response->body).object().value(QLatin1String("data")).toObject();
    const QJsonArray series = data.value(QLatin1String("result")).toArray();
    if (!response->isSuccess() || series.size() > 1)
        return QString::fromUtf8(response->body);
    return series.at(0).toObject().value(QLatin1String("value")).toArray().at(1).toString();
}

QString TestScrape::exposition()
{
    const Result<HttpResponse> response = await(m_service.transport().send({.target = "/metrics"}));
    return response ? QString::fromUtf8(response->body) : response.error().detail;
}

void TestScrape::serviceIsUp()
{
    const QString up = QStringLiteral("up{instance=\"127.0.0.1:%1\"}").arg(m_service.port());
    QTRY_COMPARE_WITH_TIMEOUT(query(up), QStringLiteral("1"), 20'000);
}

void TestScrape::promtoolFindsNoFault()
{
    QProcess promtool;
    promtool.start(QStringLiteral("promtool"), {QStringLiteral("check"), QStringLiteral("metrics")});
    promtool.write(exposition().toUtf8());
    promtool.closeWriteChannel();
    QVERIFY(promtool.waitForFinished());
    QCOMPARE(QString::fromUtf8(promtool.readAll() + promtool.readAllStandardError()), QString());
    QCOMPARE(promtool.exitCode(), 0);
}

void TestScrape::answersQueries_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *expression, const char *value) {
        QTest::newRow(name) << QString::fromLatin1(expression) << QString::fromLatin1(value);
    };
    row("pools", "count(count by (pool) (crescendo_workers))", "2");
    row("target at the minimum", R"(crescendo_workers{pool="analysis",state="target"})", "1");
    row("ready as wanted", R"(crescendo_workers{pool="generation",state="ready"})", "1");
    row("nothing waits", "sum(crescendo_queue_jobs)", "0");
    row("filled up at the start", R"(crescendo_decisions_total{pool="analysis",reason="startUp"})", "1");
    row("version", "count(crescendo_build_info)", "1");
}

void TestScrape::answersQueries()
{
    QFETCH(QString, expression);
    QFETCH(QString, value);
    QTRY_COMPARE_WITH_TIMEOUT(query(expression), value, 20'000);
}

void TestScrape::countsAJob()
{
    const Result<JobId> job =
        await(m_service.client().upload(QStringLiteral("clip.wav"), makeClip({.seconds = 2})));
    QVERIFY2(job, qPrintable(m_service.output()));
    QTRY_COMPARE_WITH_TIMEOUT(query(QStringLiteral("crescendo_job_seconds_count{pool=\"analysis\"}")),
                              QStringLiteral("1"), 60'000);
    const QString most =
        query(QStringLiteral("histogram_quantile(1, crescendo_job_seconds_bucket{pool=\"analysis\"})"));
    QVERIFY2(most.toDouble() > 0, qPrintable(most));
}

/// A page of many families, as a stranger's exporter writes it.
void TestScrape::isReadByTheConsole()
{
    const Result<HttpResponse> page = await(m_prometheus.send({.target = "/metrics"}));
    QVERIFY(page);
    const auto samples = parseExposition(page->body, {"prometheus_build_info", "go_gc_duration_seconds"});
    QVERIFY2(samples, samples ? "" : qPrintable(describe(samples.error())));
    const auto build = std::ranges::find(*samples, QByteArray("prometheus_build_info"), &ExposedSample::name);
    QVERIFY(build != samples->end());
    QCOMPARE(build->value, 1.0);
    QVERIFY(build->labels.at("version").contains('.'));
    QCOMPARE(std::ranges::count(*samples, QByteArray("go_gc_duration_seconds"), &ExposedSample::name), 5);
}

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("CRESCENDO_TEST_PROMETHEUS")) {
        std::fputs("no Prometheus to test against: set CRESCENDO_TEST_PROMETHEUS to its URL and "
                   "CRESCENDO_TEST_PROMETHEUS_TARGETS to the folder of its target files\n",
                   stderr);
        return qEnvironmentVariable("CI") == QLatin1String("true") ? 1 : 77;
    }
    const QCoreApplication application(argc, argv);
    TestScrape test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scrape.moc"
