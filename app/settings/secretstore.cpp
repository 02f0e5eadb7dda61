#include "settings/secretstore.h"

#include <qt6keychain/keychain.h>

namespace crescendo {
namespace {

Error errorOf(const QKeychain::Job &job, const QString &operation)
{
    Error error{ErrorKind::Io, operation, job.errorString()};
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        error.kind = ErrorKind::NotFound;
        break;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        error.kind = ErrorKind::Forbidden;
        break;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // how the Secret Service reports that it cannot be reached
        error.kind = ErrorKind::Unavailable;
        break;
    default:
        break;
    }
    return error;
}

/// Starts a job, which deletes itself, and settles with what `take` makes of it.
template <typename T, typename Job, typename Take> Async<T> start(Job *job, Take take)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, job, take] {
        promise->addResult(take(*job));
        promise->finish();
    });
    job->setInsecureFallback(false);
    job->start();
    return promise->future();
}

} // namespace

KeychainStore::KeychainStore(QString service) : m_service(std::move(service))
{
}

Async<Secret> KeychainStore::read(const QString &key)
{
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    job->setKey(key);
    return start<Secret>(job, [key](const QKeychain::ReadPasswordJob &done) -> Result<Secret> {
        if (done.error() != QKeychain::NoError)
            return fail(errorOf(done, QStringLiteral("read secret ") + key));
        return Secret(done.binaryData());
    });
}

Async<> KeychainStore::write(const QString &key, const Secret &secret)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setKey(key);
    job->setBinaryData(secret.reveal());
    return start<void>(job, [key](const QKeychain::WritePasswordJob &done) -> Result<> {
        if (done.error() != QKeychain::NoError)
            return fail(errorOf(done, QStringLiteral("write secret ") + key));
        return {};
    });
}

Async<> KeychainStore::remove(const QString &key)
{
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    job->setKey(key);
    return start<void>(job, [key](const QKeychain::DeletePasswordJob &done) -> Result<> {
        if (done.error() != QKeychain::NoError && done.error() != QKeychain::EntryNotFound)
            return fail(errorOf(done, QStringLiteral("remove secret ") + key));
        return {};
    });
}

Async<Secret> MemoryStore::read(const QString &key)
{
    const auto found = m_secrets.find(key);
    if (found == m_secrets.end())
        return ready<Secret>(fail(ErrorKind::NotFound, QStringLiteral("read secret ") + key));
    return ready<Secret>(found->second);
}

Async<> MemoryStore::write(const QString &key, const Secret &secret)
{
    m_secrets.insert_or_assign(key, secret);
    return ready<void>({});
}

Async<> MemoryStore::remove(const QString &key)
{
    m_secrets.erase(key);
    return ready<void>({});
}

FallbackStore::FallbackStore(std::unique_ptr<SecretStore> keychain) : m_keychain(std::move(keychain))
{
}

Async<Secret> FallbackStore::read(const QString &key)
{
    return attempt<Secret>([key](SecretStore &store) { return store.read(key); });
}

Async<> FallbackStore::write(const QString &key, const Secret &secret)
{
    return attempt<void>([key, secret](SecretStore &store) { return store.write(key, secret); });
}

Async<> FallbackStore::remove(const QString &key)
{
    return attempt<void>([key](SecretStore &store) { return store.remove(key); });
}

template <typename T, typename Operation> Async<T> FallbackStore::attempt(Operation operation)
{
    if (m_unavailable)
        return operation(m_memory);
    const auto orFromMemory = [this, operation](const Result<T> &result) -> Async<T> {
        if (result || result.error().kind != ErrorKind::Unavailable)
            return ready<T>(result);
        m_unavailable = true;
        return operation(m_memory);
    };
    return operation(*m_keychain).then(&m_context, orFromMemory).unwrap();
}

} // namespace crescendo
