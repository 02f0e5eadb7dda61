#include "tests/unit/autoscaler_queue/queuebench.h"

using namespace crescendo;

// How much the queue keeps, and how long.
class TestQueueLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void limitRefusesUploads()
    {
        QueueBench bench;
        bench.maxData = mebibytes(3);
        bench.reopen();
        const QByteArray mebibyte(1024 * 1024, 'x');
        QVERIFY(!bench.add(analysis, mebibyte).isEmpty());
        QVERIFY(!bench.add(analysis, mebibyte).isEmpty());
        QVERIFY(bench.add(analysis, mebibyte).isEmpty());
        QCOMPARE(outcome(bench.queue->checkRoom(mebibytes(1))), QStringLiteral("limitExceeded"));
        QVERIFY(bench.queue->checkRoom({1024}));
        bench.reopen(); // counted again from the database
        QVERIFY(!bench.queue->checkRoom(mebibytes(1)));
        bench.lease();
        bench.step(QStringLiteral("complete")); // its input is not needed any more
        QVERIFY(bench.queue->checkRoom(mebibytes(1)));
        QVERIFY(await(bench.queue->remove({QStringLiteral("2")})));
        QVERIFY(bench.queue->checkRoom(mebibytes(2)));
    }

    void copiesOfDamageCount()
    {
        QueueBench bench;
        bench.maxData = mebibytes(3);
        const QByteArray mebibyte(1024 * 1024, 'x');
        const QString database =
            bench.folder.filePath(QStringLiteral("queue.db.corrupt-20260301T000000000Z"));
        QDir inputs(bench.folder.filePath(QStringLiteral("inputs.corrupt-20260301T000000000Z")));
        writeFile(database, mebibyte);
        QVERIFY(inputs.mkpath(QStringLiteral(".")));
        writeFile(inputs.filePath(QStringLiteral("1")), mebibyte);
        bench.reopen();
        const Result<> refused = bench.queue->checkRoom(mebibytes(1));
        QCOMPARE(outcome(refused), QStringLiteral("limitExceeded"));
        QVERIFY2(refused.error().detail.contains(QLatin1String("2097152 bytes of it are *.corrupt-*")),
                 qPrintable(refused.error().detail));
        QVERIFY(bench.queue->checkRoom({1024}));

        QVERIFY(inputs.removeRecursively()); // by whoever has looked at it
        bench.clock.advance(Seconds(61));
        bench.queue->tick();
        QTRY_VERIFY(bench.queue->checkRoom(mebibytes(1)));
        QVERIFY(!bench.queue->checkRoom(mebibytes(2)));
    }

    void whatOthersKeepInTheFolderCounts_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"history.db", "history.db-wal", "autoscaler.log", "autoscaler.log.1"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void whatOthersKeepInTheFolderCounts()
    {
        QFETCH(const QString, name);
        QueueBench bench;
        bench.maxData = mebibytes(3);
        bench.reopen();
        QVERIFY(bench.queue->checkRoom(mebibytes(2)));
        writeFile(bench.folder.filePath(name), QByteArray(2 * 1024 * 1024, 'x'));
        bench.clock.advance(Seconds(61));
        bench.queue->tick();
        QTRY_VERIFY(!bench.queue->checkRoom(mebibytes(1)));
        QVERIFY(bench.queue->checkRoom({1024})); // counted once
        bench.reopen();
        QVERIFY(!bench.queue->checkRoom(mebibytes(1)));
    }

    void retentionRemovesWhatEnded()
    {
        QueueBench bench;
        const JobId done = bench.add();
        bench.lease();
        bench.step(QStringLiteral("complete"));
        const JobId waiting = bench.add();
        bench.clock.advance(Seconds(7 * 24 * 3600));
        bench.queue->tick();
        bench.flush();
        QVERIFY(bench.queue->job(done));
        bench.clock.advance(Seconds(61));
        bench.queue->tick();
        bench.flush();
        QVERIFY(!bench.queue->job(done));
        QVERIFY(!bench.queue->result(done));
        QVERIFY(bench.queue->job(waiting)); // however old: it was accepted
    }

    void newLimitsHoldAtOnce()
    {
        QueueBench bench;
        const JobId done = bench.add();
        bench.lease();
        bench.step(QStringLiteral("complete"));
        bench.clock.advance(Seconds(61));
        bench.queue->tick();
        bench.flush();
        QVERIFY(bench.queue->job(done));
        bench.queue->setLimits(mebibytes(1), Seconds(60));
        bench.queue->tick();
        bench.flush();
        QVERIFY(!bench.queue->job(done));
        QCOMPARE(outcome(bench.queue->checkRoom(mebibytes(1))), QStringLiteral("limitExceeded"));
        bench.queue->setLimits(mebibytes(3), Seconds(60));
        QVERIFY(bench.queue->checkRoom(mebibytes(1)));
    }
};

QTEST_GUILESS_MAIN(TestQueueLimits)
#include "tst_queuelimits.moc"
