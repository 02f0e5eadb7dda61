#include "ui/pages/settings/connectioneditor.h"

#include "ui/interaction/interaction.h"
#include "ui/presentation/connectiontext.h"
#include "ui/presentation/errortext.h"
#include "ui/widgets/choicemenu.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace crescendo {
namespace {

/// The fields that connections of a kind have beside their name.
QStringList fieldsOf(ConnectionKind kind)
{
    if (kind == ConnectionKind::Cluster)
        return {QStringLiteral("kubeconfig"), QStringLiteral("context"), QStringLiteral("namespace")};
    QStringList fields{QStringLiteral("dockerHost"), QStringLiteral("project"),
                       QStringLiteral("gpuMetricsUrl")};
    if (kind == ConnectionKind::Endpoint)
        fields << QStringLiteral("endpoint") << QStringLiteral("settingsFile") << QStringLiteral("token")
               << QStringLiteral("caFile") << QStringLiteral("certificateFile")
               << QStringLiteral("clientKey");
    return fields;
}

} // namespace

ConnectionEditor::ConnectionEditor(PlatformFactory &factory, Interaction &interaction, QWidget *parent)
    : QWidget(parent)
    , m_factory(factory)
    , m_interaction(interaction)
    , m_rows(new QVBoxLayout(this))
    , m_discover(new QPushButton(tr("&Find projects…"), this))
    , m_findContexts(new QPushButton(tr("Find c&ontexts…"), this))
    , m_browseKubeconfig(new QPushButton(tr("&Browse…"), this))
    , m_browseSettings(new QPushButton(tr("&Browse…"), this))
    , m_browseCa(new QPushButton(tr("&Browse…"), this))
    , m_browseCertificate(new QPushButton(tr("&Browse…"), this))
    , m_forgetToken(new QPushButton(tr("For&get"), this))
    , m_browseKey(new QPushButton(tr("&Browse…"), this))
    , m_forgetKey(new QPushButton(tr("For&get"), this))
    , m_readOnly(new QCheckBox(tr("Rea&d only: nothing is changed through it"), this))
{
    setupFields();
    connectSignals();
}

void ConnectionEditor::setupFields()
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(space::unit);
    m_discover->setObjectName(QStringLiteral("findProjects"));
    m_findContexts->setObjectName(QStringLiteral("findContexts"));
    m_browseKubeconfig->setObjectName(QStringLiteral("browseKubeconfig"));
    m_browseSettings->setObjectName(QStringLiteral("browseSettingsFile"));
    m_browseCa->setObjectName(QStringLiteral("browseCaFile"));
    m_browseCertificate->setObjectName(QStringLiteral("browseCertificateFile"));
    m_forgetToken->setObjectName(QStringLiteral("forgetToken"));
    m_browseKey->setObjectName(QStringLiteral("browseClientKey"));
    m_forgetKey->setObjectName(QStringLiteral("forgetClientKey"));
    m_readOnly->setObjectName(QStringLiteral("connectionReadOnly"));
    addField("name", tr("Name"), tr("As it is called in the navigation."));
    addField("endpoint", tr("Endpoint"), tr("Where the service answers: http://host:5000"));
    setupClusterFields();
    addField("dockerHost", tr("Docker host"), {}, {m_discover});
    addField("project", tr("Compose project"), tr("Empty: directai."));
    addField("settingsFile", tr("Settings file"),
             tr("Of a service that is not ours: the appsettings file that profiles are written to."),
             {m_browseSettings});
    addField("gpuMetricsUrl", tr("GPU metrics"),
             tr("Where a DCGM exporter answers: http://host:9400/metrics. Empty: this machine's own GPUs."));
    addField("token", tr("Control token"), {}, {m_forgetToken})->setEchoMode(QLineEdit::Password);
    setupTlsFields();
    m_rows->addWidget(m_readOnly);
    m_rows->addStretch();
}

void ConnectionEditor::setupClusterFields()
{
    addField("kubeconfig", tr("Kubeconfig"),
             tr("Empty: found as kubectl finds it, by KUBECONFIG or in ~/.kube/config. It is never written."),
             {m_browseKubeconfig});
    addField("context", tr("Context"), tr("Empty: the kubeconfig's current one."), {m_findContexts});
    addField("namespace", tr("Namespace"),
             tr("Empty: the context's, else music-platform where there is one, else default."));
}

void ConnectionEditor::setupTlsFields()
{
    addField("caFile", tr("Trusted CA"),
             tr("PEM file of whoever signed the certificate of an https endpoint. Empty: the system's CAs."),
             {m_browseCa});
    addField("certificateFile", tr("Client certificate"),
             tr("PEM file, for an https endpoint that asks for one."), {m_browseCertificate});
    addField("clientKey", tr("Client key"), {}, {m_browseKey, m_forgetKey});
}

