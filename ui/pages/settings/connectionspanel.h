#pragma once

#include "base/secret.h"
#include "domain/connectionconfig.h"
#include "ui/interaction/services.h"

#include <QWidget>

#include <map>

class QLayout;
class QPushButton;

namespace crescendo {

class CellTable;
class ConfiguredModel;
class ConnectionEditor;
class Platform;
class TextLabel;
struct TokenState;

/// The configured connections, and the one that is edited. What is edited is kept for each until it is saved
/// or put back; a new one is that of no id.
class ConnectionsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionsPanel(const Services &services, QWidget *parent = nullptr);

    QWidget *firstControl() const; ///< the list of connections

private:
    void setupViews();
    QWidget *makeListCard();
    QWidget *makeEditorCard();
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
    TokenState tokenState() const;
    void takeEdit();
    void add();
    void addEmbedded();
    void save();
    void store(ConnectionConfig config, const Secret &token);
    void revert();
    void remove();
    void probe();
    void forgetToken();

    Services m_services;
    ConfiguredModel *m_model;
    CellTable *m_table;
    ConnectionEditor *m_editor;
    TextLabel *m_title;
    TextLabel *m_status;
    QPushButton *m_addEmbedded;
    QPushButton *m_remove;
    QPushButton *m_save;
    QPushButton *m_revert;
    QPushButton *m_test;
    ConnectionId m_current;
    std::map<ConnectionId, ConnectionConfig> m_drafts;
    bool m_isBusy = false;
};

} // namespace crescendo
