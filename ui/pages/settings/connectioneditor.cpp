#include "ui/pages/settings/connectioneditor.h"

#include "platform/platformfactory.h"
#include "ui/interaction/interaction.h"
#include "ui/presentation/connectiontext.h"
#include "ui/presentation/errortext.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace crescendo {
namespace {

/// What only an endpoint has.
const QStringList &endpointFields()
{
    static const QStringList fields{QStringLiteral("endpoint"), QStringLiteral("settingsFile"),
                                    QStringLiteral("token")};
    return fields;
}

} // namespace

ConnectionEditor::ConnectionEditor(PlatformFactory &factory, Interaction &interaction, QWidget *parent)
    : QWidget(parent)
    , m_factory(factory)
    , m_interaction(interaction)
    , m_rows(new QVBoxLayout(this))
    , m_discover(new QPushButton(tr("&Find projects…"), this))
    , m_browse(new QPushButton(tr("&Browse…"), this))
    , m_forget(new QPushButton(tr("For&get"), this))
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
    m_browse->setObjectName(QStringLiteral("browseSettingsFile"));
    m_forget->setObjectName(QStringLiteral("forgetToken"));
    m_readOnly->setObjectName(QStringLiteral("connectionReadOnly"));
    addField("name", tr("Name"), tr("As it is called in the navigation."));
    addField("endpoint", tr("Endpoint"), tr("Where the service answers: http://host:5000"));
    addField("dockerHost", tr("Docker host"), {}, m_discover);
    addField("project", tr("Compose project"), tr("Empty: directai."));
    addField("settingsFile", tr("Settings file"),
             tr("Of a service that is not ours: the appsettings file that profiles are written to."),
             m_browse);
    addField("gpuMetricsUrl", tr("GPU metrics"),
             tr("Where a DCGM exporter answers: http://host:9400/metrics. Empty: this machine's own GPUs."));
    addField("token", tr("Control token"), {}, m_forget)->setEchoMode(QLineEdit::Password);
    m_rows->addWidget(m_readOnly);
}

QLineEdit *ConnectionEditor::addField(const char *key, const QString &name, const QString &help,
                                      QPushButton *button)
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
    if (button)
        line->addWidget(button);
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
    connect(m_browse, &QPushButton::clicked, this, &ConnectionEditor::browse);
    connect(m_forget, &QPushButton::clicked, this, &ConnectionEditor::tokenForgotten);
    connect(m_fields.at(QStringLiteral("settingsFile")).value, &QLineEdit::editingFinished, this,
            &ConnectionEditor::checkSettingsFile);
}

QWidget *ConnectionEditor::firstControl() const
{
    return m_fields.at(QStringLiteral("name")).value;
}

void ConnectionEditor::show(const ConnectionConfig &config, const TokenState &token)
{
    m_isFilling = true;
    m_config = config;
    m_token = token;
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
    m_readOnly->setChecked(config.readOnly);
    const bool isEndpoint = config.kind == ConnectionKind::Endpoint;
    for (const QString &field : endpointFields())
        m_fields.at(field).row->setVisible(isEndpoint);
    m_readOnly->setVisible(isEndpoint);
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
    config.dockerHost = text("dockerHost");
    config.project = text("project");
    config.gpuMetricsUrl = QUrl(text("gpuMetricsUrl"), QUrl::StrictMode);
    if (config.kind == ConnectionKind::Embedded)
        return config;
    config.endpoint = QUrl(text("endpoint"), QUrl::StrictMode);
    config.settingsFile = text("settingsFile");
    config.readOnly = m_readOnly->isChecked();
    return config;
}

Secret ConnectionEditor::typedToken() const
{
    return Secret(text("token").toUtf8());
}

void ConnectionEditor::setTokenState(const TokenState &token)
{
    m_token = token;
    showTokenHint();
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
    showTokenHint();
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

void ConnectionEditor::showTokenHint()
{
    Field &token = m_fields.at(QStringLiteral("token"));
    token.help = m_token.isThere ? tr("There is one in the keychain. Type another to replace it.")
                                 : tr("Kept in the system's keychain. Without one it can only be watched.");
    if (!m_token.isKept)
        token.help = m_token.isThere ? tr("There is no keychain: it is forgotten with this session.")
                                     : tr("There is no keychain: it is kept for this session only.");
    token.hint->setText(token.help);
    token.hint->setTone(m_token.isKept ? Tone::Muted : Tone::Limited);
    token.value->setAccessibleDescription(token.help);
    token.value->setPlaceholderText(m_token.isThere ? tr("unchanged") : QString());
    m_forget->setEnabled(m_token.isThere);
    m_forget->setToolTip(m_token.isThere ? QString() : tr("There is none."));
}

QFuture<bool> ConnectionEditor::check()
{
    const auto note = [this](const char *field, const Result<> &result) {
        if (!result)
            setFault(QLatin1String(field), sentenceOf(result.error()));
        return result.has_value();
    };
    const QString file = text("settingsFile");
    const auto checkFile = [this, note, file](const Result<> &host) {
        const bool isGood = note("dockerHost", host);
        const Async<> checked = file.isEmpty() ? ready<void>({}) : m_factory.checkSettingsFile(file);
        return Async<>(checked).then(this, [note, isGood](const Result<> &settings) {
            return note("settingsFile", settings) && isGood;
        });
    };
    const QString host = text("dockerHost");
    Async<> checked = host.isEmpty() ? ready<void>({}) : m_factory.checkDockerHost(host);
    return checked.then(this, checkFile).unwrap();
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

void ConnectionEditor::browse()
{
    m_interaction.askOpenFileName(tr("Choose settings file"), tr("Settings (*.json)"))
        .then(this, [this](const std::optional<QString> &path) {
            if (!path)
                return;
            m_fields.at(QStringLiteral("settingsFile")).value->setText(*path);
            checkSettingsFile();
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
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("foundProjects"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const DiscoveredProject &project : projects) {
        QAction *action = menu->addAction(textOf(project).replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, project] { take(project); });
    }
    menu->popup(m_discover->mapToGlobal(QPoint(0, m_discover->height())));
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

} // namespace crescendo