QLineEdit *ConnectionEditor::addField(const char *key, const QString &name, const QString &help,
                                      const QList<QPushButton *> &buttons)
{
    auto *row = new QWidget(this);
    auto *label = new TextLabel(TextRole::Body, Tone::Plain, row);
    label->setText(name);
    auto *value = new QLineEdit(row);
    value->setObjectName(QLatin1String(key));
    value->setAccessibleName(name);
    auto *hint = new TextLabel(TextRole::Caption, Tone::Muted, row);
    hint->setObjectName(QLatin1String(key) + QStringLiteral("Hint"));
    hint->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::unit);
    line->addWidget(value, 1);
    for (QPushButton *button : buttons) {
        button->setAccessibleDescription(name);
        line->addWidget(button);
    }
    auto *rows = new QVBoxLayout(row);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(label);
    rows->addLayout(line);
    rows->addWidget(hint);
    m_rows->addWidget(row);
    m_fields.emplace(QLatin1String(key), Field{row, value, hint, help});
    return value;
}

void ConnectionEditor::connectSignals()
{
    for (const auto &entry : m_fields)
        connect(entry.second.value, &QLineEdit::textChanged, this, &ConnectionEditor::onEdited);
    connect(m_readOnly, &QCheckBox::toggled, this, &ConnectionEditor::onEdited);
    connect(m_discover, &QPushButton::clicked, this, &ConnectionEditor::discover);
    connect(m_findContexts, &QPushButton::clicked, this, &ConnectionEditor::findContexts);
    connect(m_browseKubeconfig, &QPushButton::clicked, this,
            [this] { browse("kubeconfig", tr("Choose kubeconfig"), tr("All files (*)")); });
    connect(m_browseSettings, &QPushButton::clicked, this, &ConnectionEditor::browseSettings);
    connect(m_browseCa, &QPushButton::clicked, this, [this] { browsePem("caFile"); });
    connect(m_browseCertificate, &QPushButton::clicked, this, [this] { browsePem("certificateFile"); });
    connect(m_browseKey, &QPushButton::clicked, this, [this] { browsePem("clientKey"); });
    connect(m_forgetToken, &QPushButton::clicked, this, &ConnectionEditor::tokenForgotten);
    connect(m_forgetKey, &QPushButton::clicked, this, &ConnectionEditor::clientKeyForgotten);
    connect(m_fields.at(QStringLiteral("settingsFile")).value, &QLineEdit::editingFinished, this,
            &ConnectionEditor::checkSettingsFile);
}

QWidget *ConnectionEditor::firstControl() const
{
    return m_fields.at(QStringLiteral("name")).value;
}

void ConnectionEditor::show(const ConnectionConfig &config, const SecretsState &secrets)
{
    m_isFilling = true;
    m_config = config;
    m_secrets = secrets;
    const auto set = [this](const char *key, const QString &value) {
        m_fields.at(QLatin1String(key)).value->setText(value);
    };
    set("name", config.name);
    set("endpoint", config.endpoint.toString());
    set("dockerHost", config.dockerHost);
    set("project", config.project);
    set("settingsFile", config.settingsFile);
    set("gpuMetricsUrl", config.gpuMetricsUrl.toString());
    set("token", {});
    set("caFile", config.caFile);
    set("certificateFile", config.certificateFile);
    set("clientKey", {});
    set("kubeconfig", config.kubeconfig);
    set("context", config.context);
    set("namespace", config.namespaceName);
    m_readOnly->setChecked(config.readOnly);
    const QStringList shown = fieldsOf(config.kind) << QStringLiteral("name");
    for (const auto &[key, field] : m_fields)
        field.row->setVisible(shown.contains(key));
    const bool isEndpoint = config.kind == ConnectionKind::Endpoint;
    m_readOnly->setVisible(config.kind != ConnectionKind::Embedded);
    m_fields.at(QStringLiteral("dockerHost")).help = isEndpoint
        ? tr("unix:///… or tcp://…; empty: for a service on this machine, where docker finds it.")
        : tr("unix:///… or tcp://…; empty: its workers are processes, not containers.");
    m_isFilling = false;
    showFaults();
}

QString ConnectionEditor::text(const char *key) const
{
    return m_fields.at(QLatin1String(key)).value->text().trimmed();
}

