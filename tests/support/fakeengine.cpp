#include "tests/support/fakeengine.h"

#include "base/units.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

namespace crescendo {

namespace {

HttpResponse message(int status, const QString &text)
{
    return jsonReply(status, QJsonDocument(QJsonObject{{QStringLiteral("message"), text}}).toJson());
}

Error refused()
{
    return {ErrorKind::Unavailable, QStringLiteral("connect"), QStringLiteral("Connection refused"), 0, true};
}

QJsonObject labelsOf(const FakeEngine::Container &container)
{
    return container.body[QLatin1String("Labels")].toObject();
}

QString hostPortOf(const FakeEngine::Container &container)
{
    return container
        .body[QLatin1String("HostConfig")][QLatin1String("PortBindings")][QLatin1String("80/tcp")][0]
             [QLatin1String("HostPort")]
        .toString();
}

QJsonArray portsOf(const FakeEngine::Container &container)
{
    QJsonArray ports;
    for (const int port : container.hostPorts)
        ports.append(QJsonObject{{QStringLiteral("PrivatePort"), 80},
                                 {QStringLiteral("PublicPort"), port},
                                 {QStringLiteral("Type"), QStringLiteral("tcp")}});
    return ports;
}

bool matches(const FakeEngine::Container &container, const QJsonArray &labels)
{
    return std::ranges::all_of(labels, [&](const QJsonValue &label) {
        const QString key = label.toString().section(QLatin1Char('='), 0, 0);
        if (key == label.toString())
            return labelsOf(container).contains(key);
        return labelsOf(container)[key].toString() == label.toString().section(QLatin1Char('='), 1);
    });
}

} // namespace

FakeEngine::FakeEngine() : transport([this](const HttpRequest &request) { return answer(request); })
{
}

FakeEngine::Container &FakeEngine::addReplica(int number, const QString &state)
{
    return addReplicaOf(QStringLiteral("web"), number, state);
}

FakeEngine::Container &FakeEngine::addReplicaOf(const QString &service, int number, const QString &state)
{
    const QString name = QStringLiteral("p-%1-%2").arg(service).arg(number);
    const QJsonObject labels{
        {QStringLiteral("com.docker.compose.project"), QStringLiteral("p")},
        {QStringLiteral("com.docker.compose.service"), service},
        {QStringLiteral("com.docker.compose.oneoff"), QStringLiteral("False")},
        {QStringLiteral("com.docker.compose.container-number"), QString::number(number)}};
    const QJsonArray bindings{QJsonObject{{QStringLiteral("HostIp"), QStringLiteral("127.0.0.1")},
                                          {QStringLiteral("HostPort"), hostPort}}};
    const QJsonObject hostConfig{
        {QStringLiteral("NetworkMode"), QStringLiteral("p_default")},
        {QStringLiteral("PortBindings"), QJsonObject{{QStringLiteral("80/tcp"), bindings}}}};
    const QJsonObject endpoints{
        {QStringLiteral("p_default"), QJsonObject{{QStringLiteral("Aliases"), QJsonArray{name, service}}}}};
    const QJsonObject body{
        {QStringLiteral("Image"), QStringLiteral("web:1")},
        {QStringLiteral("Labels"), labels},
        {QStringLiteral("HostConfig"), hostConfig},
        {QStringLiteral("NetworkingConfig"), QJsonObject{{QStringLiteral("EndpointsConfig"), endpoints}}}};
    (void)create("name=" + name.toUtf8(), QJsonDocument(body).toJson());
    Container &container = *find(name);
    if (state == QLatin1String("running"))
        (void)start(container);
    container.state = state;
    return container;
}

FakeEngine::Container *FakeEngine::find(const QString &idOrName)
{
    const auto found = std::ranges::find_if(containers, [&](const Container &container) {
        return container.id == idOrName || container.name == idOrName;
    });
    return found == containers.end() ? nullptr : &*found;
}

QString FakeEngine::show() const
{
    QStringList shown;
    for (const Container &container : containers)
        shown += QString(container.name).remove(QStringLiteral("p-")) + QLatin1Char(' ') + container.state;
    shown.sort();
    return shown.join(QStringLiteral(", "));
}

void FakeEngine::serveEvents()
{
    while (m_openStreams < transport.streams.size()) {
        ScriptedStream *stream = transport.streams[m_openStreams++];
        if (stream && isDown)
            Q_EMIT stream->finished(fail(refused()));
        else if (stream)
            Q_EMIT stream->opened(200, {});
    }
}

void FakeEngine::goDown()
{
    isDown = true;
    for (const QPointer<ScriptedStream> &stream : transport.streams) {
        if (stream)
            Q_EMIT stream->finished(fail(refused()));
    }
}

void FakeEngine::crash(const QString &idOrName)
{
    Container &container = *find(idOrName);
    container.state = QStringLiteral("exited");
    container.hostPorts.clear();
    tell(QStringLiteral("die"), container);
}

void FakeEngine::tell(const QString &action, const Container &container)
{
    QJsonObject attributes = labelsOf(container);
    attributes.insert(QStringLiteral("name"), container.name);
    if (action == QLatin1String("die"))
        attributes.insert(QStringLiteral("exitCode"), QStringLiteral("137"));
    const QJsonObject event{
        {QStringLiteral("Type"), QStringLiteral("container")},
        {QStringLiteral("Action"), action},
        {QStringLiteral("Actor"),
         QJsonObject{{QStringLiteral("ID"), container.id}, {QStringLiteral("Attributes"), attributes}}}};
    for (std::size_t i = 0; i < m_openStreams; ++i) {
        if (ScriptedStream *stream = transport.streams[i])
            Q_EMIT stream->received(QJsonDocument(event).toJson(QJsonDocument::Compact));
    }
}

Result<HttpResponse> FakeEngine::answer(const HttpRequest &request)
{
    if (interfere) {
        if (const auto instead = interfere(request))
            return *instead;
    }
    return perform(request);
}

Result<HttpResponse> FakeEngine::perform(const HttpRequest &request)
{
    if (isDown)
        return fail(refused());
    if (request.target == "/_ping")
        return HttpResponse{200, {{"Api-Version", apiVersion}}, "OK"};
    const QList<QByteArray> parts = request.target.split('?');
    const QString path = QString::fromUtf8(parts[0]).section(QLatin1Char('/'), 2);
    return dispatch(request.method, path, parts.value(1), request.body);
}

HttpResponse FakeEngine::dispatch(const QByteArray &method, const QString &path, const QByteArray &query,
                                  const QByteArray &body)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    if (path == QLatin1String("containers/json"))
        return list(query);
    if (path == QLatin1String("containers/create"))
        return create(query, body);
    if (parts[0] == QLatin1String("networks"))
        return connectNetwork(parts[1], body);
    Container *container = find(parts[1]);
    if (!container)
        return message(404, QStringLiteral("No such container: ") + parts[1]);
    return act(method, *container, parts.value(2));
}

