#pragma once

#include "base/secret.h"
#include "domain/connectionconfig.h"

#include <QFuture>
#include <QWidget>

#include <map>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace crescendo {

class Interaction;
class PlatformFactory;
class TextLabel;
struct DiscoveredProject;
struct Error;

/// What is known of a connection's token; never the token itself.
struct TokenState {
    bool isThere = false;
    bool isKept = true; ///< beyond this session: there is a keychain
};

/// The fields of one connection. What is wrong with one is said below it.
class ConnectionEditor final : public QWidget {
    Q_OBJECT

public:
    ConnectionEditor(PlatformFactory &factory, Interaction &interaction, QWidget *parent = nullptr);

    QWidget *firstControl() const; ///< the name
    void show(const ConnectionConfig &config, const TokenState &token);
    ConnectionConfig config() const;
    Secret typedToken() const; ///< empty: it stays as it is
    void setTokenState(const TokenState &token);
    bool hasFaults() const; ///< in what can be seen without looking elsewhere

    /// Asks what only files and engines know; what is wrong is said at its field. Settles with whether
    /// nothing is.
    QFuture<bool> check();

Q_SIGNALS:
    void edited();
    void tokenForgotten();
    void told(const QString &text, bool isBad);

private:
    struct Field {
        QWidget *row;
        QLineEdit *value;
        TextLabel *hint;
        QString help;
    };

    void setupFields();
    QLineEdit *addField(const char *key, const QString &name, const QString &help,
                        QPushButton *button = nullptr);
    void connectSignals();
    QString text(const char *key) const;
    void onEdited();
    void showFaults();
    void setFault(const QString &field, const QString &rule);
    void showTokenHint();
    void checkSettingsFile();
    void browse();
    void discover();
    void offer(const std::vector<DiscoveredProject> &projects);
    void take(const DiscoveredProject &project);

    PlatformFactory &m_factory;
    Interaction &m_interaction;
    QVBoxLayout *m_rows;
    std::map<QString, Field> m_fields; // by their names in the settings file
    QPushButton *m_discover;
    QPushButton *m_browse;
    QPushButton *m_forget;
    QCheckBox *m_readOnly;
    ConnectionConfig m_config; // as shown first
    TokenState m_token;
    bool m_isFilling = false;
};

} // namespace crescendo