ConnectionConfig ConnectionEditor::config() const
{
    ConnectionConfig config = m_config;
    config.name = text("name");
    if (config.kind != ConnectionKind::Embedded)
        config.readOnly = m_readOnly->isChecked();
    if (config.kind == ConnectionKind::Cluster) {
        config.kubeconfig = text("kubeconfig");
        config.context = text("context");
        config.namespaceName = text("namespace");
        return config;
    }
    config.dockerHost = text("dockerHost");
    config.project = text("project");
    config.gpuMetricsUrl = QUrl(text("gpuMetricsUrl"), QUrl::StrictMode);
    if (config.kind == ConnectionKind::Embedded)
        return config;
    config.endpoint = QUrl(text("endpoint"), QUrl::StrictMode);
    config.settingsFile = text("settingsFile");
    config.caFile = text("caFile");
    config.certificateFile = text("certificateFile");
    return config;
}

bool ConnectionEditor::hasTypedSecrets() const
{
    return !text("token").isEmpty() || !text("clientKey").isEmpty();
}

void ConnectionEditor::setSecretsState(const SecretsState &secrets)
{
    m_secrets = secrets;
    showSecretHints();
}

void ConnectionEditor::onEdited()
{
    if (m_isFilling)
        return;
    showFaults();
    Q_EMIT edited();
}

bool ConnectionEditor::hasFaults() const
{
    ConnectionConfig config = this->config();
    if (config.id.isEmpty())
        config.id = {QStringLiteral("new")}; // it gets one when it is saved
    return config.name.isEmpty() || !faultsOf(config).empty();
}

/// An empty field of a new connection is not wrong yet.
void ConnectionEditor::showFaults()
{
    for (const auto &[key, field] : m_fields)
        setFault(key, {});
    showSecretHints();
    for (const ConnectionFault &fault : faultsOf(config())) {
        const auto field = m_fields.find(fault.field);
        if (field != m_fields.end() && !field->second.value->text().isEmpty())
            setFault(fault.field, fault.rule);
    }
}

void ConnectionEditor::setFault(const QString &field, const QString &rule)
{
    const Field &shown = m_fields.at(field);
    shown.hint->setText(rule.isEmpty() ? shown.help : rule);
    shown.hint->setTone(rule.isEmpty() ? Tone::Muted : Tone::Broken);
    shown.value->setAccessibleDescription(shown.hint->text());
}

void ConnectionEditor::showSecretHints()
{
    showSecretHint("token",
                   m_secrets.hasToken
                       ? tr("There is one in the keychain. Type another to replace it.")
                       : tr("Kept in the system's keychain. Without one it can only be watched."),
                   m_secrets.hasToken, *m_forgetToken);
    showSecretHint("clientKey",
                   m_secrets.hasClientKey
                       ? tr("There is one in the keychain. Name another file to replace it.")
                       : tr("PEM file without a passphrase. Saving keeps the key in the system's keychain."),
                   m_secrets.hasClientKey, *m_forgetKey);
    const bool hasCertificate = !text("certificateFile").isEmpty();
    m_fields.at(QStringLiteral("clientKey")).value->setEnabled(hasCertificate);
    m_browseKey->setEnabled(hasCertificate);
    m_browseKey->setToolTip(hasCertificate ? QString() : tr("Name the certificate first."));
}

void ConnectionEditor::showSecretHint(const char *key, const QString &help, bool isThere, QPushButton &forget)
{
    Field &field = m_fields.at(QLatin1String(key));
    field.help = help;
    if (!m_secrets.areKept)
        field.help = isThere ? tr("There is no keychain: it is forgotten with this session.")
                             : tr("There is no keychain: it is kept for this session only.");
    field.hint->setText(field.help);
    field.hint->setTone(m_secrets.areKept ? Tone::Muted : Tone::Limited);
    field.value->setAccessibleDescription(field.help);
    field.value->setPlaceholderText(isThere ? tr("unchanged") : QString());
    forget.setEnabled(isThere);
    forget.setToolTip(isThere ? QString() : tr("There is none."));
}

QFuture<std::optional<ConnectionSecrets>> ConnectionEditor::check()
{
    const QString keyFile = text("clientKey");
    Async<Secret> key = keyFile.isEmpty() ? ready<Secret>(Secret()) : m_factory.readPrivateKey(keyFile);
    const auto isThere = [](const Result<Secret> &read) { return read.map([](const Secret &) {}); };
    QList<QFuture<bool>> checks{
        noted("dockerHost", checkText("dockerHost", &PlatformFactory::checkDockerHost)),
        noted("settingsFile", checkText("settingsFile", &PlatformFactory::checkSettingsFile)),
        noted("caFile", checkText("caFile", &PlatformFactory::checkCertificates)),
        noted("certificateFile", checkText("certificateFile", &PlatformFactory::checkCertificates)),
        noted("clientKey", key.then(isThere)),
    };
    const Secret token(text("token").toUtf8());
    return QtFuture::whenAll(checks.begin(), checks.end())
        .then(this, [token, key](const QList<QFuture<bool>> &done) -> std::optional<ConnectionSecrets> {
            if (!std::ranges::all_of(done, [](const QFuture<bool> &isGood) { return isGood.result(); }))
                return std::nullopt;
            return ConnectionSecrets{token, *key.result()};
        });
}

