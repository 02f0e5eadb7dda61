#pragma once

#include "api/leaseclient.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonDocument>
#include <QStringList>

#include <deque>
#include <map>

namespace crescendo {

/// The service's lease calls without a service: hands out what is queued, keeps a log of what workers report
/// ("complete 1 application/json {}"), and answers as told instead where a reply is scripted.
class FakeService {
public:
    std::deque<Lease> queue;
    QStringList log; ///< reports, without lease calls and heartbeats
    QStringList heartbeats;
    std::map<QByteArray, std::deque<Result<HttpResponse>>> scripted; ///< by action: "lease", "complete", …
    ScriptedTransport transport{[this](const HttpRequest &request) { return answer(request); }};

private:
    Result<HttpResponse> answer(const HttpRequest &request)
    {
        const QByteArray action = request.target.mid(request.target.lastIndexOf('/') + 1);
        if (action != "lease")
            record(action, request);
        if (auto &replies = scripted[action]; !replies.empty()) {
            Result<HttpResponse> reply = replies.front();
            if (replies.size() > 1) // the last one stays
                replies.pop_front();
            return reply;
        }
        return action == "lease" ? lease() : jsonReply(200, "{}");
    }

    void record(const QByteArray &action, const HttpRequest &request)
    {
        const QByteArray job = request.target.split('/').value(4);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QByteArray what = request.body;
        if (action == "heartbeat")
            what = QByteArray::number(body.value(QLatin1String("progress")).toDouble());
        if (action == "complete")
            what = headerValue(request.headers, "Content-Type") + ' ' + request.body;
        if (action == "fail")
            what = body.value(QLatin1String("cause")).toString().toUtf8() + ": "
                + body.value(QLatin1String("reason")).toString().toUtf8();
        auto &lines = action == "heartbeat" ? heartbeats : log;
        lines.append(QString::fromUtf8(action + ' ' + job + ' ' + what));
    }

    Result<HttpResponse> lease()
    {
        if (queue.empty())
            return HttpResponse{204, {}, {}};
        const Lease next = queue.front();
        queue.pop_front();
        return jsonReply(200, QJsonDocument(toJson(next)).toJson());
    }
};

} // namespace crescendo
