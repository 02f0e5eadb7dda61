#include "kubernetes/clusteraccess.h"

#include <QDir>
#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const QByteArray small =
    "apiVersion: v1\n"
    "kind: Config\n"
    "current-context: music\n"
    "contexts:\n"
    "- name: music\n"
    "  context: {cluster: aks, user: operator, namespace: music-platform}\n"
    "- name: other\n"
    "  context: {cluster: aks, user: operator}\n"
    "clusters:\n"
    "- name: aks\n"
    "  cluster: {server: \"https://aks.example:443\", certificate-authority: pki/ca.pem}\n"
    "users:\n"
    "- name: operator\n"
    "  user: {token: abc, tokenFile: token, client-certificate: /etc/cert.pem, client-key-data: a2V5}\n";

Kubeconfig parsed(const QByteArray &bytes)
{
    return parseKubeconfig(bytes, QStringLiteral("/etc/kube/config")).value_or(Kubeconfig());
}

/// A config of one context, with these lines as its cluster and its user.
QByteArray oneOf(const QByteArray &cluster, const QByteArray &user)
{
    return "current-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nclusters: [{name: k, "
           "cluster: {"
        + cluster + "}}]\nusers: [{name: u, user: {" + user + "}}]\n";
}

QString described(const Result<ClusterAccess> &access)
{
    if (!access)
        return toString(access.error().kind) + QStringLiteral(": ") + access.error().detail;
    return access->server.toString() + (access->isUnsafe() ? QStringLiteral(" unsafe") : QString());
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class KubeconfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEverything();
    void readsEncodings_data();
    void readsEncodings();
    void refusesWhatKubectlRefuses_data();
    void refusesWhatKubectlRefuses();
    void takesWhatKubectlTakes_data();
    void takesWhatKubectlTakes();
    void theFirstFileWins();
    void readsTheFilesOfTheVariable();
    void mergesFilesEachOfItsFolder();
    void saysThatNoFileIsThere();
    void aBadFileSpoilsAll();
    void choosesAContext_data();
    void choosesAContext();
    void checksAccess_data();
    void checksAccess();
    void readsALoginProgram();
};

void KubeconfigTest::readsEverything()
{
    const Kubeconfig config = parsed(small);
    QCOMPARE(config.currentContext, QStringLiteral("music"));
    QCOMPARE(config.contexts.size(), 2U);
    QCOMPARE(config.contexts.at(QStringLiteral("music")).namespaceName, QStringLiteral("music-platform"));
    QCOMPARE(config.clusters.at(QStringLiteral("aks")).caFile, QStringLiteral("/etc/kube/pki/ca.pem"));
    const KubeUser user = config.users.at(QStringLiteral("operator"));
    QVERIFY(user.token.matches("abc"));
    QVERIFY(user.keyData.matches("key"));
    QCOMPARE(user.tokenFile, QStringLiteral("/etc/kube/token"));
    QCOMPARE(user.certificateFile, QStringLiteral("/etc/cert.pem"));
    const Kubeconfig other =
        parsed(oneOf("server: h, tls-server-name: aks.example",
                     "as: jane, as-uid: '7', as-groups: [a, b], as-user-extra: {k: [v, w]}"));
    QCOMPARE(other.clusters.at(QStringLiteral("k")).tlsServerName, QStringLiteral("aks.example"));
    const KubeUser jane = other.users.at(QStringLiteral("u"));
    QCOMPARE(jane.impersonated, QStringLiteral("jane"));
    QCOMPARE(jane.impersonatedUid, QStringLiteral("7"));
    QCOMPARE(jane.impersonatedGroups, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(jane.impersonatedExtra.at(QStringLiteral("k")),
             (QStringList{QStringLiteral("v"), QStringLiteral("w")}));
}

void KubeconfigTest::readsEncodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isReadable");
    const QString text = QString::fromUtf8(small);
    const auto encoded = [&text](QStringConverter::Encoding encoding, QStringConverter::Flag flag) {
        return QByteArray(QStringEncoder(encoding, flag)(text));
    };
    const auto mark = QStringConverter::Flag::WriteBom;
    const auto plain = QStringConverter::Flag::Default;
    QTest::newRow("UTF-8") << small << true;
    QTest::newRow("UTF-8 with mark") << encoded(QStringConverter::Utf8, mark) << true;
    QTest::newRow("UTF-16LE with mark") << encoded(QStringConverter::Utf16LE, mark) << true;
    QTest::newRow("UTF-16BE with mark") << encoded(QStringConverter::Utf16BE, mark) << true;
    QTest::newRow("UTF-16LE") << encoded(QStringConverter::Utf16LE, plain) << false;
    QTest::newRow("UTF-16BE") << encoded(QStringConverter::Utf16BE, plain) << false;
    QTest::newRow("Latin-1") << QByteArray("current-context: m\xfcnchen") << false;
}