/// Says what is wrong at its field; settles with whether nothing is.
QFuture<bool> ConnectionEditor::noted(const char *field, Async<> checked)
{
    return checked.then(this, [this, field](const Result<> &result) {
        if (!result)
            setFault(QLatin1String(field), sentenceOf(result.error()));
        return result.has_value();
    });
}

/// An empty field is as good.
Async<> ConnectionEditor::checkText(const char *field, Async<> (PlatformFactory::*check)(const QString &))
{
    const QString typed = text(field);
    return typed.isEmpty() ? ready<void>({}) : (m_factory.*check)(typed);
}

void ConnectionEditor::checkSettingsFile()
{
    const QString path = text("settingsFile");
    if (path.isEmpty())
        return;
    m_factory.checkSettingsFile(path).then(this, [this, path](const Result<> &checked) {
        if (text("settingsFile") == path)
            setFault(QStringLiteral("settingsFile"), checked ? QString() : sentenceOf(checked.error()));
    });
}

void ConnectionEditor::browseSettings()
{
    browse("settingsFile", tr("Choose settings file"), tr("Settings (*.json)"))
        .then(this, [this](bool isChosen) {
            if (isChosen)
                checkSettingsFile();
        });
}

void ConnectionEditor::browsePem(const char *field)
{
    browse(field, tr("Choose PEM file"), tr("PEM (*.pem *.crt *.cer *.key);;All files (*)"));
}

/// Settles with whether a file was chosen, which its field says then.
QFuture<bool> ConnectionEditor::browse(const char *field, const QString &title, const QString &filter)
{
    return m_interaction.askOpenFileName(title, filter)
        .then(this, [this, field](const std::optional<QString> &path) {
            if (path)
                m_fields.at(QLatin1String(field)).value->setText(*path);
            return path.has_value();
        });
}

void ConnectionEditor::discover()
{
    m_discover->setEnabled(false);
    m_factory.discover(text("dockerHost"))
        .then(this, [this](const Result<std::vector<DiscoveredProject>> &projects) {
            m_discover->setEnabled(true);
            if (projects)
                offer(*projects);
            else
                setFault(QStringLiteral("dockerHost"), sentenceOf(projects.error()));
        });
}

void ConnectionEditor::offer(const std::vector<DiscoveredProject> &projects)
{
    if (projects.empty()) {
        Q_EMIT told(tr("There is no Compose project on this engine."), true);
        return;
    }
    QStringList texts;
    for (const DiscoveredProject &project : projects)
        texts << textOf(project);
    popUpChoices(*m_discover, QStringLiteral("foundProjects"), texts,
                 [this, projects](int chosen) { take(projects[static_cast<std::size_t>(chosen)]); });
}

/// A service that is found is an endpoint's; the embedded platform has its own.
void ConnectionEditor::take(const DiscoveredProject &project)
{
    m_fields.at(QStringLiteral("project")).value->setText(project.name);
    if (m_config.kind == ConnectionKind::Endpoint && project.endpoint)
        m_fields.at(QStringLiteral("endpoint")).value->setText(project.endpoint->toString());
    if (text("name").isEmpty())
        m_fields.at(QStringLiteral("name")).value->setText(project.name);
}

void ConnectionEditor::findContexts()
{
    m_findContexts->setEnabled(false);
    m_factory.contexts(text("kubeconfig"))
        .then(this, [this](const Result<std::vector<ClusterContext>> &contexts) {
            m_findContexts->setEnabled(true);
            if (contexts)
                offer(*contexts);
            else
                setFault(QStringLiteral("kubeconfig"), sentenceOf(contexts.error()));
        });
}

void ConnectionEditor::offer(const std::vector<ClusterContext> &contexts)
{
    if (contexts.empty()) {
        Q_EMIT told(tr("There is no context in this kubeconfig."), true);
        return;
    }
    QStringList texts;
    for (const ClusterContext &context : contexts)
        texts << textOf(context);
    popUpChoices(*m_findContexts, QStringLiteral("foundContexts"), texts,
                 [this, contexts](int chosen) { take(contexts[static_cast<std::size_t>(chosen)]); });
}

void ConnectionEditor::take(const ClusterContext &context)
{
    m_fields.at(QStringLiteral("context")).value->setText(context.name);
    if (text("name").isEmpty())
        m_fields.at(QStringLiteral("name")).value->setText(context.name);
}

} // namespace crescendo
