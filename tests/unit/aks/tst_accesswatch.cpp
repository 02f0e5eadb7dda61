#include "aks/accesswatch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

void fill(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// As tools do that never leave half a file.
void replace(const QString &path, const QByteArray &bytes)
{
    fill(path + QStringLiteral(".new"), bytes);
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::rename(path + QStringLiteral(".new"), path));
}

QByteArray kubeconfig(const QByteArray &user)
{
    return "current-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nclusters: [{name: k, "
           "cluster: {server: 'https://h'}}]\nusers: [{name: u, user: {"
        + user + "}}]\n";
}

} // namespace

class AccessWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noticesANewKubeconfig_data();
    void noticesANewKubeconfig();
    void noticesNewCertificates_data();
    void noticesNewCertificates();
    void noticesWhereALinkLeads();
    void keepsQuietAboutWhatIsTheSame();
    void saysThatAFileIsBrokenAndMended();
    void writesNothing();

private:
    QString file(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    AccessWatch::Reader reader() const
    {
        return [path = file("config")] {
            return readKubeconfig({path, {}, {}})
                .and_then([](const Kubeconfig &config) { return accessOf(config, QStringLiteral("c")); })
                .and_then(withFiles);
        };
    }
    void watch(const QByteArray &user)
    {
        fill(file("config"), kubeconfig(user));
        m_watch = std::make_unique<AccessWatch>(reader(), reader()().value(), QStringList{file("config")});
        connect(m_watch.get(), &AccessWatch::changed, this,
                [this](const ClusterAccess &access) { m_told.push_back(access); });
        connect(m_watch.get(), &AccessWatch::troubled, this,
                [this](const Error &error) { m_troubles << error.detail; });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AccessWatch> m_watch;
    std::vector<ClusterAccess> m_told;
    QStringList m_troubles;
};

void AccessWatchTest::init()
{
    m_watch.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_told.clear();
    m_troubles.clear();
}

void AccessWatchTest::noticesANewKubeconfig_data()
{
    QTest::addColumn<bool>("isReplaced");
    QTest::newRow("written in place") << false;
    QTest::newRow("replaced") << true;
}

void AccessWatchTest::noticesANewKubeconfig()
{
    QFETCH(bool, isReplaced);
    watch("token: one");
    const auto put = isReplaced ? replace : fill;
    put(file("config"), kubeconfig("token: two"));
    QTRY_COMPARE(m_told.size(), std::size_t(1));
    QVERIFY(m_told.back().user.token.matches("two"));
    put(file("config"), kubeconfig("token: three")); // the new file is watched as well
    QTRY_COMPARE(m_told.size(), std::size_t(2));
    QVERIFY(m_told.back().user.token.matches("three"));
    QVERIFY(m_troubles.isEmpty());
}

void AccessWatchTest::noticesNewCertificates_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"ca.pem", "cert.pem", "key.pem"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void AccessWatchTest::noticesNewCertificates()
{
    QFETCH(QString, name);
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("pki")));
    const QDir pki(file("pki"));
    for (const char *one : {"ca.pem", "cert.pem", "key.pem"})
        fill(pki.filePath(QLatin1String(one)), "old");
    QByteArray config = kubeconfig("client-certificate: pki/cert.pem, client-key: pki/key.pem");
    config.replace("'https://h'", "'https://h', certificate-authority: pki/ca.pem");
    fill(file("config"), config);
    watch("token: one");
    fill(file("config"), config);
    QTRY_COMPARE(m_told.size(), std::size_t(1)); // now these files are named, and watched
    replace(pki.filePath(name), "new");
    QTRY_COMPARE(m_told.size(), std::size_t(2));
    const ClusterAccess &access = m_told.back();
    QCOMPARE(access.cluster.caData == "new", name == QLatin1String("ca.pem"));
    QCOMPARE(access.user.certificateData == "new", name == QLatin1String("cert.pem"));
    QCOMPARE(access.user.keyData.matches("new"), name == QLatin1String("key.pem"));
}

/// As secrets are mounted: the files lead through a folder that is a link.
void AccessWatchTest::noticesWhereALinkLeads()
{
    for (const char *version : {"v1", "v2"}) {
        QVERIFY(QDir(m_folder->path()).mkpath(QLatin1String(version)));
        fill(file(version) + QStringLiteral("/cert.pem"), version);
    }
    QVERIFY(QFile::link(QStringLiteral("v1"), file("data")));
    QVERIFY(QFile::link(QStringLiteral("data/cert.pem"), file("cert.pem")));
    fill(file("key.pem"), "key");
    watch("client-certificate: cert.pem, client-key: key.pem");
    QVERIFY(QFile::remove(file("data")));
    QVERIFY(QFile::link(QStringLiteral("v2"), file("data")));
    QTRY_COMPARE(m_told.size(), std::size_t(1));
    QCOMPARE(m_told.back().user.certificateData, QByteArray("v2"));
}

void AccessWatchTest::keepsQuietAboutWhatIsTheSame()
{
    watch("token: one");
    fill(file("config"), "# a word\n" + kubeconfig("token: one"));
    fill(file("beside"), "something else");
    QTest::qWait(1000);
    QVERIFY(m_told.empty());
    QVERIFY(m_troubles.isEmpty());
}

void AccessWatchTest::saysThatAFileIsBrokenAndMended()
{
    watch("token: one");
    fill(file("config"), "contexts: 1");
    QTRY_COMPARE(m_troubles, QStringList{QStringLiteral("contexts: expected a list, not a number")});
    fill(file("config"), "contexts: 1 # the same");
    QTest::qWait(700);
    QCOMPARE(m_troubles.size(), 1);
    QVERIFY(QFile::remove(file("config")));
    QTRY_COMPARE(m_troubles.size(), 2); // it is gone
    QVERIFY(m_told.empty());
    fill(file("config"), kubeconfig("token: one"));
    QTRY_COMPARE(m_told.size(), std::size_t(1)); // all is well again
    QVERIFY(m_told.back().user.token.matches("one"));
}

void AccessWatchTest::writesNothing()
{
    watch("token: one");
    const QDir folder(m_folder->path());
    const QDateTime before = QFileInfo(file("config")).lastModified();
    m_watch->look();
    m_watch->look();
    QTest::qWait(300);
    QCOMPARE(folder.entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("config")});
    QCOMPARE(QFileInfo(file("config")).lastModified(), before);
}

QTEST_GUILESS_MAIN(AccessWatchTest)
#include "tst_accesswatch.moc"
