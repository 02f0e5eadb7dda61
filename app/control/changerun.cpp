#include "control/changerun.h"

#include "control/changerules.h"
#include "control/connections.h"
#include "history/changejson.h"

#include <QJsonDocument>

namespace crescendo {

ChangeRun::ChangeRun(Connections &connections, ChangePipeline &pipeline, std::vector<Change> changes,
                     const ChangeRunOptions &options, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_pipeline(pipeline)
    , m_changes(changes.begin(), changes.end())
    , m_options(options)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &ChangeRun::beginIfPossible);
    for (Platform *platform : connections.all()) {
        connect(platform, &Platform::snapshotChanged, this, &ChangeRun::beginIfPossible);
        connect(platform, &Platform::stateChanged, this, &ChangeRun::beginIfPossible);
    }
}

void ChangeRun::start()
{
    m_patience.start(m_options.patience);
    next();
}

/// A platform that does not exist is not waited for.
bool ChangeRun::canBegin() const
{
    const Platform *platform = m_connections.find(m_changes.front().connection);
    return !platform || !m_patience.isActive() || isShown(*platform);
}

bool ChangeRun::isShown(const Platform &platform) const
{
    const SnapshotPtr snapshot = platform.snapshot();
    if (platform.state() != ConnectionState::Live || snapshot->pools.empty())
        return false;
    // An engine answers later than its service.
    const auto engine = snapshot->sources.find(Source::Docker);
    if (engine != snapshot->sources.end() && engine->second.lastSeen == TimePoint() && !engine->second.error)
        return false;
    return !m_done || m_done->connection != platform.id() || isInEffect(*m_done, *snapshot).value_or(true);
}

void ChangeRun::beginIfPossible()
{
    if (m_isWaiting && canBegin())
        begin();
}

void ChangeRun::begin()
{
    m_isWaiting = false;
    m_pipeline.preview(m_changes.front()).then(this, [this](const Result<Proposal> &proposal) {
        onPreviewed(proposal);
    });
}

void ChangeRun::onPreviewed(const Result<Proposal> &proposal)
{
    if (!proposal)
        return refuse(proposal.error(), {});
    const QJsonObject preview = toJson(proposal->preview);
    if (m_options.isDryRun) {
        tell(QStringLiteral("previewed"), {{QStringLiteral("preview"), preview}});
        return next();
    }
    m_pipeline.confirm(*proposal).then(
        this, [this, preview](const Result<Outcome> &outcome) { onConfirmed(preview, outcome); });
}

void ChangeRun::onConfirmed(const QJsonObject &preview, const Result<Outcome> &outcome)
{
    if (!outcome)
        return refuse(outcome.error(), preview);
    const JournalEntry &entry = outcome->entry;
    QJsonObject more{{QStringLiteral("preview"), preview}, {QStringLiteral("entry"), toJson(entry)}};
    if (outcome->again)
        more.insert(QStringLiteral("again"), toJson(outcome->again->preview));
    const bool isVerified = entry.state == ChangeState::Verified;
    m_isGood = m_isGood && isVerified;
    if (isVerified)
        m_done = entry.change;
    tell(toString(entry.state), more);
    if (entry.isDone())
        next();
    else
        end();
}

void ChangeRun::refuse(const Error &error, const QJsonObject &preview)
{
    QJsonObject more{{QStringLiteral("error"), toJson(error)}};
    if (!preview.isEmpty())
        more.insert(QStringLiteral("preview"), preview);
    tell(toString(ChangeState::Refused), more);
    m_isGood = false;
    // A preview changes nothing that the next one could depend on.
    if (m_options.isDryRun)
        next();
    else
        end();
}

/// Tells of the present change, which ends it.
void ChangeRun::tell(const QString &result, QJsonObject more)
{
    more.insert(QStringLiteral("change"), toJson(m_changes.front()));
    more.insert(QStringLiteral("result"), result);
    m_changes.pop_front();
    Q_EMIT told(QString::fromUtf8(QJsonDocument(more).toJson(QJsonDocument::Compact)));
}

void ChangeRun::end()
{
    while (!m_changes.empty())
        tell(QStringLiteral("notTried"), {});
    next();
}

void ChangeRun::next()
{
    if (m_changes.empty()) {
        // Not from within the platform's answer: who is told may end the platform.
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(m_isGood); }, Qt::QueuedConnection);
        return;
    }
    m_isWaiting = true;
    beginIfPossible();
}

} // namespace crescendo