void KubeconfigTest::readsEncodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isReadable);
    const auto config = parseKubeconfig(bytes, QStringLiteral("/etc/kube/config"));
    QCOMPARE(config.has_value(), isReadable);
    if (isReadable)
        QCOMPARE(config->currentContext, QStringLiteral("music"));
    else
        QCOMPARE(toString(config.error().kind), QStringLiteral("invalidInput"));
}

void KubeconfigTest::refusesWhatKubectlRefuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const QByteArray &bytes, const char *why) {
        QTest::newRow(name) << bytes << QString::fromLatin1(why);
    };
    row("name twice", "contexts: [{name: a}, {name: b}, {name: a}]",
        "contexts[2]: duplicate name \"a\" in list");
    row("cluster twice", "clusters: [{name: a}, {name: a}]", "clusters[1]: duplicate name \"a\" in list");
    row("user twice", "users: [{name: a}, {name: a}]", "users[1]: duplicate name \"a\" in list");
    row("token of digits", oneOf("server: h", "token: 1"),
        "users[0].user.token: expected text, not a number");
    row("password that says yes", oneOf("server: h", "password: y"),
        "users[0].user.password: expected text, not true or false");
    row("truth as text", oneOf("server: h, insecure-skip-tls-verify: \"true\"", ""),
        "clusters[0].cluster.insecure-skip-tls-verify: expected true or false, not text");
    row("no base64", oneOf("server: h, certificate-authority-data: '%%'", ""),
        "clusters[0].cluster.certificate-authority-data: expected base64");
    row("base64 without padding", oneOf("server: h, certificate-authority-data: YQ", ""),
        "clusters[0].cluster.certificate-authority-data: expected base64");
    row("a map of contexts", "contexts: {a: {}}", "contexts: expected a list, not a map");
    row("a list", "[1]", "document: expected a map, not a list");
    row("other kind", "kind: Pod\napiVersion: v1",
        "document: expected a Config of version v1, not Pod of v1");
    row("other version", "kind: Config\napiVersion: v2",
        "document: expected a Config of version v1, not Config of v2");
    row("no YAML", "contexts: [", "line 1: end of sequence flow not found");
}

void KubeconfigTest::refusesWhatKubectlRefuses()
{
    QFETCH(QByteArray, bytes);
    const auto config = parseKubeconfig(bytes, QStringLiteral("/etc/kube/config"));
    QVERIFY(!config);
    QCOMPARE(toString(config.error().kind), QStringLiteral("invalidInput"));
    QCOMPARE(config.error().operation, QStringLiteral("read kubeconfig /etc/kube/config"));
    QTEST(config.error().detail, "why");
}

void KubeconfigTest::takesWhatKubectlTakes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("nulls") << QByteArray("contexts: null\nclusters: ~\nusers:\ncurrent-context: null");
    QTest::newRow("JSON") << QByteArray(R"({"kind": "Config", "contexts": [{"name": "a", "context": {}}]})");
    QTest::newRow("unknown members") << QByteArray("preferences: {colors: true}\nfuture: [1, 2]");
    QTest::newRow("words for truth") << oneOf("server: h, insecure-skip-tls-verify: yes", "");
    QTest::newRow("quoted digits") << oneOf("server: h", "token: \"1\"");
    QTest::newRow("base64 in lines") << oneOf("server: h, certificate-authority-data: \"YWJj\\nYWJj\"", "");
}

void KubeconfigTest::takesWhatKubectlTakes()
{
    QFETCH(QByteArray, bytes);
    const auto config = parseKubeconfig(bytes, QStringLiteral("/etc/kube/config"));
    QVERIFY2(config, config ? "" : qPrintable(describe(config.error())));
}

