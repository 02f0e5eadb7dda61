#include "ui/pages/settings/connectionspanel.h"

#include "control/configuredconnections.h"
#include "control/connections.h"
#include "ui/interaction/interaction.h"
#include "ui/models/configuredmodel.h"
#include "ui/pages/settings/connectioneditor.h"
#include "ui/presentation/connectiontext.h"
#include "ui/presentation/errortext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/celltable.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>

namespace crescendo {
namespace {

constexpr int noRole = -1;
constexpr int listWidth = 264;

StateText stateOf(const Platform *platform)
{
    return platform ? stateOf(*platform) : StateText{Tone::Muted, ConnectionsPanel::tr("Not connected")};
}

QString titleOf(ConnectionKind kind)
{
    switch (kind) {
    case ConnectionKind::Embedded:
        return ConnectionsPanel::tr("The console's own platform");
    case ConnectionKind::Endpoint:
        return ConnectionsPanel::tr("Endpoint");
    case ConnectionKind::Cluster:
        return ConnectionsPanel::tr("Kubernetes cluster");
    }
    return {};
}

QString newTitleOf(ConnectionKind kind)
{
    return kind == ConnectionKind::Cluster ? ConnectionsPanel::tr("New cluster")
                                           : ConnectionsPanel::tr("New connection");
}

} // namespace

ConnectionsPanel::ConnectionsPanel(const Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new ConfiguredModel(this))
    , m_table(new CellTable(QStringLiteral("configuredConnections"), tr("Connections"), this))
    , m_editor(new ConnectionEditor(services.factory, services.interaction, this))
    , m_title(new TextLabel(TextRole::Section, Tone::Plain, this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_addEmbedded(new QPushButton(tr("Add &local platform"), this))
    , m_remove(new QPushButton(tr("&Remove…"), this))
    , m_addCluster(new QPushButton(tr("Add &cluster…"), this))
    , m_save(new QPushButton(tr("&Save"), this))
    , m_revert(new QPushButton(tr("Re&vert"), this))
    , m_test(new QPushButton(tr("&Test"), this))
{
    setupViews();
    connectSignals();
    showRows();
    choose(services.configured.all().empty() ? ConnectionId() : services.configured.all().front().id);
    onChosen();
}

QWidget *ConnectionsPanel::firstControl() const
{
    return m_table;
}

void ConnectionsPanel::setupViews()
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::card);
    columns->addWidget(makeListCard());
    columns->addWidget(makeEditorCard(), 1);
}

QWidget *ConnectionsPanel::makeListCard()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate({ConfiguredModel::DetailRole, ToneRole, noRole}, m_table));
    m_table->setColumns(0, {});
    m_table->horizontalHeader()->hide();
    m_addEmbedded->setObjectName(QStringLiteral("addEmbedded"));
    m_remove->setObjectName(QStringLiteral("removeConnection"));
    auto *add = new QPushButton(tr("&Add…"), this);
    add->setObjectName(QStringLiteral("addConnection"));
    m_addCluster->setObjectName(QStringLiteral("addCluster"));
    connect(add, &QPushButton::clicked, this, [this] {
        addNew(ConnectionKind::Endpoint,
               tr("Type its address, or find the Compose projects that run on an engine."));
    });
    connect(m_addCluster, &QPushButton::clicked, this,
            [this] { addNew(ConnectionKind::Cluster, tr("Choose one of the contexts of a kubeconfig.")); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    buttons->addWidget(add, 1);
    buttons->addWidget(m_remove, 1);
    auto *card = new Card(this);
    card->setFixedWidth(listWidth);
    auto *rows = rowsOf(*card, tr("Connections"));
    rows->addWidget(m_table, 1);
    rows->addLayout(buttons);
    rows->addWidget(m_addCluster);
    rows->addWidget(m_addEmbedded);
    return card;
}

QWidget *ConnectionsPanel::makeEditorCard()
{
    m_title->setObjectName(QStringLiteral("connectionTitle"));
    m_status->setObjectName(QStringLiteral("connectionStatus"));
    m_status->setWordWrap(true);
    auto *card = new Card(this);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::unit);
    rows->addWidget(m_title);
    rows->addWidget(makeEditorArea(), 1);
    rows->addWidget(m_status);
    rows->addLayout(makeButtons());
    return card;
}

/// An endpoint has more fields than a small window has room for.
QWidget *ConnectionsPanel::makeEditorArea()
{
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("editorScroll"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus); // its fields have it, and come into sight with it
    area->setWidget(m_editor);
    area->viewport()->setAutoFillBackground(false);
    m_editor->setAutoFillBackground(false);
    return area;
}

