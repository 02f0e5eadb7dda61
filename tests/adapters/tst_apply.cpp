#include "api/poolstate.h"
#include "tests/support/consolejournal.h"
#include "tests/support/serviceprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
constexpr Bytes roomy{qint64{1} << 50}; // more than a sanitizer reserves

} // namespace

// Changes in a file, carried out by the console without a window on the real service.
class TestApply : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<ServiceProcess>();
        m_console = std::make_unique<ConsoleProcess>();
        QVERIFY2(m_service->start(), qPrintable(m_service->output()));
        QTRY_VERIFY_WITH_TIMEOUT(isReady(analysis, 1) && isReady(generation, 1), 30'000);
    }
    void cleanup()
    {
        m_console.reset();
        m_service.reset();
    }

    void aDryRunChangesNothing()
    {
        const QList<QJsonObject> told = apply({scale(analysis, 3)}, {QStringLiteral("--dry-run")});
        QCOMPARE(m_console->exitCode(), 0);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][QLatin1String("result")].toString(), QStringLiteral("previewed"));
        const QJsonValue preview = told[0][QLatin1String("preview")];
        QCOMPARE(preview[QLatin1String("differences")][0][QLatin1String("after")].toString(),
                 QStringLiteral("3"));
        QVERIFY(preview[QLatin1String("command")].toString().startsWith(
            QStringLiteral("curl -X PUT -H \"Authorization: Bearer $(cat %1/control-token)\"")
                .arg(m_service->dataFolder())));
        QCOMPARE(m_service->pool(analysis).desired, std::optional(1));
        QCOMPARE(journalOf(*m_console).size(), 0U);
    }

    void appliesToPoolsOneAfterTheOther()
    {
        const QList<QJsonObject> told = apply({scale(analysis, 3), scale(generation, 2), scale(analysis, 2)});
        QVERIFY2(m_console->exitCode() == 0, qPrintable(m_console->output()));
        QCOMPARE(told.size(), 3);
        for (const QJsonObject &change : told) {
            QCOMPARE(change[QLatin1String("result")].toString(), QStringLiteral("verified"));
            QCOMPARE(change[QLatin1String("entry")][QLatin1String("receipt")][QLatin1String("verified")],
                     QJsonValue(true));
        }
        QCOMPARE(m_service->pool(analysis).desired, std::optional(2));
        QCOMPARE(m_service->pool(generation).desired, std::optional(2));
        const std::vector<JournalEntry> written = journalOf(*m_console);
        QCOMPARE(written.size(), 3U);
        QCOMPARE(written[1].change.pool, generation);
        QCOMPARE(toString(written[1].state), QStringLiteral("verified"));
        QCOMPARE(written[1].receipt->undo->action, ChangeAction(SetReplicas{1, std::nullopt}));
    }

    void turnsTheAutoscalerOff()
    {
        const QList<QJsonObject> told =
            apply({change("setAutoscalerEnabled", {}, {{QStringLiteral("enabled"), false}})});
        QCOMPARE(told.size(), 1);
        QVERIFY2(m_console->exitCode() == 0, qPrintable(m_console->output()));
        QCOMPARE(m_service->pool(analysis).profile->enabled, false);
        QCOMPARE(m_service->pool(generation).profile->enabled, false);
        QCOMPARE(journalOf(*m_console).front().receipt->undo->action,
                 ChangeAction(SetAutoscalerEnabled{true}));
    }

    void switchesEachPoolBackToWhatItWas()
    {
        Profile off = *m_service->pool(generation).profile;
        off.enabled = false;
        QVERIFY(isApplied({change("applyProfile", generation, {{QStringLiteral("profile"), toJson(off)}})}));
        const QList<QJsonObject> told =
            apply({change("setAutoscalerEnabled", {}, {{QStringLiteral("enabled"), true}})});
        QVERIFY2(m_console->exitCode() == 0, qPrintable(m_console->output()));
        const QJsonValue entry = told[0][QLatin1String("entry")];
        const QJsonArray expected{
            QJsonObject{{QStringLiteral("field"), QStringLiteral("Enabled[generation]")},
                        {QStringLiteral("before"), QStringLiteral("false")},
                        {QStringLiteral("after"), QStringLiteral("true")}}};
        QCOMPARE(entry[QLatin1String("differences")], QJsonValue(expected));
        QCOMPARE(entry[QLatin1String("receipt")][QLatin1String("readBack")], QJsonValue(expected));
        QCOMPARE(m_service->pool(generation).profile->enabled, true);

        QVERIFY(isApplied({entry[QLatin1String("receipt")][QLatin1String("undo")]}));
        QCOMPARE(m_service->pool(analysis).profile->enabled, true);
        QCOMPARE(m_service->pool(generation).profile->enabled, false);
    }

    void refusesToSwitchWhatIsBasedOnAnOldState()
    {
        QJsonObject old = change("setAutoscalerEnabled", {}, {{QStringLiteral("enabled"), false}});
        old.insert(QStringLiteral("basedOn"), QStringLiteral("long ago"));
        const QList<QJsonObject> told = apply({old});
        QCOMPARE(m_console->exitCode(), 1);
        QCOMPARE(told[0][QLatin1String("error")][QLatin1String("kind")].toString(),
                 QStringLiteral("conflict"));
        QCOMPARE(m_service->pool(analysis).profile->enabled, true);
    }

    void changesLimitsAndPutsThemBack()
    {
        const QJsonObject wanted{{QStringLiteral("maxConcurrentJobs"), 2},
                                 {QStringLiteral("memory"), roomy.value}};
        const QString before = m_service->pool(analysis).workers.front().id.value;
        const QList<QJsonObject> told =
            apply({change("setWorkerLimits", analysis, {{QStringLiteral("limits"), wanted}})});
        QVERIFY2(m_console->exitCode() == 0, qPrintable(m_console->output()));
        QCOMPARE(told[0][QLatin1String("result")].toString(), QStringLiteral("verified"));
        QCOMPARE(m_service->pool(analysis).limits, std::optional(WorkerLimits{2, roomy}));
        QCOMPARE(m_service->pool(generation).limits, std::optional(WorkerLimits()));
        // Another worker takes the place of the one that has the old limits.
        QTRY_VERIFY_WITH_TIMEOUT(
            isReady(analysis, 1) && m_service->pool(analysis).workers.front().id.value != before, 30'000);

        const QJsonValue undo =
            told[0][QLatin1String("entry")][QLatin1String("receipt")][QLatin1String("undo")];
        (void)apply({undo});
        QVERIFY2(m_console->exitCode() == 0, qPrintable(m_console->output()));
        QCOMPARE(m_service->pool(analysis).limits, std::optional(WorkerLimits()));
    }

    void refusesWhatIsBasedOnAnOldState()
    {
        QJsonObject old = scale(analysis, 3);
        old.insert(QStringLiteral("basedOn"), QStringLiteral("long ago"));
        const QList<QJsonObject> told = apply({old, scale(generation, 2)});
        QCOMPARE(m_console->exitCode(), 1);
        QCOMPARE(told.size(), 2);
        QCOMPARE(told[0][QLatin1String("result")].toString(), QStringLiteral("refused"));
        QCOMPARE(told[0][QLatin1String("error")][QLatin1String("kind")].toString(),
                 QStringLiteral("conflict"));
        QCOMPARE(told[1][QLatin1String("result")].toString(), QStringLiteral("notTried"));
        QCOMPARE(m_service->pool(analysis).desired, std::optional(1));
        QCOMPARE(m_service->pool(generation).desired, std::optional(1));
    }

    void appliesNothingOfAMalformedFile()
    {
        const QList<QJsonObject> told =
            apply({scale(analysis, 3), QJsonObject{{QStringLiteral("kind"), QStringLiteral("setReplicas")}}});
        QCOMPARE(m_console->exitCode(), 2);
        QVERIFY(told.isEmpty());
        QVERIFY2(m_console->output().contains(QStringLiteral("change 2: /connection: expected text")),
                 qPrintable(m_console->output()));
        QCOMPARE(m_service->pool(analysis).desired, std::optional(1));
    }

    void changesNothingWhileItOnlyReads()
    {
        const QList<QJsonObject> told = apply({scale(analysis, 3)}, {QStringLiteral("--read-only")});
        QCOMPARE(m_console->exitCode(), 1);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][QLatin1String("error")][QLatin1String("kind")].toString(),
                 QStringLiteral("forbidden"));
        QCOMPARE(m_service->pool(analysis).desired, std::optional(1));
        QCOMPARE(journalOf(*m_console).size(), 0U);
    }

    void appliesToThePlatformThatItStarts()
    {
        QJsonObject stop = change("setPoolStopped", generation, {{QStringLiteral("stopped"), true}});
        stop.insert(QStringLiteral("connection"), QStringLiteral("local"));
        const QList<QJsonObject> told = apply({stop}, {}, false);
        QVERIFY2(m_console->exitCode() == 0, qPrintable(m_console->output()));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][QLatin1String("result")].toString(), QStringLiteral("verified"));
        QCOMPARE(m_console->children(), QStringList());
    }

