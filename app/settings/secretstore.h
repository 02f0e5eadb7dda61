#pragma once

#include "base/future.h"
#include "base/secret.h"

#include <QObject>

#include <map>
#include <memory>

namespace crescendo {

/// Where tokens and passwords are kept. Keys are ours ("connection/<id>/token"). Used from one thread, where
/// its futures settle. Errors: NotFound (read), Forbidden (the operator or the system said no), Unavailable,
/// Io.
class SecretStore {
public:
    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    virtual Async<Secret> read(const QString &key) = 0;
    virtual Async<> write(const QString &key, const Secret &secret) = 0;
    virtual Async<> remove(const QString &key) = 0; ///< no error where there is none
    /// Whether what is written outlives the program; the console says so where it doesn't.
    virtual bool isPersistent() const = 0;
};

/// The system's keychain: Secret Service or KWallet, Windows' credential store, the macOS keychain.
class KeychainStore final : public SecretStore {
public:
    /// `service` is the name under which the system shows the entries.
    explicit KeychainStore(QString service);

    Async<Secret> read(const QString &key) override;
    Async<> write(const QString &key, const Secret &secret) override;
    Async<> remove(const QString &key) override;
    bool isPersistent() const override { return true; }

private:
    QString m_service;
};

/// Keeps secrets until the program ends, for systems without a keychain.
class MemoryStore final : public SecretStore {
public:
    Async<Secret> read(const QString &key) override;
    Async<> write(const QString &key, const Secret &secret) override;
    Async<> remove(const QString &key) override;
    bool isPersistent() const override { return false; }

private:
    std::map<QString, Secret> m_secrets;
};

/// The system's keychain, and from the first time that it turns out to be unavailable a MemoryStore. Asks for
/// nothing before a secret is needed, so that a locked keychain does not greet the operator.
class FallbackStore final : public SecretStore {
public:
    explicit FallbackStore(std::unique_ptr<SecretStore> keychain);

    Async<Secret> read(const QString &key) override;
    Async<> write(const QString &key, const Secret &secret) override;
    Async<> remove(const QString &key) override;
    bool isPersistent() const override { return !m_unavailable; }

private:
    template <typename T, typename Operation> Async<T> attempt(Operation operation);

    std::unique_ptr<SecretStore> m_keychain;
    MemoryStore m_memory;
    bool m_unavailable = false;
    QObject m_context; // ends what waits when this goes
};

} // namespace crescendo