QLayout *ConnectionsPanel::makeButtons()
{
    m_save->setObjectName(QStringLiteral("saveConnection"));
    m_save->setProperty("primary", true);
    m_revert->setObjectName(QStringLiteral("revertConnection"));
    m_test->setObjectName(QStringLiteral("testConnection"));
    m_test->setToolTip(tr("Asks the service and its engine once, and changes nothing."));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    buttons->addWidget(m_test);
    buttons->addStretch();
    buttons->addWidget(m_revert);
    buttons->addWidget(m_save);
    return buttons;
}

void ConnectionsPanel::connectSignals()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConnectionsPanel::onChosen);
    connect(m_editor, &ConnectionEditor::edited, this, &ConnectionsPanel::takeEdit);
    connect(m_editor, &ConnectionEditor::tokenForgotten, this, &ConnectionsPanel::forgetToken);
    connect(m_editor, &ConnectionEditor::clientKeyForgotten, this, &ConnectionsPanel::forgetClientKey);
    connect(m_editor, &ConnectionEditor::told, this, &ConnectionsPanel::say);
    connect(m_addEmbedded, &QPushButton::clicked, this, &ConnectionsPanel::addEmbedded);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsPanel::remove);
    connect(m_save, &QPushButton::clicked, this, &ConnectionsPanel::save);
    connect(m_revert, &QPushButton::clicked, this, &ConnectionsPanel::revert);
    connect(m_test, &QPushButton::clicked, this, &ConnectionsPanel::probe);
    connect(&m_services.configured, &ConfiguredConnections::changed, this, [this] {
        showRows();
        m_editor->setSecretsState(secretsState());
    });
    for (Platform *platform : m_services.connections.all())
        follow(platform);
    connect(&m_services.connections, &Connections::added, this, &ConnectionsPanel::follow);
}

void ConnectionsPanel::follow(Platform *platform)
{
    connect(platform, &Platform::stateChanged, this, &ConnectionsPanel::showRows);
    connect(platform, &Platform::snapshotChanged, this, &ConnectionsPanel::showRows); // with its troubles
}

void ConnectionsPanel::showRows()
{
    std::vector<ConfiguredRow> rows;
    for (const ConnectionConfig &config : m_services.configured.all()) {
        const Platform *platform = m_services.connections.find(config.id);
        rows.push_back({config, stateOf(platform), platform ? troubleTextOf(*platform) : QString(),
                        m_drafts.contains(config.id)});
    }
    m_model->setRows(std::move(rows));
    updateButtons();
}

void ConnectionsPanel::choose(const ConnectionId &id)
{
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->row(i).config.id == id)
            m_table->setCurrentIndex(m_model->index(i, 0));
    }
}

void ConnectionsPanel::onChosen()
{
    const QModelIndex index = m_table->currentIndex();
    m_current = index.isValid() ? m_model->row(index.row()).config.id : ConnectionId();
    say({}, false);
    showCurrent();
}

ConnectionConfig ConnectionsPanel::saved() const
{
    if (const ConnectionConfig *config = m_services.configured.find(m_current))
        return *config;
    ConnectionConfig config;
    config.kind = m_newKind;
    return config;
}

SecretsState ConnectionsPanel::secretsState() const
{
    const ConfiguredConnections &configured = m_services.configured;
    return {configured.hasToken(m_current), configured.hasClientKey(m_current), configured.keepsSecrets()};
}

void ConnectionsPanel::showCurrent()
{
    const auto draft = m_drafts.find(m_current);
    const ConnectionConfig shown = draft == m_drafts.end() ? saved() : draft->second;
    m_title->setText(m_current.isEmpty() ? newTitleOf(shown.kind) : titleOf(shown.kind));
    m_editor->show(shown, secretsState());
    updateButtons();
}

void ConnectionsPanel::takeEdit()
{
    const ConnectionConfig draft = m_editor->config();
    if (draft == saved())
        m_drafts.erase(m_current);
    else
        m_drafts[m_current] = draft;
    showRows();
}

void ConnectionsPanel::updateButtons()
{
    const bool isEdited = m_drafts.contains(m_current) || m_editor->hasTypedSecrets();
    const bool hasFaults = m_editor->hasFaults();
    const bool isUnconnected = !m_current.isEmpty() && !m_services.connections.find(m_current);
    m_save->setEnabled((isEdited || isUnconnected) && !hasFaults && !m_isBusy);
    m_save->setToolTip(hasFaults ? tr("A name and a good address are needed.") : QString());
    m_revert->setEnabled(isEdited && !m_isBusy);
    m_test->setEnabled(!hasFaults && !m_isBusy);
    m_remove->setEnabled(!m_current.isEmpty() && !m_isBusy);
    m_remove->setToolTip(m_current.isEmpty() ? tr("Choose a connection.") : QString());
    m_addEmbedded->setVisible(!m_services.configured.find(embeddedConnection().id));
}