void KubeconfigTest::theFirstFileWins()
{
    const Kubeconfig first = parsed("clusters: [{name: k, cluster: {server: first}}]");
    const Kubeconfig second =
        parsed("current-context: c\nclusters:\n- {name: k, cluster: {server: second, proxy-url: p}}\n"
               "- {name: l, cluster: {server: third}}");
    const Kubeconfig both = merged(first, second);
    QCOMPARE(both.clusters.at(QStringLiteral("k")).server, QStringLiteral("first"));
    QCOMPARE(both.clusters.at(QStringLiteral("k")).proxyUrl, QString()); // an entry counts whole
    QCOMPARE(both.clusters.at(QStringLiteral("l")).server, QStringLiteral("third"));
    QCOMPARE(both.currentContext, QStringLiteral("c"));
}

void KubeconfigTest::readsTheFilesOfTheVariable()
{
    const QTemporaryDir folder;
    const QString one = folder.filePath(QStringLiteral("one"));
    const QString two = folder.filePath(QStringLiteral("two"));
    const QString home = folder.filePath(QStringLiteral(".kube/config"));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral(".kube")));
    write(one, "current-context: one");
    write(two, "current-context: two");
    write(home, "current-context: home");
    const auto current = [&](const QString &file, const QStringList &variable) {
        const auto config = readKubeconfig({file, variable.join(QDir::listSeparator()), folder.path()});
        return config ? config->currentContext : toString(config.error().kind);
    };
    const QString missing = folder.filePath(QStringLiteral("missing"));
    QCOMPARE(current({}, {}), QStringLiteral("home"));
    QCOMPARE(current({}, {two, one}), QStringLiteral("two"));
    QCOMPARE(current({}, {missing, {}, one}), QStringLiteral("one"));
    QCOMPARE(current(two, {one}), QStringLiteral("two"));
    QCOMPARE(current(missing, {one}), QStringLiteral("notFound")); // and no other instead
    QCOMPARE(current({}, {missing}), QStringLiteral("notFound")); // nor that of the home
    QCOMPARE(current(folder.path(), {}), QStringLiteral("io")); // a folder
}

/// One file has the contexts, another the clusters, a third the users: what each names lies beside it.
void KubeconfigTest::mergesFilesEachOfItsFolder()
{
    const QTemporaryDir folder;
    const auto file = [&folder](const char *name) { return folder.filePath(QLatin1String(name)); };
    for (const char *name : {"a", "b", "c"})
        QVERIFY(QDir(folder.path()).mkpath(QLatin1String(name)));
    write(file("a/config"), "current-context: m\ncontexts: [{name: m, context: {cluster: k, user: u}}]");
    write(file("b/config"),
          "clusters: [{name: k, cluster: {server: 'https://h', certificate-authority: ../pki/ca.pem}}]");
    write(file("c/config"),
          "users: [{name: u, user: {client-certificate: me.pem, client-key: /etc/me.key, tokenFile: "
          "./token}}]");
    const KubeconfigPlaces places{
        {},
        QStringList{file("a/config"), file("b/config"), file("c/config"), file("a/config")}.join(
            QDir::listSeparator()),
        folder.path()};
    QCOMPARE(filesOf(places), (QStringList{file("a/config"), file("b/config"), file("c/config")}));
    const auto access =
        readKubeconfig(places).and_then([](const Kubeconfig &config) { return accessOf(config, {}); });
    QVERIFY2(access, access ? "" : qPrintable(describe(access.error())));
    QCOMPARE(access->cluster.caFile, file("pki/ca.pem"));
    QCOMPARE(access->user.certificateFile, file("c/me.pem"));
    QCOMPARE(access->user.keyFile, QStringLiteral("/etc/me.key"));
    QCOMPARE(access->user.tokenFile, file("c/token"));
    QCOMPARE(filesOf(*access),
             (QStringList{file("pki/ca.pem"), file("c/me.pem"), QStringLiteral("/etc/me.key")}));
    const auto read = withFiles(*access);
    QVERIFY(!read);
    QCOMPARE(read.error().operation, QStringLiteral("read ") + file("pki/ca.pem"));
}

