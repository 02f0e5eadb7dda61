#include "control/changefile.h"
#include "history/changejson.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const QByteArray scale =
    R"({"kind": "setReplicas", "connection": "local", "pool": "analysis", "replicas": 3})";
const QByteArray stop =
    R"({"kind": "setPoolStopped", "connection": "local", "pool": "generation", "stopped": true})";

Change scaleTo(int replicas)
{
    return {{QStringLiteral("local")}, {QStringLiteral("analysis")}, SetReplicas{replicas}, {}, {}};
}

Change stopOf(const QString &pool)
{
    return {{QStringLiteral("local")}, {pool}, SetPoolStopped{true}, {}, {}};
}

/// What is wrong with one change that scales.
QString faultOf(const QByteArray &members)
{
    const Result<std::vector<Change>> read = changesFrom("{\"kind\": \"setReplicas\"" + members + "}");
    return read ? QString() : read.error().detail;
}

} // namespace

class TestChangeFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsOneOrSeveral_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("count");
        QTest::newRow("one") << scale << 1;
        QTest::newRow("an array") << QByteArray("[" + scale + ",\n" + stop + "]") << 2;
        QTest::newRow("an array of one") << QByteArray("[" + scale + "]") << 1;
        QTest::newRow("one a line") << QByteArray(scale + "\n\n" + stop + "\n") << 2;
    }
    void holdsOneOrSeveral()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, count);
        const Result<std::vector<Change>> read = changesFrom(text);
        QVERIFY2(read, qPrintable(read ? QString() : describe(read.error())));
        QCOMPARE(static_cast<int>(read->size()), count);
        QCOMPARE(read->front(), scaleTo(3));
        if (count == 2)
            QCOMPARE(read->back(), stopOf(QStringLiteral("generation")));
    }

    void takesTheJournalsOwnLines()
    {
        JournalEntry entry;
        entry.who = QStringLiteral("ada");
        entry.change = scaleTo(3);
        entry.change.basedOn = QStringLiteral("v7");
        entry.change.reason = QStringLiteral("night run");
        entry.state = ChangeState::Verified;
        QByteArray lines;
        for (int i = 0; i < 2; ++i)
            lines += QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact) + '\n';
        QCOMPARE(changesFrom(lines).value(), (std::vector{entry.change, entry.change}));
    }

    void needsNoPoolForAllOfThem()
    {
        const auto read =
            changesFrom(R"({"kind":"setAutoscalerEnabled","connection":"local","pool":"","enabled":false})");
        QVERIFY(read);
        QCOMPARE(read->front().action, ChangeAction(SetAutoscalerEnabled{false}));
    }

    void takesAProfileWithoutTheNameOfAPreset()
    {
        const auto read = changesFrom(
            R"({"kind":"applyProfile","connection":"c","pool":"p","profile":{"enabled":true,"minWorkers":1,)"
            R"("maxWorkers":4,"scaleUpThreshold":3,"scaleDownThreshold":1,"cooldownSeconds":60}})");
        QVERIFY(read);
        QCOMPARE(read->front().action,
                 ChangeAction(ApplyProfile{Profile{true, 1, 4, 3, 1, Seconds(60)}, {}}));
    }

    void takesLimits()
    {
        const auto read = changesFrom(R"({"kind":"setWorkerLimits","connection":"c","pool":"p",)"
                                      R"("limits":{"maxConcurrentJobs":2,"memory":null}})");
        QVERIFY2(read, qPrintable(read ? QString() : describe(read.error())));
        QCOMPARE(read->front().action, ChangeAction(SetWorkerLimits{{2, std::nullopt}}));
    }

    void saysWhatIsWrongWithAChange_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("why");
        const QByteArray place = R"(, "connection": "local", "pool": "analysis")";
        QTest::newRow("no connection")
            << QByteArray(R"(, "pool": "a", "replicas": 3)") << "/connection: expected text";
        QTest::newRow("no pool") << QByteArray(R"(, "connection": "local", "replicas": 3)")
                                 << "/pool: expected text";
        QTest::newRow("no name of a pool") << QByteArray(R"(, "connection": "c", "pool": "", "replicas": 3)")
                                           << "/pool: expected the name of a pool";
        QTest::newRow("no number") << place << "/replicas: expected a number";
        QTest::newRow("number as text")
            << QByteArray(place + R"(, "replicas": "3")") << "/replicas: expected a number";
        QTest::newRow("half a worker")
            << QByteArray(place + R"(, "replicas": 2.5)") << "/replicas: expected a whole number";
        QTest::newRow("too many") << QByteArray(place + R"(, "replicas": 5000000000)")
                                  << "/replicas: expected a whole number";
        QTest::newRow("unknown member")
            << QByteArray(place + R"(, "replicas": 3, "hold": 60)")
            << "/hold: unknown here; expected only basedOn, connection, kind, pool, reason, replicas";
        QTest::newRow("of another kind") << QByteArray(place + R"(, "replicas": 3, "preset": "x")")
                                         << "/preset: unknown here; expected only basedOn";
        QTest::newRow("reason of the wrong type")
            << QByteArray(place + R"(, "replicas": 3, "reason": 4)") << "/reason: expected text";
    }
    void saysWhatIsWrongWithAChange()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, why);
        const QString fault = faultOf(members);
        QVERIFY2(fault.startsWith(QStringLiteral("change 1: ") + why), qPrintable(fault));
    }

    void looksIntoProfiles()
    {
        const auto read = changesFrom(
            R"({"kind":"applyProfile","connection":"c","pool":"p","profile":{"enabled":true,"minWorkers":1,)"
            R"("maxWorkers":4,"scaleUpThreshold":3,"scaleDownThreshold":1,"cooldownSeconds":60,"colour":1}})");
        QVERIFY(!read);
        QVERIFY2(read.error().detail.startsWith(QStringLiteral("change 1: /profile/colour: unknown here")),
                 qPrintable(read.error().detail));
    }

    void saysWhereAFileIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::newRow("empty") << QByteArray() << "line 1: ";
        QTest::newRow("no changes") << QByteArray("[]") << "nothing in it: expected a change";
        QTest::newRow("no JSON") << QByteArray("scale analysis to 3") << "line 1: ";
        QTest::newRow("cut") << QByteArray("[\n" + scale + ",\n") << "line 3: ";
        QTest::newRow("a number") << QByteArray("[3]") << "change 1: expected an object";
        QTest::newRow("second of an array") << QByteArray("[" + scale + ", {}]") << "change 2: /kind";
        QTest::newRow("third line") << QByteArray(scale + "\n\n{\"kind\":") << "line 3: ";
        QTest::newRow("second line") << QByteArray(scale + "\n{}\n") << "line 2: /kind";
    }
    void saysWhereAFileIsMalformed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        const Result<std::vector<Change>> read = changesFrom(text);
        QVERIFY(!read);
        QCOMPARE(toString(read.error().kind), QStringLiteral("invalidInput"));
        QVERIFY2(read.error().detail.startsWith(where), qPrintable(read.error().detail));
    }

    void readsFiles()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("changes.json"));
        const auto kind = [&path] {
            const Result<std::vector<Change>> read = readChangeFile(path);
            return read ? QString() : toString(read.error().kind);
        };
        QCOMPARE(kind(), QStringLiteral("io"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(scale);
        file.flush();
        QCOMPARE(kind(), QString());
        file.write(QByteArray(1 << 20, ' '));
        file.flush();
        QCOMPARE(kind(), QStringLiteral("limitExceeded"));
    }
};

QTEST_GUILESS_MAIN(TestChangeFile)
#include "tst_changefile.moc"
