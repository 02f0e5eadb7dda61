#include "api/metrics.h"

#include <QTest>

using namespace crescendo;

namespace {

// Word for word what the guide shows.
const QByteArray guide = R"({
  "autoscaling": {
    "enabled": true,
    "minWorkers": 1,
    "maxWorkers": 5,
    "scaleUpThreshold": 3,
    "scaleDownThreshold": 1,
    "status": "active"
  },
  "analysis": {
    "queue": {
      "pending": 5,
      "running": 2,
      "total": 7
    },
    "metrics": {
      "utilizationPercent": 40,
      "shouldScaleUp": true,
      "shouldScaleDown": false
    }
  }
})";

} // namespace

class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheGuidesExample()
    {
        const Result<AutoscalingMetrics> metrics = decodeAutoscalingMetrics(guide);
        QVERIFY2(metrics, metrics ? "" : qPrintable(describe(metrics.error())));
        QCOMPARE(metrics->common.enabled, true);
        QCOMPARE(metrics->common.minWorkers, 1);
        QCOMPARE(metrics->common.maxWorkers, 5);
        QCOMPARE(metrics->common.scaleUpThreshold, 3);
        QCOMPARE(metrics->common.scaleDownThreshold, 1);
        QCOMPARE(toString(metrics->status), QStringLiteral("active"));
        QCOMPARE(metrics->pools.size(), std::size_t(1));
        const auto &pool = metrics->pools.at({QStringLiteral("analysis")});
        QVERIFY(pool.queue == (QueueDepth{5, 2}));
        QCOMPARE(pool.utilizationPercent, 40);
        QVERIFY(pool.shouldScaleUp);
        QVERIFY(!pool.shouldScaleDown);
    }

    void writesTheGuidesExampleByteForByte() { QCOMPARE(encode(*decodeAutoscalingMetrics(guide)), guide); }

    void writesWhatItReads()
    {
        const AutoscalingMetrics metrics = *decodeAutoscalingMetrics(guide);
        QVERIFY(*decodeAutoscalingMetrics(encode(metrics)) == metrics);
    }

    void saysWhereAnAnswerIsWrong_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *from, const char *to, const char *expected) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(expected);
        };
        row("text for a number", "\"pending\": 5", "\"pending\": \"5\"",
            "analysis.queue.pending: expected a number");
        row("fraction", "\"pending\": 5", "\"pending\": 5.5", "analysis.queue.pending: expected an integer");
        row("negative", "\"pending\": 5", "\"pending\": -5", "analysis.queue.pending: expected a count");
        row("huge", "\"pending\": 5", "\"pending\": 1e12",
            "analysis.queue.pending: expected an integer of 32 bits");
        row("missing", "\"running\": 2,", "", "analysis.queue.running: expected a value");
        row("null", "\"enabled\": true", "\"enabled\": null", "autoscaling.enabled: expected true or false");
        row("no summary", "\"autoscaling\"", "\"other\"", "autoscaling: expected a value");
        row("cut", "\"shouldScaleDown\": false\n    }\n  }\n}", "", "byte ");
    }

    void saysWhereAnAnswerIsWrong()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, expected);
        QVERIFY(guide.contains(from));
        const Result<AutoscalingMetrics> metrics =
            decodeAutoscalingMetrics(QByteArray(guide).replace(from, to));
        QVERIFY(!metrics);
        QCOMPARE(toString(metrics.error().kind), QStringLiteral("protocol"));
        QVERIFY2(metrics.error().detail.startsWith(expected), qPrintable(metrics.error().detail));
    }

    void skipsMembersThatAreNoPools()
    {
        QByteArray extended = guide;
        extended.replace("\"analysis\"", "\"version\": 3, \"links\": {}, \"analysis\"");
        QVERIFY(*decodeAutoscalingMetrics(extended) == *decodeAutoscalingMetrics(guide));
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
