#pragma once

#include "platform/platformfactory.h"

#include <QFuture>
#include <QWidget>

#include <map>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace crescendo {

class Interaction;
class TextLabel;

/// What is known of a connection's secrets; never a secret itself.
struct SecretsState {
    bool hasToken = false;
    bool hasClientKey = false;
    bool areKept = true; ///< beyond this session: there is a keychain
};

/// The fields of one connection. What is wrong with one is said below it.
class ConnectionEditor final : public QWidget {
    Q_OBJECT

public:
    ConnectionEditor(PlatformFactory &factory, Interaction &interaction, QWidget *parent = nullptr);

    QWidget *firstControl() const; ///< the name
    void show(const ConnectionConfig &config, const SecretsState &secrets);
    ConnectionConfig config() const;
    bool hasTypedSecrets() const; ///< or a file to read one from
    void setSecretsState(const SecretsState &secrets);
    bool hasFaults() const; ///< in what can be seen without looking elsewhere

    /// Asks what only files and engines know; what is wrong is said at its field. Settles with the secrets
    /// that were typed or are in a file that was (empty: they stay as they are); nothing where something is
    /// wrong.
    QFuture<std::optional<ConnectionSecrets>> check();

Q_SIGNALS:
    void edited();
    void tokenForgotten();
    void clientKeyForgotten();
    void told(const QString &text, bool isBad);

private:
    struct Field {
        QWidget *row;
        QLineEdit *value;
        TextLabel *hint;
        QString help;
    };

    void setupFields();
    void setupClusterFields();
    void setupTlsFields();
    QLineEdit *addField(const char *key, const QString &name, const QString &help,
                        const QList<QPushButton *> &buttons = {});
    void connectSignals();
    QString text(const char *key) const;
    void onEdited();
    void showFaults();
    void setFault(const QString &field, const QString &rule);
    void showSecretHints();
    void showSecretHint(const char *key, const QString &help, bool isThere, QPushButton &forget);
    QFuture<bool> noted(const char *field, Async<> checked);
    Async<> checkText(const char *field, Async<> (PlatformFactory::*check)(const QString &));
    QFuture<bool> browse(const char *field, const QString &title, const QString &filter);
    void browseSettings();
    void browsePem(const char *field);
    void checkSettingsFile();
    void discover();
    void offer(const std::vector<DiscoveredProject> &projects);
    void take(const DiscoveredProject &project);
    void findContexts();
    void offer(const std::vector<ClusterContext> &contexts);
    void take(const ClusterContext &context);

    PlatformFactory &m_factory;
    Interaction &m_interaction;
    QVBoxLayout *m_rows;
    std::map<QString, Field> m_fields; // by their names in the settings file
    QPushButton *m_discover;
    QPushButton *m_findContexts;
    QPushButton *m_browseKubeconfig;
    QPushButton *m_browseSettings;
    QPushButton *m_browseCa;
    QPushButton *m_browseCertificate;
    QPushButton *m_forgetToken;
    QPushButton *m_browseKey;
    QPushButton *m_forgetKey;
    QCheckBox *m_readOnly;
    ConnectionConfig m_config; // as shown first
    SecretsState m_secrets;
    bool m_isFilling = false;
};

} // namespace crescendo
