#pragma once

#include "local/metricsplatform.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeengine.h"
#include "tests/support/forwardingtransport.h"

#include <QFile>
#include <QTemporaryDir>

namespace crescendo {

/// Somebody else's music-api with a pool "web" of an engine's project p, and a settings file.
struct MetricsFixture {
    MetricsFixture() : service([this](const HttpRequest &request) { return answer(request); })
    {
        metrics.common = {true, 1, 5, 3, 1, Seconds(60)};
        metrics.status = AutoscalerStatus::Active;
        metrics.pools[{QStringLiteral("web")}] = {{5, 2}, 40, true, false};
        engine.addReplica(1);
        engine.interfere = [](const HttpRequest &request) -> std::optional<Result<HttpResponse>> {
            if (request.target.endsWith("/info"))
                return Result<HttpResponse>(jsonReply(200, R"({"NCPU": 4, "MemTotal": 8589934592})"));
            return std::nullopt;
        };
    }

    /// `settings` is the text of the settings file; empty: there is none.
    std::unique_ptr<MetricsPlatform> connect(const QByteArray &settings = {})
    {
        MetricsEndpoint endpoint;
        endpoint.id = {QStringLiteral("foreign")};
        endpoint.url = QUrl(QStringLiteral("http://127.0.0.1:5000"));
        endpoint.project = QStringLiteral("p");
        endpoint.engine = [this] { return connectEngine(); };
        endpoint.gpus = gpus;
        if (!settings.isEmpty()) {
            writeSettings(settings);
            endpoint.settings.emplace(settingsPath());
        }
        return std::make_unique<MetricsPlatform>(std::move(endpoint),
                                                 std::make_unique<ForwardingTransport>(service), clock);
    }

    Result<HttpResponse> answer(const HttpRequest &request) const
    {
        if (isDown)
            return fail(Error{ErrorKind::Unavailable, QStringLiteral("connect"), {}, 0, true});
        if (request.target != "/api/metrics/autoscaling")
            return jsonReply(404, "{}");
        return jsonReply(200, encode(metrics));
    }

    QString settingsPath() const { return folder.filePath(QStringLiteral("appsettings.json")); }
    void writeSettings(const QByteArray &text) const
    {
        QFile file(settingsPath());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(settingsPath()));
    }
    QByteArray settings() const
    {
        QFile file(settingsPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    FakeClock clock;
    FakeEngine engine;
    ScriptedTransport service;
    AutoscalingMetrics metrics;
    bool isDown = false;
    MakeTransport connectEngine = [this]() -> Result<std::unique_ptr<HttpTransport>> {
        return std::make_unique<ForwardingTransport>(engine.transport);
    };
    ReadGpus gpus; ///< nobody tells
    QTemporaryDir folder;
};

inline const Pool *webOf(const Platform &platform)
{
    return platform.snapshot()->pool({QStringLiteral("web")});
}

inline Change changeOfWeb(ChangeAction action)
{
    return {{QStringLiteral("foreign")}, {QStringLiteral("web")}, std::move(action), {}, {}};
}

} // namespace crescendo
