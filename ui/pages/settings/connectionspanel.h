#pragma once

#include "platform/platformfactory.h"
#include "ui/interaction/services.h"

#include <QWidget>

#include <map>

class QLayout;
class QPushButton;

namespace crescendo {

class CellTable;
class ConfiguredConnections;
class ConfiguredModel;
class ConnectionEditor;
class Platform;
class TextLabel;
struct SecretsState;

/// The configured connections, and the one that is edited. What is edited is kept for each until it is saved
/// or put back; a new one is that of no id.
class ConnectionsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionsPanel(const Services &services, QWidget *parent = nullptr);

    QWidget *firstControl() const; ///< the list of connections

private:
    using SetSecret = Async<> (ConfiguredConnections::*)(const ConnectionId &, const Secret &);

    void setupViews();
    QWidget *makeListCard();
    QWidget *makeEditorCard();
    QWidget *makeEditorArea();
    QLayout *makeButtons();
    void connectSignals();
    void follow(Platform *platform);
    void showRows();
    void choose(const ConnectionId &id);
    void onChosen();
    void showCurrent();
    void updateButtons();
    void setBusy(bool isBusy);
    void say(const QString &text, bool isBad);

    ConnectionConfig saved() const; ///< the chosen one, as it is configured
    SecretsState secretsState() const;
    void takeEdit();
    void addNew(ConnectionKind kind, const QString &advice);
    void addEmbedded();
    void checked(const std::function<void(const ConnectionConfig &, const ConnectionSecrets &)> &go);
    using Agreed = std::optional<ConnectionConfig>;
    QFuture<Agreed> agreedOn(const ConnectionConfig &config);
    QFuture<Agreed> agreedOn(const ConnectionConfig &config, const ClusterTerms &terms);
    QFuture<bool> askToTrust(const ConnectionConfig &config, const ClusterTerms &terms);
    QFuture<bool> askToRun(const ConnectionConfig &config, const ClusterTerms &terms);
    Agreed refuse(const QString &why);
    void save();
    void store(ConnectionConfig config, const ConnectionSecrets &secrets);
    void keep(Async<> kept, const QString &failure);
    void revert();
    void remove();
    void probe();
    void ask(const ConnectionConfig &config, const ConnectionSecrets &typed);
    void forgetToken();
    void forgetClientKey();
    void forget(const QString &title, const QString &question, SetSecret set);

    Services m_services;
    ConfiguredModel *m_model;
    CellTable *m_table;
    ConnectionEditor *m_editor;
    TextLabel *m_title;
    TextLabel *m_status;
    QPushButton *m_addEmbedded;
    QPushButton *m_remove;
    QPushButton *m_addCluster;
    QPushButton *m_save;
    QPushButton *m_revert;
    QPushButton *m_test;
    ConnectionId m_current; // empty: a new one
    ConnectionKind m_newKind = ConnectionKind::Endpoint;
    std::map<ConnectionId, ConnectionConfig> m_drafts;
    bool m_isBusy = false;
};

} // namespace crescendo
