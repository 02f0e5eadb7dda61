#include "tests/gui/consolefixture.h"
#include "tests/support/await.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/colours.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QStatusBar>
#include <QTest>

using namespace crescendo;

/// An operator adds, tests, edits and removes connections, and has the console as they like it.
class SettingsPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ConsoleFixture> m_console;
    std::unique_ptr<MainWindow> m_window;

    template <typename T> T *find(const char *name) const
    {
        T *found = m_window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no widget %s", name);
        return found;
    }
    QAbstractItemView &list() const { return *find<QAbstractItemView>("configuredConnections"); }
    QString status() const { return find<QLabel>("connectionStatus")->text(); }
    QString hint(const char *name) const { return find<QLabel>(name)->text(); }
    void click(const char *name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void type(const char *name, const QString &text) const
    {
        auto *edit = find<QLineEdit>(name);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    void toggle(const char *name) const
    {
        auto *check = find<QCheckBox>(name);
        check->setFocus();
        QTest::keyClick(check, Qt::Key_Space);
    }
    void choose(const char *name, int item) const
    {
        auto *box = find<QComboBox>(name);
        box->setFocus();
        const int steps = item - box->currentIndex();
        for (int i = 0; i < std::abs(steps); ++i)
            QTest::keyClick(box, steps > 0 ? Qt::Key_Down : Qt::Key_Up);
    }
    void addStaging() const
    {
        click("addConnection");
        type("name", QStringLiteral("Staging"));
        type("endpoint", QStringLiteral("https://music.example:5000"));
        click("saveConnection");
        QTRY_VERIFY(m_console->connections.find({QStringLiteral("staging")}));
    }
    QByteArray configured() const
    {
        QFile file(m_console->folder.filePath(QStringLiteral("connections.json")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void init()
    {
        m_console = std::make_unique<ConsoleFixture>();
        m_console->showDemoHour();
        m_window = std::make_unique<MainWindow>(m_console->services(), *m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_9, Qt::ControlModifier);
    }
    void cleanup()
    {
        m_window.reset();
        m_console.reset();
    }

    void showsWhatIsConfigured()
    {
        QCOMPARE(m_window->navigator().place().page, PageId::Settings);
        QCOMPARE(list().model()->rowCount(), 1);
        QCOMPARE(find<QLineEdit>("name")->text(), QStringLiteral("Local platform"));
        QVERIFY(!find<QLineEdit>("endpoint")->isVisible()); // it has none
        QVERIFY(!find<QPushButton>("saveConnection")->isEnabled());
    }

    void aConnectionIsAddedAndLive()
    {
        click("addConnection");
        QVERIFY(!find<QPushButton>("saveConnection")->isEnabled());
        addStaging();
        QCOMPARE(list().model()->rowCount(), 2);
        QCOMPARE(m_console->factory.made.back().endpoint, QUrl(QStringLiteral("https://music.example:5000")));
        QVERIFY(configured().contains("Staging"));
        QVERIFY(status().startsWith(QStringLiteral("Saved")));
    }

    void badInputIsRefusedAtItsField()
    {
        click("addConnection");
        type("name", QStringLiteral("Bad"));
        type("endpoint", QStringLiteral("ftp://x"));
        QCOMPARE(hint("endpointHint"), QStringLiteral("must be an http or https URL"));
        QVERIFY(!find<QPushButton>("saveConnection")->isEnabled());
        type("endpoint", QStringLiteral("http://me:secret@x:5000"));
        QCOMPARE(hint("endpointHint"), QStringLiteral("must not hold a user or password"));
        type("endpoint", QStringLiteral("http://x:5000"));
        type("project", QStringLiteral("Not A Project"));
        QVERIFY(hint("projectHint").startsWith(QStringLiteral("must be lower-case")));
        type("project", QStringLiteral("directai"));
        type("gpuMetricsUrl", QStringLiteral("host:9400"));
        QCOMPARE(hint("gpuMetricsUrlHint"), QStringLiteral("must be an http or https URL"));
        type("gpuMetricsUrl", QStringLiteral("http://host:9400/metrics"));
        QVERIFY(find<QPushButton>("saveConnection")->isEnabled());
        m_console->factory.dockerHost =
            fail(ErrorKind::Unsupported, QStringLiteral("find engine"), QStringLiteral("ssh is not spoken"));
        type("dockerHost", QStringLiteral("ssh://far"));
        click("saveConnection");
        QTRY_VERIFY(hint("dockerHostHint").contains(QStringLiteral("ssh is not spoken")));
        QVERIFY(!m_console->connections.find({QStringLiteral("bad")}));
    }

    void theSettingsFileIsLookedAtWhenItIsChosen()
    {
        click("addConnection");
        m_console->scriptedOperator.openPath = QStringLiteral("/srv/appsettings.json");
        m_console->factory.settingsFile =
            fail(ErrorKind::InvalidInput, QStringLiteral("read"), QStringLiteral("line 3: expected ','"));
        click("browseSettingsFile");
        QCOMPARE(find<QLineEdit>("settingsFile")->text(), QStringLiteral("/srv/appsettings.json"));
        QTRY_VERIFY(hint("settingsFileHint").contains(QStringLiteral("line 3: expected ','")));
    }

    void aProjectThatIsFoundFillsTheFields()
    {
        DiscoveredProject found;
        found.name = QStringLiteral("directai");
        found.endpoint = QUrl(QStringLiteral("http://127.0.0.1:5000"));
        m_console->factory.projects = std::vector{found};
        click("addConnection");
        click("findProjects");
        QTRY_VERIFY(m_window->findChild<QMenu *>(QStringLiteral("foundProjects")));
        auto *menu = find<QMenu>("foundProjects");
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(find<QLineEdit>("project")->text(), QStringLiteral("directai"));
        QCOMPARE(find<QLineEdit>("endpoint")->text(), QStringLiteral("http://127.0.0.1:5000"));
        QCOMPARE(find<QLineEdit>("name")->text(), QStringLiteral("directai"));
        m_console->factory.projects = std::vector<DiscoveredProject>();
        click("findProjects");
        QTRY_VERIFY(status().contains(QStringLiteral("no Compose project")));
    }

    void aClusterIsChosenAmongTheContexts()
    {
        const ClusterContext context{QStringLiteral("music-dev-aks"),
                                     QStringLiteral("https://aks:443"),
                                     QStringLiteral("music-platform"),
                                     true,
                                     false,
                                     {}};
        m_console->factory.clusterContexts = std::vector{context};
        click("addConnection");
        type("name", QStringLiteral("Half an endpoint"));
        click("addCluster");
        QVERIFY(!find<QLineEdit>("endpoint")->isVisible());
        QVERIFY(find<QLineEdit>("context")->isVisible());
        QCOMPARE(find<QLineEdit>("name")->text(), QStringLiteral("Half an endpoint"));
        type("name", QString());
        m_console->scriptedOperator.openPath = QStringLiteral("/srv/kube/music");
        click("browseKubeconfig");
        click("findContexts");
        QTRY_VERIFY(m_window->findChild<QMenu *>(QStringLiteral("foundContexts")));
        auto *menu = find<QMenu>("foundContexts");
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(m_console->factory.kubeconfigs, QStringList{QStringLiteral("/srv/kube/music")});
        QCOMPARE(find<QLineEdit>("name")->text(), QStringLiteral("music-dev-aks"));
        type("namespace", QStringLiteral("Music"));
        QVERIFY(hint("namespaceHint").startsWith(QStringLiteral("must be lower-case")));
        QVERIFY(!find<QPushButton>("saveConnection")->isEnabled());
        type("namespace", QStringLiteral("music"));
        toggle("connectionReadOnly");
        click("saveConnection");
        const ConnectionId aks{QStringLiteral("music-dev-aks")};
        QTRY_VERIFY(m_console->connections.find(aks));
        const ConnectionConfig &made = m_console->factory.made.back();
        QVERIFY(made.kind == ConnectionKind::Cluster && made.readOnly);
        QCOMPARE(made.context, QStringLiteral("music-dev-aks"));
        QCOMPARE(made.namespaceName, QStringLiteral("music"));
        QVERIFY(configured().contains("/srv/kube/music"));
    }

    void aProgramThatLogsInIsAgreedToFirst()
    {
        const QString program = QStringLiteral("kubelogin get-token --login azurecli");
        m_console->factory.clusterTerms = ClusterTerms{QStringLiteral("aks-1"), program, {}};
        m_console->factory.probeAnswer = ConnectionProbe();
        click("addCluster");
        type("name", QStringLiteral("AKS"));
        m_console->scriptedOperator.accepts = false;
        click("saveConnection");
        QTRY_VERIFY(status().startsWith(QStringLiteral("Without it")));
        QVERIFY(m_console->scriptedOperator.warnings.back().contains(program));
        click("testConnection");
        QTRY_COMPARE(m_console->scriptedOperator.warnings.size(), 2);
        QVERIFY(m_console->factory.probed.empty());
        const ConnectionId aks{QStringLiteral("aks")};
        QVERIFY(!m_console->connections.find(aks));
        m_console->scriptedOperator.accepts = true;
        QTRY_VERIFY(find<QPushButton>("saveConnection")->isEnabled());
        click("saveConnection");
        QTRY_VERIFY(m_console->connections.find(aks));
        QCOMPARE(m_console->factory.made.back().loginProgram, program);
        type("namespace", QStringLiteral("music"));
        click("saveConnection");
        QTRY_COMPARE(m_console->factory.made.back().namespaceName, QStringLiteral("music"));
        QCOMPARE(m_console->scriptedOperator.warnings.size(), 3); // it is the same program
    }

    void anUnsafeClusterIsAgreedToByItsName()
    {
        const QString server = QStringLiteral("https://10.0.0.4:6443");
        m_console->factory.clusterTerms = ClusterTerms{QStringLiteral("aks-1"), {}, server};
        click("addCluster");
        type("name", QStringLiteral("AKS"));
        ScriptedOperator &person = m_console->scriptedOperator;
        person.text = QStringLiteral("aks"); // a name, but not the context's
        click("saveConnection");
        QTRY_VERIFY(status().startsWith(QStringLiteral("It is not opened")));
        QVERIFY(person.textQuestion->warning.contains(server));
        const ConnectionId aks{QStringLiteral("aks")};
        QVERIFY(!m_console->connections.find(aks));
        person.text = QStringLiteral("aks-1");
        click("saveConnection");
        QTRY_VERIFY(m_console->connections.find(aks));
        QCOMPARE(m_console->factory.made.back().unsafeServer, server);
        QVERIFY(configured().contains(server.toUtf8()));
        person.textQuestion.reset();
        type("namespace", QStringLiteral("music"));
        click("saveConnection");
        QTRY_COMPARE(m_console->factory.made.back().namespaceName, QStringLiteral("music"));
        QVERIFY(!person.textQuestion); // it is the same server
        const QString other = QStringLiteral("https://10.0.0.5:6443");
        m_console->factory.clusterTerms->unsafeServer = other;
        type("namespace", QString());
        click("saveConnection");
        QTRY_COMPARE(m_console->factory.made.back().unsafeServer, other);
        QVERIFY(person.textQuestion);
    }

    void whatATestAgreedToIsKept()
    {
        ConnectionConfig config;
        config.id = {QStringLiteral("aks")};
        config.name = QStringLiteral("AKS");
        config.kind = ConnectionKind::Cluster;
        m_console->factory.makeError = Error{ErrorKind::Forbidden, {}, {}, 0, false};
        QVERIFY(!m_console->configured.save(config)); // nobody agreed yet
        m_console->factory.makeError.reset();
        m_console->factory.probeAnswer = ConnectionProbe();
        m_console->factory.clusterTerms =
            ClusterTerms{QStringLiteral("aks-1"), {}, QStringLiteral("https://h")};
        list().setCurrentIndex(list().model()->index(1, 0));
        QVERIFY(find<QPushButton>("saveConnection")->isEnabled()); // it may be tried again
        m_console->scriptedOperator.text = QStringLiteral("aks-1");
        click("testConnection");
        QTRY_VERIFY(m_console->connections.find(config.id));
        QTRY_COMPARE(m_console->factory.probed.size(), std::size_t(1));
        QVERIFY(configured().contains("https://h"));
    }

    void anUnsafeConnectionIsMarked()
    {
        m_console->platform.unsafe = true;
        m_console->platform.setState(ConnectionState::Lost);
        m_console->platform.setState(ConnectionState::Live);
        const QModelIndex first = list().model()->index(0, 0);
        QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Live · unsafe")));
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        const auto *place = find<QLabel>("placeConnection");
        QTRY_VERIFY(place->isVisible());
        QCOMPARE(place->palette().color(place->foregroundRole()), coloursOf(place->palette()).broken);
    }

    void aKubeconfigThatCannotBeReadIsSaidAtItsField()
    {
        m_console->factory.clusterContexts =
            fail(ErrorKind::InvalidInput, QStringLiteral("read"), QStringLiteral("duplicate name \"x\""));
        click("addCluster");
        click("findContexts");
        QTRY_VERIFY(hint("kubeconfigHint").contains(QStringLiteral("duplicate name")));
        m_console->factory.clusterContexts = std::vector<ClusterContext>();
        click("findContexts");
        QTRY_VERIFY(status().contains(QStringLiteral("no context")));
    }

    void aConnectionIsTested()
    {
        addStaging();
        ConnectionProbe probe;
        probe.isOurService = true;
        probe.pools = {{QStringLiteral("analysis")}};
        m_console->factory.probeAnswer = probe;
        type("token", QStringLiteral("hush-hush"));
        click("testConnection");
        QTRY_VERIFY(status().contains(QStringLiteral("pools: analysis")));
        QVERIFY(m_console->factory.probedSecrets.token.matches("hush-hush"));
        m_console->factory.probeAnswer =
            fail(ErrorKind::Unavailable, QStringLiteral("ask"), QStringLiteral("connection refused"));
        click("testConnection");
        QTRY_VERIFY(status().contains(QStringLiteral("connection refused")));
    }

    void anEditIsKeptUntilItIsSavedOrPutBack()
    {
        addStaging();
        type("endpoint", QStringLiteral("https://other.example:5000"));
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_Up);
        QCOMPARE(find<QLineEdit>("name")->text(), QStringLiteral("Local platform"));
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(find<QLineEdit>("endpoint")->text(), QStringLiteral("https://other.example:5000"));
        QVERIFY(list().currentIndex().data().toString().endsWith(QStringLiteral("edited")));
        click("revertConnection");
        QCOMPARE(find<QLineEdit>("endpoint")->text(), QStringLiteral("https://music.example:5000"));
        QVERIFY(!find<QPushButton>("revertConnection")->isEnabled());
    }

    void aTokenIsKeptInTheKeychainOnly()
    {
        addStaging();
        QVERIFY(hint("tokenHint").contains(QStringLiteral("no keychain"))); // the fixture's store is none
        type("token", QStringLiteral("hush-hush"));
        QCOMPARE(find<QLineEdit>("token")->echoMode(), QLineEdit::Password);
        click("saveConnection");
        const ConnectionId staging{QStringLiteral("staging")};
        QTRY_VERIFY(m_console->configured.hasToken(staging));
        const QString key = QStringLiteral("connection/staging/token");
        QVERIFY(await(m_console->secrets.read(key)).value().matches("hush-hush"));
        QVERIFY(!configured().contains("hush-hush"));
        QCOMPARE(find<QLineEdit>("token")->text(), QString());
        click("forgetToken");
        QTRY_VERIFY(!m_console->configured.hasToken(staging));
        QVERIFY(!await(m_console->secrets.read(key)));
    }

    void tlsFilesAreOfAnHttpsEndpointOnly()
    {
        click("addConnection");
        type("name", QStringLiteral("Music"));
        type("endpoint", QStringLiteral("http://music.example:5000"));
        type("caFile", QStringLiteral("/etc/music/ca.pem"));
        QCOMPARE(hint("caFileHint"), QStringLiteral("is only for an https endpoint"));
        QVERIFY(!find<QPushButton>("saveConnection")->isEnabled());
        QVERIFY(!find<QLineEdit>("clientKey")->isEnabled()); // of no certificate
        type("endpoint", QStringLiteral("https://music.example:5000"));
        m_console->scriptedOperator.openPath = QStringLiteral("/etc/music/console.pem");
        click("browseCertificateFile");
        QVERIFY(find<QLineEdit>("clientKey")->isEnabled());
        click("saveConnection");
        QTRY_COMPARE(m_console->factory.made.back().caFile, QStringLiteral("/etc/music/ca.pem"));
        QCOMPARE(m_console->factory.made.back().certificateFile, QStringLiteral("/etc/music/console.pem"));
    }

    void whatIsWrongWithATlsFileIsSaidAtItsField()
    {
        addStaging();
        type("caFile", QStringLiteral("/etc/music/ca.pem"));
        m_console->factory.certificates =
            fail(ErrorKind::InvalidInput, QStringLiteral("read"), QStringLiteral("no certificate in it"));
        click("testConnection");
        QTRY_VERIFY(hint("caFileHint").contains(QStringLiteral("no certificate in it")));
        QVERIFY(m_console->factory.probed.empty());
        click("saveConnection");
        QVERIFY(!configured().contains("ca.pem"));
        m_console->factory.certificates = {};
        type("certificateFile", QStringLiteral("/etc/music/console.pem"));
        type("clientKey", QStringLiteral("/etc/music/key.pem"));
        m_console->factory.privateKey =
            fail(ErrorKind::InvalidInput, QStringLiteral("read"), QStringLiteral("a passphrase is on it"));
        click("saveConnection");
        QTRY_VERIFY(hint("clientKeyHint").contains(QStringLiteral("a passphrase is on it")));
        QVERIFY(!configured().contains("console.pem"));
    }

    void aClientsKeyIsReadIntoTheKeychain()
    {
        addStaging();
        type("certificateFile", QStringLiteral("/etc/music/console.pem"));
        type("clientKey", QStringLiteral("/etc/music/key.pem"));
        m_console->factory.privateKey = Secret("hush-hush");
        m_console->factory.probeAnswer = ConnectionProbe();
        click("testConnection");
        QTRY_VERIFY(m_console->factory.probedSecrets.clientKey.matches("hush-hush"));
        const ConnectionId staging{QStringLiteral("staging")};
        QVERIFY(!m_console->configured.hasClientKey(staging)); // that was a try
        QTRY_VERIFY(find<QPushButton>("saveConnection")->isEnabled());
        click("saveConnection");
        QTRY_VERIFY(m_console->configured.hasClientKey(staging));
        QVERIFY(m_console->factory.secrets.back()().clientKey.matches("hush-hush"));
        QVERIFY(configured().contains("console.pem"));
        QVERIFY(!configured().contains("hush-hush") && !configured().contains("key.pem"));
        QCOMPARE(find<QLineEdit>("clientKey")->text(), QString());
        QCOMPARE(find<QLineEdit>("clientKey")->placeholderText(), QStringLiteral("unchanged"));
        click("forgetClientKey");
        QTRY_VERIFY(!m_console->configured.hasClientKey(staging));
        QVERIFY(!find<QPushButton>("forgetClientKey")->isEnabled());
        QVERIFY(!await(m_console->secrets.read(QStringLiteral("connection/staging/clientKey"))));
    }

    void removingAsksAndKeepsThePast()
    {
        addStaging();
        m_console->scriptedOperator.accepts = false;
        click("removeConnection");
        QVERIFY(m_console->connections.find({QStringLiteral("staging")}));
        m_console->scriptedOperator.accepts = true;
        click("removeConnection");
        QTRY_VERIFY(!m_console->connections.find({QStringLiteral("staging")}));
        QVERIFY(m_console->scriptedOperator.warnings.back().contains(QStringLiteral("history")));
        click("removeConnection"); // the other one, which the window looks at
        QTRY_VERIFY(m_console->connections.all().empty());
        m_window->navigator().goToPage(PageId::Pool);
        QCOMPARE(find<QLabel>("stateHeadline")->text(), QStringLiteral("No connection"));
        m_window->navigator().goToPage(PageId::Settings);
        click("addEmbedded");
        QTRY_COMPARE(m_console->factory.made.back(), embeddedConnection());
    }

    void theThemeChangesAtOnce()
    {
        choose("theme", 2);
        QVERIFY(m_theme->isDark());
        QCOMPARE(m_console->preferences.get<QString>(Preference::Theme), QStringLiteral("dark"));
        choose("theme", 1);
        QVERIFY(!m_theme->isDark());
        choose("language", 2);
        QCOMPARE(m_console->preferences.get<QString>(Preference::Language), QStringLiteral("de"));
    }

    void changesNeedNoQuestionWhenItIsSwitchedOff()
    {
        toggle("confirmChanges");
        m_window->navigator().goToPool(m_console->platform.id(), {QStringLiteral("analysis")});
        find<QSpinBox>("replicas")->setValue(3);
        click("preview");
        QTRY_COMPARE(m_console->platform.applied().size(), std::size_t(1));
        QVERIFY(m_console->scriptedOperator.questions.empty());
        m_console->pipeline.setReadOnly(true); // then it is asked, to say why nothing can be done
        m_console->platform.show(m_console->clock.now(), {});
        m_console->showDemoHour();
        find<QSpinBox>("replicas")->setValue(2);
        QTRY_VERIFY(find<QPushButton>("preview")->isEnabled());
        click("preview");
        QTRY_COMPARE(m_console->scriptedOperator.questions.size(), std::size_t(1));
        QCOMPARE(m_console->platform.applied().size(), std::size_t(1));
    }

    void lessHistoryIsKeptOnlyWhenItIsMeant()
    {
        m_console->scriptedOperator.accepts = false;
        choose("historyDays", 2);
        QCOMPARE(m_console->history->limits().quarters, Seconds(std::chrono::days(365)));
        QCOMPARE(find<QComboBox>("historyDays")->currentData().toInt(), 365);
        m_console->scriptedOperator.accepts = true;
        choose("historyDays", 2);
        QCOMPARE(m_console->history->limits().quarters, Seconds(std::chrono::days(90)));
        auto *size = find<QSpinBox>("historySize");
        size->setFocus();
        QTest::keyClick(size, Qt::Key_Up);
        QCOMPARE(m_console->history->limits().size, mebibytes(1088));
    }

    void whatIsWantedIsSaid()
    {
        const auto said = [this] { return m_window->statusBar()->currentMessage(); };
        PlatformEvent scaled;
        scaled.decision = Decision{{QStringLiteral("analysis")}, m_console->clock.now(), 1, 3};
        scaled.decision->reason = DecisionReason::ScaledUp;
        Q_EMIT m_console->platform.eventObserved(scaled);
        QCOMPARE(said(), QString()); // off at first
        toggle("notifyScaled");
        Q_EMIT m_console->platform.eventObserved(scaled);
        QVERIFY(said().startsWith(QStringLiteral("analysis: ")));
        m_console->platform.setState(ConnectionState::Lost);
        QVERIFY(said().startsWith(QStringLiteral("Local platform is lost")));
        m_window->statusBar()->clearMessage();
        m_console->platform.setState(ConnectionState::Connecting);
        m_console->platform.setState(ConnectionState::Lost);
        QCOMPARE(said(), QString()); // it was not live in between
        toggle("notifyLost");
        m_console->platform.setState(ConnectionState::Live);
        m_console->platform.setState(ConnectionState::Lost);
        QCOMPARE(said(), QString());
    }

    void anAutoscalerInTroubleIsSaidOnce()
    {
        const auto said = [this] { return m_window->statusBar()->currentMessage(); };
        Pool pool;
        pool.id = {QStringLiteral("analysis")};
        pool.autoscaler = AutoscalerStatus::Degraded;
        m_console->platform.show(m_console->clock.now(), {pool});
        QVERIFY(said().startsWith(QStringLiteral("analysis: the autoscaler is degraded")));
        m_window->statusBar()->clearMessage();
        pool.ready = 2;
        m_console->platform.show(m_console->clock.now(), {pool});
        QCOMPARE(said(), QString());
    }

    void aLongQueueIsSaidOnce()
    {
        const auto waiting = [this](int jobs) {
            Pool pool;
            pool.id = {QStringLiteral("analysis")};
            pool.queue = QueueDepth{jobs, 1};
            pool.ready = 2;
            m_window->statusBar()->clearMessage();
            m_console->platform.show(m_console->clock.now(), {pool});
            return m_window->statusBar()->currentMessage();
        };
        QCOMPARE(waiting(19), QString());
        QVERIFY(waiting(20).startsWith(QStringLiteral("analysis: 20 jobs wait")));
        QCOMPARE(waiting(30), QString());
        QCOMPARE(waiting(11), QString());
        QCOMPARE(waiting(20), QString()); // it was never short in between
        QCOMPARE(waiting(10), QString());
        QVERIFY(waiting(21).contains(QStringLiteral("Ready: 2 workers")));
        auto *length = find<QSpinBox>("longQueue");
        length->setFocus();
        QTest::keyClick(length, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(length, QStringLiteral("50"));
        QTest::keyClick(length, Qt::Key_Return);
        QCOMPARE(m_console->preferences.get<int>(Preference::LongQueue), 50);
        QCOMPARE(waiting(25), QString());
        QCOMPARE(waiting(49), QString());
        QVERIFY(!waiting(50).isEmpty());
        toggle("notifyQueue");
        QVERIFY(!length->isEnabled());
        QCOMPARE(waiting(0), QString());
        QCOMPARE(waiting(50), QString());
    }

    void aChangeThatFailsIsSaid()
    {
        m_console->platform.onApply = [](const Change &) {
            return Result<Receipt>(fail(ErrorKind::Io, QStringLiteral("scale"), QStringLiteral("no port")));
        };
        m_window->navigator().goToPool(m_console->platform.id(), {QStringLiteral("analysis")});
        find<QSpinBox>("replicas")->setValue(3);
        click("preview");
        QTRY_VERIFY(
            m_window->statusBar()->currentMessage().contains(QStringLiteral("Scale analysis to 3 workers")));
    }
};

QTEST_MAIN(SettingsPageTest)
#include "tst_settingspage.moc"