void ConnectionsPanel::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateButtons();
}

void ConnectionsPanel::say(const QString &text, bool isBad)
{
    m_status->setText(text);
    m_status->setTone(isBad ? Tone::Broken : Tone::Muted);
}

/// Nothing is chosen then: the fields are those of a new one.
void ConnectionsPanel::addNew(ConnectionKind kind, const QString &advice)
{
    m_newKind = kind;
    if (const auto draft = m_drafts.find({}); draft != m_drafts.end())
        draft->second.kind = kind;
    m_table->setCurrentIndex({});
    m_table->clearSelection();
    onChosen(); // nothing may have been chosen before, but of another kind
    say(advice, false);
    m_editor->firstControl()->setFocus();
}

void ConnectionsPanel::addEmbedded()
{
    store(embeddedConnection(), {});
}

/// With what the operator agreed to; nothing where they do not, which is said.
QFuture<ConnectionsPanel::Agreed> ConnectionsPanel::agreedOn(const ConnectionConfig &config)
{
    if (config.kind != ConnectionKind::Cluster)
        return QtFuture::makeReadyFuture(Agreed(config));
    return m_services.factory.terms(config)
        .then(this,
              [this, config](const Result<ClusterTerms> &terms) {
                  return terms ? agreedOn(config, *terms)
                               : QtFuture::makeReadyFuture(refuse(sentenceOf(terms.error())));
              })
        .unwrap();
}

QFuture<ConnectionsPanel::Agreed> ConnectionsPanel::agreedOn(const ConnectionConfig &config,
                                                             const ClusterTerms &terms)
{
    ConnectionConfig agreed = config;
    agreed.loginProgram = terms.loginProgram;
    agreed.unsafeServer = terms.unsafeServer;
    const auto askForProgram = [this, config, terms, agreed](bool isTrusted) {
        if (!isTrusted)
            return QtFuture::makeReadyFuture(refuse(tr("It is not opened unless you type its name.")));
        return askToRun(config, terms).then(this, [this, agreed](bool isAgreed) {
            return isAgreed ? Agreed(agreed) : refuse(tr("Without it nobody can log in there."));
        });
    };
    return askToTrust(config, terms).then(this, askForProgram).unwrap();
}

ConnectionsPanel::Agreed ConnectionsPanel::refuse(const QString &why)
{
    say(why, true);
    return std::nullopt;
}

/// Once for each server: by typing, so that nobody does it in passing.
QFuture<bool> ConnectionsPanel::askToTrust(const ConnectionConfig &config, const ClusterTerms &terms)
{
    if (terms.unsafeServer.isEmpty() || terms.unsafeServer == config.unsafeServer)
        return QtFuture::makeReadyFuture(true);
    TextQuestion question;
    question.title = tr("Unsafe connection");
    question.warning =
        tr("Unsafe: by this kubeconfig nobody verifies that %1 is the right server. Whoever is "
           "on the way to it can read and change everything, and take your credentials.")
            .arg(terms.unsafeServer);
    question.label = tr("Type the context’s name, %1, to open it all the same:").arg(terms.context);
    question.refusalOf = [name = terms.context](const QString &text) {
        return text == name ? QString() : tr("That is not its name.");
    };
    return m_services.interaction.askText(question).then(
        [](const std::optional<QString> &typed) { return typed.has_value(); });
}

QFuture<bool> ConnectionsPanel::askToRun(const ConnectionConfig &config, const ClusterTerms &terms)
{
    if (terms.loginProgram.isEmpty() || terms.loginProgram == config.loginProgram)
        return QtFuture::makeReadyFuture(true);
    return m_services.interaction.askWhether(
        tr("Run a program"),
        tr("To log in, this kubeconfig runs the program below on this machine, as you. It can "
           "do whatever you can.\n\n%1")
            .arg(terms.loginProgram),
        tr("&Run it"));
}

void ConnectionsPanel::save()
{
    checked([this](const ConnectionConfig &config, const ConnectionSecrets &secrets) {
        setBusy(false);
        store(config, secrets);
    });
}

