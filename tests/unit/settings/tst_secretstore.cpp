#include "settings/secretstore.h"
#include "tests/support/await.h"

using namespace crescendo;

namespace {

const QString key = QStringLiteral("connection/local/token");

/// A keychain that answers everything with one error.
class BrokenStore final : public SecretStore {
public:
    explicit BrokenStore(ErrorKind kind) : m_kind(kind) {}
    Async<Secret> read(const QString &) override
    {
        return ready<Secret>(fail(m_kind, QStringLiteral("read")));
    }
    Async<> write(const QString &, const Secret &) override
    {
        return ready<void>(fail(m_kind, QStringLiteral("write")));
    }
    Async<> remove(const QString &) override { return ready<void>(fail(m_kind, QStringLiteral("remove"))); }
    bool isPersistent() const override { return true; }

private:
    ErrorKind m_kind;
};

} // namespace

class TestSecretStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsInMemory()
    {
        MemoryStore store;
        QVERIFY(!store.isPersistent());
        QCOMPARE(toString(await(store.read(key)).error().kind), QStringLiteral("notFound"));
        QVERIFY(await(store.write(key, Secret("first"))));
        QVERIFY(await(store.write(key, Secret("second"))));
        QVERIFY(await(store.read(key)).value().matches("second"));
        QVERIFY(await(store.remove(key)));
        QVERIFY(await(store.remove(key)));
        QVERIFY(!await(store.read(key)));
    }

    void keepsInMemoryWhereThereIsNoKeychain()
    {
        FallbackStore store(std::make_unique<BrokenStore>(ErrorKind::Unavailable));
        QVERIFY(store.isPersistent()); // nobody has asked yet
        QVERIFY(await(store.write(key, Secret("token"))));
        QVERIFY(!store.isPersistent());
        QVERIFY(await(store.read(key)).value().matches("token"));
        QVERIFY(await(store.remove(key)));
        QCOMPARE(toString(await(store.read(key)).error().kind), QStringLiteral("notFound"));
    }

    void respectsARefusal()
    {
        FallbackStore store(std::make_unique<BrokenStore>(ErrorKind::Forbidden));
        QCOMPARE(toString(await(store.write(key, Secret("token"))).error().kind),
                 QStringLiteral("forbidden"));
        QVERIFY(store.isPersistent());
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
