#include "domain/snapshot.h"

#include <QtTest>

using namespace crescendo;

namespace {

Pool pool(const char *name, int ready)
{
    Pool pool;
    pool.id = {QString::fromLatin1(name)};
    pool.ready = ready;
    return pool;
}

SnapshotPtr next(const SnapshotPtr &previous, std::vector<Pool> pools)
{
    return succeed(previous, {QStringLiteral("local")}, fromMillis(1), std::move(pools), {});
}

QString names(const std::vector<PoolId> &ids)
{
    QStringList list;
    for (const PoolId &id : ids)
        list.append(id.value);
    return list.join(QLatin1Char(' '));
}

} // namespace

class TestSnapshot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithEverythingChanged();
    void sharesWhatIsTheSame();
    void namesWhatChanged();
    void namesWhatWent();
    void keepsThePredecessor();
    void noGpuIsNoTrouble();
};

void TestSnapshot::beginsWithEverythingChanged()
{
    const SnapshotPtr first = next(nullptr, {pool("b", 1), pool("a", 1)});
    QCOMPARE(names(first->changed), QStringLiteral("b a"));
    QVERIFY(first->removed.empty());
    QCOMPARE(first->connection.value, QStringLiteral("local"));
    QVERIFY(first->pool({QStringLiteral("a")}));
    QVERIFY(!first->pool({QStringLiteral("c")}));
}

void TestSnapshot::sharesWhatIsTheSame()
{
    const SnapshotPtr first = next(nullptr, {pool("a", 1), pool("b", 1)});
    const SnapshotPtr second = next(first, {pool("a", 1), pool("b", 2)});
    QCOMPARE(second->pool({QStringLiteral("a")}), first->pool({QStringLiteral("a")}));
    QVERIFY(second->pool({QStringLiteral("b")}) != first->pool({QStringLiteral("b")}));
}

void TestSnapshot::namesWhatChanged()
{
    const SnapshotPtr first = next(nullptr, {pool("a", 1), pool("b", 1)});
    QCOMPARE(names(next(first, {pool("a", 1), pool("b", 1)})->changed), QString());
    QCOMPARE(names(next(first, {pool("a", 1), pool("b", 2), pool("c", 0)})->changed), QStringLiteral("b c"));
}

void TestSnapshot::namesWhatWent()
{
    const SnapshotPtr first = next(nullptr, {pool("a", 1), pool("b", 1)});
    const SnapshotPtr second = next(first, {pool("b", 1)});
    QCOMPARE(names(second->removed), QStringLiteral("a"));
    QVERIFY(!second->pool({QStringLiteral("a")}));
    QVERIFY(next(second, {pool("b", 1)})->removed.empty());
}

void TestSnapshot::keepsThePredecessor()
{
    const SnapshotPtr first = next(nullptr, {pool("a", 1)});
    next(first, {pool("a", 9)});
    QCOMPARE(first->pool({QStringLiteral("a")})->ready, std::optional(1));
}

void TestSnapshot::noGpuIsNoTrouble()
{
    Snapshot snapshot;
    const auto fail = [&snapshot](Source source, const char *why) {
        snapshot.sources[source].error = Error{ErrorKind::NotFound, {}, QLatin1String(why)};
    };
    fail(Source::Gpu, "no GPU found");
    snapshot.sources[Source::Metrics] = {};
    QVERIFY(snapshot.troubles().empty());
    fail(Source::Docker, "no engine");
    QCOMPARE(snapshot.troubles().size(), std::size_t(1));
    QCOMPARE(snapshot.troubles().front().detail, QStringLiteral("no engine"));
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
