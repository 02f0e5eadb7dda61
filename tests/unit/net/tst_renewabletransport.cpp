#include "net/renewabletransport.h"
#include "tests/support/await.h"
#include "tests/support/scriptedtransport.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

/// One that answers with its number.
std::unique_ptr<ScriptedTransport> numbered(int number)
{
    return std::make_unique<ScriptedTransport>(
        [number](const HttpRequest & /*request*/) { return jsonReply(number, "{}"); });
}

QString described(const Result<HttpResponse> &reply)
{
    return reply ? QString::number(reply->status) : toString(reply.error().kind);
}

} // namespace

class RenewableTransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOnWithTheNewOne();
    void letsTheOldOneComeToItsEnd();
    void cutsTheOldOneWhereItIsTold();
    void cancelsAllWhenItGoes();
};

void RenewableTransportTest::goesOnWithTheNewOne()
{
    auto first = numbered(201);
    const QPointer<ScriptedTransport> old = first.get();
    RenewableTransport transport(std::move(first));
    QCOMPARE(described(await(transport.send({}))), QStringLiteral("201"));
    transport.renew(numbered(202));
    QCOMPARE(described(await(transport.send({}))), QStringLiteral("202"));
    QTRY_VERIFY(!old); // it had nothing to do
    transport.renew(numbered(203));
    QCOMPARE(described(await(transport.send({}))), QStringLiteral("203"));
}

void RenewableTransportTest::letsTheOldOneComeToItsEnd()
{
    auto first = numbered(201);
    const QPointer<ScriptedTransport> old = first.get();
    RenewableTransport transport(std::move(first));
    const auto sent = transport.send({});
    auto stream = transport.open({});
    auto other = transport.open({});
    transport.renew(numbered(202));
    transport.renew(numbered(203));
    QCOMPARE(described(await(sent)), QStringLiteral("201"));
    other.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(old); // of one stream
    const QSignalSpy received(stream.get(), &HttpStream::received);
    Q_EMIT old->streams.front()->received("a");
    QCOMPARE(received.count(), 1);
    stream.reset();
    QTRY_VERIFY(!old);
    QCOMPARE(described(await(transport.send({}))), QStringLiteral("203"));
}

void RenewableTransportTest::cutsTheOldOneWhereItIsTold()
{
    auto first = numbered(201);
    const QPointer<ScriptedTransport> old = first.get();
    RenewableTransport transport(std::move(first));
    const auto sent = transport.send({});
    const auto stream = transport.open({});
    transport.replace(numbered(202));
    QVERIFY(!old);
    QCOMPARE(described(await(sent)), QStringLiteral("cancelled"));
    QCOMPARE(described(await(transport.send({}))), QStringLiteral("202"));
}

void RenewableTransportTest::cancelsAllWhenItGoes()
{
    auto transport = std::make_unique<RenewableTransport>(numbered(201));
    const auto first = transport->send({});
    const auto stream = transport->open({});
    transport->renew(numbered(202));
    const auto second = transport->send({});
    transport.reset();
    QCOMPARE(described(await(first)), QStringLiteral("cancelled"));
    QCOMPARE(described(await(second)), QStringLiteral("cancelled"));
}

QTEST_GUILESS_MAIN(RenewableTransportTest)
#include "tst_renewabletransport.moc"
