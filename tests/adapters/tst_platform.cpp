#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QSignalSpy>

using namespace crescendo;

// The console's platform on the real service: what it shows, what it changes, and how it survives a loss.
class TestPlatform : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<ServiceProcess>();
        QVERIFY2(m_service->start(), qPrintable(m_service->output()));
        m_platform = connectTo([this] { return m_service->controlToken(); });
        m_platform->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(analysis() && analysis()->ready == 1, 20'000);
    }

    void cleanup()
    {
        m_platform.reset();
        m_service.reset();
    }

    void aManualScaleIsPreviewedAppliedReadBackAndUndone()
    {
        const Change change{
            m_platform->id(), {QStringLiteral("analysis")}, SetReplicas{3, Seconds(60)}, {}, {}};
        const Result<Preview> preview = await(m_platform->preview(change));
        QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
        QCOMPARE(preview->differences.front().field, QStringLiteral("replicas"));
        QCOMPARE(analysis()->desired.value_or(0), 1); // looking changes nothing
        const Result<Receipt> receipt = await(m_platform->apply(preview->change));
        QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
        QVERIFY(receipt->verified);
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 3, 20'000);
        const Result<Receipt> undone = await(m_platform->apply(*receipt->undo));
        QVERIFY2(undone, undone ? "" : qPrintable(describe(undone.error())));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 1, 20'000);
    }

    void aChangeBasedOnAnOldStateIsRefused()
    {
        const Change first{m_platform->id(),
                           {QStringLiteral("analysis")},
                           SetReplicas{2, std::nullopt},
                           analysis()->version,
                           {}};
        QVERIFY(await(m_platform->apply(first)));
        const Result<Receipt> second = await(m_platform->apply(first));
        QVERIFY(!second);
        QCOMPARE(toString(second.error().kind), QStringLiteral("conflict"));
    }

    void anImpossibleChangeSaysWhatToDo()
    {
        const Change change{
            m_platform->id(), {QStringLiteral("analysis")}, SetReplicas{99, std::nullopt}, {}, {}};
        const Result<Preview> preview = await(m_platform->preview(change));
        QVERIFY(!preview);
        QCOMPARE(toString(preview.error().kind), QStringLiteral("invalidInput"));
        QVERIFY2(preview.error().detail.contains(QStringLiteral("edit the profile first")),
                 qPrintable(preview.error().detail));
    }

    void aLostServiceIsFoundAgain()
    {
        QSignalSpy states(m_platform.get(), &Platform::stateChanged);
        const QString address = QStringLiteral("127.0.0.1:%1").arg(m_service->port());
        m_service->kill();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Lost, 10'000);
        QVERIFY(analysis()); // what was last seen stays, with its age
        QVERIFY(m_platform->snapshot()->sources.at(Source::State).error);
        QVERIFY2(m_service->start({QStringLiteral("--listen"), address}), qPrintable(m_service->output()));
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 30'000);
    }

    void decisionsArriveAsTheyHappen()
    {
        QSignalSpy events(m_platform.get(), &Platform::eventObserved);
        const Change change{
            m_platform->id(), {QStringLiteral("generation")}, SetReplicas{2, std::nullopt}, {}, {}};
        QVERIFY(await(m_platform->apply(change)));
        const auto seen = [&events] {
            for (const QList<QVariant> &arguments : events) {
                const auto event = arguments.front().value<PlatformEvent>();
                if (event.decision && event.decision->reason == DecisionReason::Manual)
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(seen(), 5'000);
    }

    void withoutATokenItOnlyReads()
    {
        const auto reader = connectTo([] { return Secret(); });
        reader->start();
        QTRY_VERIFY_WITH_TIMEOUT(reader->state() == ConnectionState::Live, 20'000);
        QVERIFY(reader->capabilities().readOnly);
        const Change change{reader->id(), {QStringLiteral("analysis")}, SetReplicas{2, std::nullopt}, {}, {}};
        const Result<Receipt> refused = await(reader->apply(change));
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), QStringLiteral("forbidden"));
    }

    void theServicesMemoryFillsGaps()
    {
        const SystemClock clock;
        const auto known = [this, &clock] {
            const Result<Backfill> history =
                await(m_platform->history(clock.now() - std::chrono::hours(1), clock.now() + Seconds(1)));
            return history && !history->samples.empty() && !history->decisions.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(known(), 10'000);
    }

private:
    std::unique_ptr<ServicePlatform> connectTo(std::function<Secret()> token)
    {
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("local")};
        endpoint.name = QStringLiteral("Local platform");
        endpoint.url = m_service->url();
        endpoint.controlToken = std::move(token);
        return std::make_unique<ServicePlatform>(
            std::move(endpoint), std::make_unique<NetworkTransport>(QUrl(m_service->url())), m_clock);
    }

    const Pool *analysis() const { return m_platform->snapshot()->pool({QStringLiteral("analysis")}); }

    SystemClock m_clock;
    std::unique_ptr<ServiceProcess> m_service;
    std::unique_ptr<ServicePlatform> m_platform;
};

QTEST_GUILESS_MAIN(TestPlatform)
#include "tst_platform.moc"