void KubeconfigTest::saysThatNoFileIsThere()
{
    const auto config = readKubeconfig({{}, QStringLiteral("/none/a:/none/b"), QStringLiteral("/none")});
    QVERIFY(!config);
    QCOMPARE(config.error().detail, QStringLiteral("there is no /none/a or /none/b"));
}

void KubeconfigTest::aBadFileSpoilsAll()
{
    const QTemporaryDir folder;
    const QString good = folder.filePath(QStringLiteral("good"));
    const QString bad = folder.filePath(QStringLiteral("bad"));
    write(good, small);
    write(bad, "contexts: 1");
    const auto config = readKubeconfig({{}, good + QDir::listSeparator() + bad, folder.path()});
    QVERIFY(!config);
    QCOMPARE(config.error().operation, QStringLiteral("read kubeconfig ") + bad);
}

void KubeconfigTest::choosesAContext_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("context");
    QTest::addColumn<QString>("expected");
    const QByteArray dangling =
        "contexts:\n- {name: a, context: {cluster: none, user: u}}\n- {name: b, context: {cluster: "
        "k, user: none}}\n- {name: c, context: {cluster: k}}\nclusters: [{name: k, cluster: "
        "{server: \"https://h\"}}]";
    QTest::newRow("current") << small << QString() << QStringLiteral("https://aks.example:443");
    QTest::newRow("named") << small << QStringLiteral("other") << QStringLiteral("https://aks.example:443");
    QTest::newRow("unknown") << small << QStringLiteral("none")
                             << QStringLiteral("notFound: context \"none\" does not exist");
    QTest::newRow("none is current") << QByteArray() << QString()
                                     << QStringLiteral("notFound: current-context is not set");
    QTest::newRow("unknown cluster") << dangling << QStringLiteral("a")
                                     << QStringLiteral("invalidInput: cluster \"none\" does not exist");
    QTest::newRow("unknown user") << dangling << QStringLiteral("b")
                                  << QStringLiteral("invalidInput: auth info \"none\" does not exist");
    QTest::newRow("nobody") << dangling << QStringLiteral("c") << QStringLiteral("https://h");
}

void KubeconfigTest::choosesAContext()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, context);
    QTEST(described(accessOf(parsed(bytes), context)), "expected");
}