/// Goes on, busy, with what is typed once nothing is wrong with it, and what it runs is agreed to.
void ConnectionsPanel::checked(
    const std::function<void(const ConnectionConfig &, const ConnectionSecrets &)> &go)
{
    setBusy(true);
    m_editor->check().then(
        this, [this, go, config = m_editor->config()](const std::optional<ConnectionSecrets> &secrets) {
            if (!secrets) { // the field says why
                setBusy(false);
                return;
            }
            agreedOn(config).then(this, [this, go, secrets](const std::optional<ConnectionConfig> &agreed) {
                if (agreed)
                    go(*agreed, *secrets);
                else
                    setBusy(false);
            });
        });
}

void ConnectionsPanel::store(ConnectionConfig config, const ConnectionSecrets &secrets)
{
    const ConnectionId draft = config.id;
    if (config.id.isEmpty())
        config.id = m_services.configured.newIdFor(config.name);
    if (const Result<> saved = m_services.configured.save(config); !saved) {
        say(sentenceOf(saved.error()), true);
        return;
    }
    m_drafts.erase(draft);
    showRows();
    choose(config.id);
    onChosen();
    say(tr("Saved; connecting to “%1”.").arg(config.name), false);
    if (!secrets.token.isEmpty())
        keep(m_services.configured.setToken(config.id, secrets.token), tr("The token was not kept: %1"));
    if (!secrets.clientKey.isEmpty())
        keep(m_services.configured.setClientKey(config.id, secrets.clientKey),
             tr("The key was not kept: %1"));
}

void ConnectionsPanel::keep(Async<> kept, const QString &failure)
{
    kept.then(this, [this, failure](const Result<> &done) {
        if (!done)
            say(failure.arg(sentenceOf(done.error())), true);
    });
}

void ConnectionsPanel::revert()
{
    m_drafts.erase(m_current);
    showRows();
    onChosen();
}

void ConnectionsPanel::remove()
{
    const ConnectionConfig config = saved();
    const QString text = config.kind == ConnectionKind::Embedded
        ? tr("Remove “%1”? It is stopped; its jobs and settings stay in its folder, its history and its "
             "changes in the console.")
        : config.kind == ConnectionKind::Cluster
        ? tr("Remove “%1”? The kubeconfig stays as it is, and so do its history and its changes.")
        : tr("Remove “%1”? Its token and its key are deleted. Its history and its changes stay.");
    m_services.interaction.askWhether(tr("Remove connection"), text.arg(config.name), tr("&Remove"))
        .then(this, [this, config](bool isConfirmed) {
            if (!isConfirmed)
                return;
            const Result<> removed = m_services.configured.remove(config.id);
            m_drafts.erase(config.id);
            showRows();
            onChosen();
            say(removed ? tr("Removed “%1”.").arg(config.name) : sentenceOf(removed.error()), !removed);
        });
}

void ConnectionsPanel::probe()
{
    say({}, false);
    checked([this](const ConnectionConfig &config, const ConnectionSecrets &typed) {
        if (config != saved() && !m_drafts.contains(m_current))
            store(config, {}); // what was agreed to just now
        ask(config, typed);
    });
}

void ConnectionsPanel::ask(const ConnectionConfig &config, const ConnectionSecrets &typed)
{
    say(tr("Asking…"), false);
    ConnectionSecrets secrets = m_services.configured.secrets(config.id);
    if (!typed.token.isEmpty())
        secrets.token = typed.token;
    if (!typed.clientKey.isEmpty())
        secrets.clientKey = typed.clientKey;
    m_services.factory.probe(config, secrets)
        .then(this, [this, asked = config.id](const Result<ConnectionProbe> &probe) {
            setBusy(false);
            if (asked != m_current)
                return;
            const StateText found =
                probe ? textOf(*probe) : StateText{Tone::Broken, sentenceOf(probe.error())};
            m_status->setText(found.text);
            m_status->setTone(found.tone);
        });
}

void ConnectionsPanel::forgetToken()
{
    forget(tr("Forget token"),
           tr("Delete the control token of “%1” from the keychain? It can only be watched then."),
           &ConfiguredConnections::setToken);
}

void ConnectionsPanel::forgetClientKey()
{
    forget(tr("Forget key"),
           tr("Delete the client's key of “%1” from the keychain? Without it its certificate is of no use."),
           &ConfiguredConnections::setClientKey);
}

void ConnectionsPanel::forget(const QString &title, const QString &question, SetSecret set)
{
    const ConnectionConfig config = saved();
    m_services.interaction.askWhether(title, question.arg(config.name), tr("&Forget"))
        .then(this, [this, config, set](bool isConfirmed) {
            if (isConfirmed)
                keep((m_services.configured.*set)(config.id, Secret()), QStringLiteral("%1"));
        });
}

} // namespace crescendo
