#include "autoscaler/loop/statefile.h"

#include "api/jsonreader.h"
#include "base/replacefile.h"

#include <QFile>
#include <QJsonDocument>

namespace crescendo {

StateFile::StateFile(QString path) : m_path(std::move(path))
{
}

Result<StateFile::States> StateFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return States();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read ") + m_path, file.errorString());
    const QByteArray bytes = file.readAll();
    file.close();

    States states;
    Result<> outcome =
        parseObject(bytes, QStringLiteral("stored state")).and_then([&states](const QJsonObject &all) {
            Result<> parsed;
            for (auto it = all.begin(); it != all.end() && parsed; ++it) {
                parsed = governorStateFromJson(it.value().toObject())
                             .map([&states, &it](const GovernorState &state) {
                                 states.emplace(PoolId{it.key()}, state);
                             });
            }
            return parsed;
        });
    if (outcome)
        return states;
    const QString aside = m_path + QStringLiteral(".corrupt");
    QFile::remove(aside);
    QFile::rename(m_path, aside);
    return fail(ErrorKind::Corrupt, QStringLiteral("read ") + m_path,
                outcome.error().detail + QStringLiteral("; kept as ") + aside);
}

Result<> StateFile::write(const States &states) const
{
    QJsonObject all;
    for (const auto &[pool, state] : states)
        all.insert(pool.value, toJson(state));
    return replaceFile(m_path, QJsonDocument(all).toJson());
}

} // namespace crescendo
