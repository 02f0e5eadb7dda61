#include "local/containerlog.h"
#include "tests/support/await.h"
#include "tests/support/forwardingtransport.h"
#include "tests/support/scriptedtransport.h"

#include <QSignalSpy>

using namespace crescendo;

namespace {

/// What an engine frames as the container's output.
QByteArray framed(const QByteArray &text)
{
    QByteArray header("\x01\0\0\0\0\0\0\0", 8);
    header[6] = static_cast<char>(text.size() >> 8);
    header[7] = static_cast<char>(text.size());
    return header + text;
}

QByteArray stamped(int nanoseconds, const QByteArray &text)
{
    return QByteArrayLiteral("2026-03-01T14:22:05.") + QByteArray::number(nanoseconds).rightJustified(9, '0')
        + "Z " + text + '\n';
}

} // namespace

/// A container's log while its engine and itself come and go.
class TestContainerLog : public QObject {
    Q_OBJECT

    std::unique_ptr<ScriptedTransport> m_engine;
    std::unique_ptr<ContainerLog> m_log;
    QStringList m_told;
    QByteArray m_state;
    bool m_isDown = false;
    int m_tries = 0;

    HttpResponse answer(const HttpRequest &request) const
    {
        if (!request.target.endsWith("/json"))
            return {200, {{"Api-Version", "1.41"}}, "OK"};
        return jsonReply(200,
                         R"({"Id":"abc","Name":"/w-1","State":{"Status":")" + m_state
                             + R"(","StartedAt":"2026-03-01T14:22:05Z"},"Config":{"Tty":false}})");
    }
    ScriptedStream *opened(std::size_t count)
    {
        if (!QTest::qWaitFor([&] { return m_engine->streams.size() == count; }))
            return nullptr;
        Q_EMIT m_engine->streams.back()->opened(200, {});
        return m_engine->streams.back();
    }
    QString told() const { return m_told.join(QLatin1Char('|')); }

private Q_SLOTS:
    void init()
    {
        m_told.clear();
        m_state = "running";
        m_isDown = false;
        m_engine = std::make_unique<ScriptedTransport>(
            [this](const HttpRequest &request) { return Result<HttpResponse>(answer(request)); });
        const MakeTransport connectEngine = [this]() -> Result<std::unique_ptr<HttpTransport>> {
            ++m_tries;
            if (m_isDown)
                return fail(ErrorKind::Unavailable, QStringLiteral("connect"));
            return std::make_unique<ForwardingTransport>(*m_engine);
        };
        m_log = std::make_unique<ContainerLog>(connectEngine, QStringLiteral("w-1"));
        connect(m_log.get(), &LiveLog::opened, this, [this] { m_told << QStringLiteral("opened"); });
        connect(m_log.get(), &LiveLog::ended, this, [this] { m_told << QStringLiteral("ended"); });
        connect(m_log.get(), &LiveLog::interrupted, this,
                [this](const Error &error) { m_told << toString(error.kind); });
        connect(m_log.get(), &LiveLog::wrote, this, [this](const LogRecords &records) {
            for (const LogRecord &record : records)
                m_told << QString::fromUtf8(record.text);
        });
    }
    void cleanup()
    {
        m_log.reset();
        m_engine.reset();
    }

    void tellsTheLastLinesAndFollows()
    {
        m_log->start();
        ScriptedStream *stream = opened(1);
        QVERIFY(stream);
        QVERIFY(stream->request.target.contains("/containers/abc/logs?"));
        QVERIFY(stream->request.target.contains("tail=10000"));
        Q_EMIT stream->received(framed(stamped(1, "a") + stamped(2, "\x1b[31mwarn: b\x1b[0m")));
        QCOMPARE(told(), QStringLiteral("opened|a|warn: b"));
    }

    void aCutStreamIsFollowedAnewWithoutRepeating()
    {
        m_log->start();
        ScriptedStream *stream = opened(1);
        QVERIFY(stream);
        Q_EMIT stream->received(framed(stamped(1, "a")));
        Q_EMIT stream->finished(fail(ErrorKind::Unavailable, QStringLiteral("read")));
        ScriptedStream *again = opened(2);
        QVERIFY(again);
        Q_EMIT again->received(framed(stamped(1, "a") + stamped(2, "b")));
        QCOMPARE(told(), QStringLiteral("opened|a|unavailable|opened|b"));
    }

    void anEngineThatIsGoneIsSaidOnce()
    {
        m_isDown = true;
        m_log->start();
        QTRY_COMPARE(told(), QStringLiteral("unavailable"));
        const int tries = m_tries;
        QTRY_VERIFY(m_tries > tries + 1);
        QCOMPARE(told(), QStringLiteral("unavailable"));
        m_isDown = false;
        QVERIFY(opened(1));
        QCOMPARE(told(), QStringLiteral("unavailable|opened"));
    }

    void theLogOfAnEndedContainerIsToldOnce()
    {
        m_state = "exited";
        m_log->start();
        ScriptedStream *stream = opened(1);
        QVERIFY(stream);
        Q_EMIT stream->received(framed(stamped(1, "last words")));
        Q_EMIT stream->finished({});
        QCOMPARE(told(), QStringLiteral("opened|last words|ended"));
        const std::size_t looks = m_engine->requests.size();
        QTRY_VERIFY(m_engine->requests.size() > looks); // it is looked at, but not read again
        QCOMPARE(m_engine->streams.size(), std::size_t(1));
        m_state = "running";
        QVERIFY(opened(2));
        QCOMPARE(told(), QStringLiteral("opened|last words|ended|opened"));
    }

    void whatIsStoppedReadsNothing()
    {
        m_log->start();
        QVERIFY(opened(1));
        m_log->stop();
        QVERIFY(m_engine->streams.front().isNull());
        m_log->start();
        QVERIFY(opened(2));
        m_log.reset();
        QVERIFY(m_engine->streams.back().isNull());
    }
};

QTEST_GUILESS_MAIN(TestContainerLog)
#include "tst_containerlog.moc"