HttpResponse FakeEngine::list(const QByteArray &query) const
{
    const QString filters =
        QUrlQuery(QString::fromUtf8(query)).queryItemValue(QStringLiteral("filters"), QUrl::FullyDecoded);
    const QJsonArray labels = QJsonDocument::fromJson(filters.toUtf8())[QLatin1String("label")].toArray();
    QJsonArray rows;
    for (const Container &container : containers) {
        if (!matches(container, labels))
            continue;
        rows.append(QJsonObject{{QStringLiteral("Id"), container.id},
                                {QStringLiteral("Names"), QJsonArray{QLatin1Char('/') + container.name}},
                                {QStringLiteral("State"), container.state},
                                {QStringLiteral("Created"), container.created},
                                {QStringLiteral("Ports"), portsOf(container)},
                                {QStringLiteral("Labels"), labelsOf(container)}});
    }
    return jsonReply(200, QJsonDocument(rows).toJson());
}

HttpResponse FakeEngine::create(const QByteArray &query, const QByteArray &body)
{
    const QString name =
        QUrlQuery(QString::fromUtf8(query)).queryItemValue(QStringLiteral("name"), QUrl::FullyDecoded);
    if (find(name))
        return message(409,
                       QStringLiteral("Conflict. The container name \"/%1\" is already in use").arg(name));
    Container container;
    container.created = ++m_created;
    container.id =
        QStringLiteral("%1").arg(m_created, 12, 16, QLatin1Char('0')) + QString(52, QLatin1Char('a'));
    container.name = name;
    container.state = QStringLiteral("created");
    container.body = QJsonDocument::fromJson(body).object();
    container.networks =
        container.body[QLatin1String("NetworkingConfig")][QLatin1String("EndpointsConfig")].toObject();
    containers.push_back(container);
    tell(QStringLiteral("create"), container);
    return jsonReply(201, QJsonDocument(QJsonObject{{QStringLiteral("Id"), container.id}}).toJson());
}

