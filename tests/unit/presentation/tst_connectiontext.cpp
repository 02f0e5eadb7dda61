#include "ui/presentation/connectiontext.h"

#include <QTest>

using namespace crescendo;

namespace {

ConnectionProbe probe()
{
    ConnectionProbe probe;
    probe.isOurService = true;
    probe.pools = {{QStringLiteral("analysis")}, {QStringLiteral("generation")}};
    probe.latency = Millis(12);
    return probe;
}

} // namespace

class ConnectionTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhoAnswers()
    {
        QCOMPARE(textOf(probe()),
                 (StateText{Tone::Fine,
                            QStringLiteral("Crescendo's own service answers in 12 ms; pools: analysis, "
                                           "generation.")}));
        ConnectionProbe foreign = probe();
        foreign.isOurService = false;
        foreign.engine = QStringLiteral("20.10.24");
        QCOMPARE(textOf(foreign).text,
                 QStringLiteral("A service with the metrics endpoint answers in 12 ms; pools: analysis, "
                                "generation. Docker engine 20.10.24."));
    }

    void saysWhatIsMissing()
    {
        ConnectionProbe limited = probe();
        limited.tokenError = Error{ErrorKind::Unauthorized, QStringLiteral("control"), QStringLiteral("no")};
        limited.engineError =
            Error{ErrorKind::Unavailable, QStringLiteral("version"), QStringLiteral("refused")};
        const StateText text = textOf(limited);
        QCOMPARE(text.tone, Tone::Limited);
        QVERIFY(text.text.contains(QStringLiteral("Its Docker engine: ")));
        QVERIFY(text.text.contains(QStringLiteral("It takes no changes: ")));
    }

    void tellsOfClusters()
    {
        ConnectionProbe cluster;
        cluster.kubernetes = QStringLiteral("v1.36.3");
        cluster.latency = Millis(7);
        QCOMPARE(textOf(cluster),
                 (StateText{Tone::Fine, QStringLiteral("Kubernetes v1.36.3 answers in 7 ms.")}));
        ClusterContext context{QStringLiteral("aks"), QStringLiteral("https://aks:443"), {}, true, true, {}};
        QCOMPARE(textOf(context),
                 QStringLiteral("aks · https://aks:443 · unsafe: nobody verifies the server · current"));
        context.fault = Error{ErrorKind::InvalidInput, QStringLiteral("use kubeconfig"),
                              QStringLiteral("cluster \"x\" does not exist")};
        QVERIFY(textOf(context).startsWith(QStringLiteral("aks · ")));
        QVERIFY(textOf(context).contains(QStringLiteral("does not exist")));
    }

    void namesProjects()
    {
        DiscoveredProject project;
        project.name = QStringLiteral("directai");
        project.services = {{QStringLiteral("analysis-worker"), 5, 4}, {QStringLiteral("music-api"), 1, 1}};
        QCOMPARE(textOf(project),
                 QStringLiteral("directai · no metrics endpoint found · 5 of 6 containers run"));
        project.endpoint = QUrl(QStringLiteral("http://127.0.0.1:5000"));
        QCOMPARE(textOf(project), QStringLiteral("directai · http://127.0.0.1:5000 · 5 of 6 containers run"));
    }
};

QTEST_GUILESS_MAIN(ConnectionTextTest)
#include "tst_connectiontext.moc"