private:
    bool isApplied(const QJsonArray &changes)
    {
        (void)apply(changes);
        return m_console->exitCode() == 0;
    }

    bool isReady(const PoolId &id, int workers) { return m_service->pool(id).ready == workers; }

    QJsonObject change(const char *kind, const PoolId &pool, const QJsonObject &members) const
    {
        QJsonObject change = members;
        change.insert(QStringLiteral("kind"), QLatin1String(kind));
        change.insert(QStringLiteral("connection"), m_service->url());
        change.insert(QStringLiteral("pool"), pool.value);
        return change;
    }

    /// Held, so that the autoscaler leaves it alone while the test looks.
    QJsonObject scale(const PoolId &pool, int replicas) const
    {
        return change("setReplicas", pool,
                      {{QStringLiteral("replicas"), replicas}, {QStringLiteral("holdSeconds"), 600}});
    }

    /// Lets the console apply a file; what it told, a line a change.
    QList<QJsonObject> apply(const QJsonArray &changes, const QStringList &more = {}, bool isEndpoint = true)
    {
        const QString path = m_console->file(QStringLiteral("changes.json"));
        const QByteArray text = QJsonDocument(changes).toJson();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        file.close();
        QStringList arguments{QStringLiteral("--headless"), QStringLiteral("--apply"), path};
        if (isEndpoint)
            arguments << QStringLiteral("--endpoint") << m_service->url()
                      << QStringLiteral("--control-token-file")
                      << m_service->dataFolder() + QStringLiteral("/control-token");
        m_console->start(arguments + more);
        m_console->waitForEnd(60'000);
        QList<QJsonObject> told;
        for (const QString &line : m_console->output().split(u'\n', Qt::SkipEmptyParts)) {
            if (line.startsWith(u'{')) // the others go to stderr
                told << QJsonDocument::fromJson(line.toUtf8()).object();
        }
        return told;
    }

    std::unique_ptr<ServiceProcess> m_service;
    std::unique_ptr<ConsoleProcess> m_console;
};

QTEST_GUILESS_MAIN(TestApply)
#include "tst_apply.moc"