HttpResponse FakeEngine::connectNetwork(const QString &network, const QByteArray &body)
{
    const QJsonObject request = QJsonDocument::fromJson(body).object();
    Container *container = find(request[QLatin1String("Container")].toString());
    if (!container)
        return message(404, QStringLiteral("No such container"));
    if (container->networks.contains(network))
        return message(403, QStringLiteral("endpoint with name x already exists in network ") + network);
    container->networks.insert(network, request[QLatin1String("EndpointConfig")]);
    return jsonReply(200, "");
}

HttpResponse FakeEngine::act(const QByteArray &method, Container &container, const QString &action)
{
    if (method == "DELETE")
        return remove(container.id);
    if (action == QLatin1String("json"))
        return jsonReply(200, QJsonDocument(inspect(container)).toJson());
    if (action == QLatin1String("start"))
        return start(container);
    if (action == QLatin1String("stats"))
        return jsonReply(200, QJsonDocument(stats(container)).toJson());
    if (action == QLatin1String("stop"))
        return stop(container);
    if (action == QLatin1String("unpause") && container.state == QLatin1String("paused")) {
        container.state = QStringLiteral("running");
        return jsonReply(204, "");
    }
    return message(409, QStringLiteral("cannot %1 a container that is %2").arg(action, container.state));
}

HttpResponse FakeEngine::stop(Container &container)
{
    if (container.state != QLatin1String("running"))
        return jsonReply(304, "");
    tell(QStringLiteral("kill"), container);
    crash(container.id);
    tell(QStringLiteral("stop"), container);
    return jsonReply(204, "");
}

HttpResponse FakeEngine::start(Container &container)
{
    if (container.state == QLatin1String("running"))
        return jsonReply(304, "");
    const QString range = hostPortOf(container);
    if (!range.isEmpty()) {
        QList<int> taken;
        for (const Container &other : containers)
            taken += other.hostPorts;
        int port = range.section(QLatin1Char('-'), 0, 0).toInt();
        while (taken.contains(port))
            ++port;
        if (port > range.section(QLatin1Char('-'), -1).toInt())
            return message(
                500, QStringLiteral("Bind for 127.0.0.1:%1 failed: port is already allocated").arg(port - 1));
        container.hostPorts = {port};
    }
    container.state = QStringLiteral("running");
    tell(QStringLiteral("start"), container);
    return jsonReply(204, "");
}

HttpResponse FakeEngine::remove(const QString &id)
{
    const Container gone = *find(id);
    if (gone.state == QLatin1String("running"))
        crash(id);
    tell(QStringLiteral("destroy"), gone);
    std::erase_if(containers, [&](const Container &container) { return container.id == id; });
    return jsonReply(204, "");
}

QJsonObject FakeEngine::inspect(const Container &container) const
{
    QJsonObject config = container.body;
    config.remove(QLatin1String("HostConfig"));
    config.remove(QLatin1String("NetworkingConfig"));
    return {
        {QStringLiteral("Id"), container.id},
        {QStringLiteral("Name"), QLatin1Char('/') + container.name},
        {QStringLiteral("State"),
         QJsonObject{{QStringLiteral("Status"), container.state},
                     {QStringLiteral("StartedAt"), QStringLiteral("2026-03-01T14:22:05Z")}}},
        {QStringLiteral("Config"), config},
        {QStringLiteral("HostConfig"), container.body[QLatin1String("HostConfig")]},
        {QStringLiteral("NetworkSettings"), QJsonObject{{QStringLiteral("Networks"), container.networks}}}};
}

/// Half a core of two, and 64 MiB without the cache.
QJsonObject FakeEngine::stats(const Container &container)
{
    if (container.state != QLatin1String("running"))
        return {};
    ++m_measurings;
    const qint64 used = 250'000'000LL * m_measurings;
    const QJsonObject cpu{{QStringLiteral("cpu_usage"), QJsonObject{{QStringLiteral("total_usage"), used}}},
                          {QStringLiteral("system_cpu_usage"), 1'000'000'000LL * m_measurings},
                          {QStringLiteral("online_cpus"), 2}};
    const QJsonObject memory{
        {QStringLiteral("usage"), mebibytes(80).value},
        {QStringLiteral("stats"), QJsonObject{{QStringLiteral("inactive_file"), mebibytes(16).value}}}};
    return {{QStringLiteral("read"), QStringLiteral("2026-03-01T14:22:05Z")},
            {QStringLiteral("cpu_stats"), cpu},
            {QStringLiteral("memory_stats"), memory}};
}

} // namespace crescendo