void KubeconfigTest::checksAccess_data()
{
    QTest::addColumn<QByteArray>("cluster");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *cluster, const char *user, const char *expected) {
        QTest::newRow(name) << QByteArray(cluster) << QByteArray(user) << QString::fromLatin1(expected);
    };
    row("path and slash", "server: 'https://h:1/foo/bar/?q#f'", "", "https://h:1/foo/bar");
    row("clear text", "server: 'http://h'", "", "http://h unsafe");
    row("unverified", "server: 'https://h', insecure-skip-tls-verify: true", "", "https://h unsafe");
    row("host alone", "server: 'h:80'", "", "http://h:80 unsafe");
    row("host alone with CA", "server: 'h:443', certificate-authority: ca", "", "https://h:443");
    row("host alone with certificate", "server: 'h:443'", "client-certificate: c, client-key: k",
        "https://h:443");
    row("host with path", "server: 'h/p'", "",
        "invalidInput: host must be a URL or a host:port pair: \"h/p\"");
    row("other scheme", "server: 'ftp://h'", "",
        "invalidInput: \"ftp://h\" is no server that can be reached");
    row("no server", "", "", "invalidInput: no server found for cluster \"k\"");
    row("unverified with CA",
        "server: 'https://h', insecure-skip-tls-verify: true, certificate-authority: ca", "",
        "invalidInput: specifying a root certificates file with the insecure flag is not allowed");
    row("CA twice", "server: 'https://h', certificate-authority: ca, certificate-authority-data: YQ==", "",
        "invalidInput: certificate-authority-data and certificate-authority are both specified for k");
    row("certificate and token", "server: 'https://h'", "client-certificate: c, client-key: k, token: t",
        "https://h");
    row("certificate without key", "server: 'https://h'", "client-certificate: c",
        "invalidInput: client-key-data or client-key must be specified for u to use the clientCert "
        "authentication method");
    row("key twice", "server: 'https://h'", "client-certificate: c, client-key: k, client-key-data: YQ==",
        "invalidInput: client-key-data and client-key are both specified for u");
    row("token and password", "server: 'https://h'", "token: t, username: me, password: p",
        "invalidInput: more than one authentication method found for u; found [token basicAuth], only one is "
        "allowed");
    row("groups of nobody", "server: 'https://h'", "as-groups: [g]",
        "invalidInput: requesting uid, groups or user-extra for u without impersonating a user");
    row("program", "server: 'https://h'",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: kubelogin, env: null}",
        "https://h");
    row("program without a version", "server: 'https://h'", "exec: {command: kubelogin}",
        "invalidInput: apiVersion must be specified for u to use exec authentication plugin");
    row("no program", "server: 'https://h'", "exec: {apiVersion: client.authentication.k8s.io/v1beta1}",
        "invalidInput: command must be specified for u to use exec authentication plugin");
    row("variable without a name", "server: 'https://h'",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: c, env: [{value: v}]}",
        "invalidInput: env variable name must be specified for u to use exec authentication plugin");
    row("old version", "server: 'https://h'",
        "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: c}",
        "invalidInput: exec plugin: invalid apiVersion \"client.authentication.k8s.io/v1alpha1\"");
    row("no mode", "server: 'https://h'", "exec: {apiVersion: client.authentication.k8s.io/v1, command: c}",
        "invalidInput: interactiveMode must be specified for u to use exec authentication plugin");
    row("asks on a terminal", "server: 'https://h'",
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: c, interactiveMode: Always}",
        "unsupported: the program c of u asks its questions on a terminal, and there is none");
    row("program and provider", "server: 'https://h'",
        "auth-provider: {name: azure}, exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: c}",
        "invalidInput: authProvider cannot be provided in combination with an exec plugin for u");
    row("old provider", "server: 'https://h'", "auth-provider: {name: azure}",
        "unsupported: user \"u\" has the auth provider \"azure\", which Kubernetes no longer has; run "
        "'kubelogin "
        "convert-kubeconfig'");
    row("proxy", "server: 'https://h', proxy-url: 'http://me:secret@p:3128'", "", "https://h");
    row("proxy of another kind", "server: 'https://h', proxy-url: 'ftp://me:secret@p:3128'", "",
        "invalidInput: the proxy-url of cluster \"k\" is wrong: it must be an http, https or socks5 URL with "
        "a host");
    row("proxy without a scheme", "server: 'https://h', proxy-url: 'me:secret@p:3128'", "",
        "invalidInput: the proxy-url of cluster \"k\" is wrong: it must be an http, https or socks5 URL with "
        "a host");
}

void KubeconfigTest::readsALoginProgram()
{
    const auto config = parseKubeconfig(oneOf("server: 'https://h'",
                                              "exec: {apiVersion: client.authentication.k8s.io/v1, command: "
                                              "bin/login, args: [get-token, -l, x], "
                                              "env: [{name: A, value: b}], installHint: hint, "
                                              "interactiveMode: Never, provideClusterInfo: true}"),
                                        QStringLiteral("/etc/kube/config"));
    QVERIFY(config);
    const KubeExec expected{QStringLiteral("/etc/kube/bin/login"),
                            {QStringLiteral("get-token"), QStringLiteral("-l"), QStringLiteral("x")},
                            {{QStringLiteral("A"), QStringLiteral("b")}},
                            QStringLiteral("client.authentication.k8s.io/v1"),
                            QStringLiteral("hint"),
                            QStringLiteral("Never"),
                            true};
    KubeUser user = config->users.begin()->second;
    QVERIFY(user.exec == expected);
    QVERIFY(user.loginProgram());
    user.token = Secret("t");
    QVERIFY(!user.loginProgram()); // there is no need for it
}

void KubeconfigTest::checksAccess()
{
    QFETCH(QByteArray, cluster);
    QFETCH(QByteArray, user);
    const auto config = parseKubeconfig(oneOf(cluster, user), QStringLiteral("/etc/kube/config"));
    QVERIFY2(config, config ? "" : qPrintable(describe(config.error())));
    QTEST(described(accessOf(*config, {})), "expected");
}

QTEST_GUILESS_MAIN(KubeconfigTest)
#include "tst_kubeconfig.moc"
