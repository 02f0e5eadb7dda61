#include "ui/pages/logs/sourcechooser.h"

#include "control/connections.h"

#include <QSignalBlocker>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int shownCharacters = 24;

bool isSame(const LogChoice &a, const LogChoice &b)
{
    return a.connection == b.connection && a.source.name == b.source.name;
}

auto findSame(const std::vector<LogChoice> &choices, const LogChoice &choice)
{
    return std::ranges::find_if(choices, [&choice](const LogChoice &each) { return isSame(each, choice); });
}

/// A pod of several containers has a log of each: "pod/container".
bool isMeant(const LogChoice &wanted, const LogChoice &choice)
{
    if (choice.connection != wanted.connection)
        return false;
    const QString &name = choice.source.name;
    return wanted.source.name.isEmpty()
        ? choice.source.isService
        : name == wanted.source.name || name.startsWith(wanted.source.name + QLatin1Char('/'));
}

} // namespace

SourceChooser::SourceChooser(Connections &connections, QWidget *parent)
    : QComboBox(parent)
    , m_connections(connections)
{
    setObjectName(QStringLiteral("logSource"));
    setAccessibleName(tr("Log"));
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(shownCharacters);
    for (const Platform *platform : m_connections.all())
        follow(platform);
    connect(&m_connections, &Connections::added, this, &SourceChooser::follow);
    connect(&m_connections, &Connections::aboutToRemove, this, &SourceChooser::refresh, Qt::QueuedConnection);
    connect(this, &QComboBox::currentIndexChanged, this, &SourceChooser::take);
    refresh();
}

void SourceChooser::choose(const ConnectionId &connection, const QString &name)
{
    m_wanted = LogChoice{connection, {name, false}};
    refresh();
}

void SourceChooser::follow(const Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &SourceChooser::refresh);
    connect(platform, &Platform::stateChanged, this, &SourceChooser::refresh);
}

std::vector<LogChoice> SourceChooser::present() const
{
    std::vector<LogChoice> choices;
    for (const Platform *platform : m_connections.all()) {
        const LogSources *logs = platform->logs();
        if (!logs)
            continue;
        for (const LogSource &source : logs->sources())
            choices.push_back({platform->id(), source});
    }
    return choices;
}

void SourceChooser::refresh()
{
    std::vector<LogChoice> choices = present();
    if (m_chosen && findSame(choices, *m_chosen) == choices.end())
        choices.push_back(*m_chosen);
    if (choices != m_choices)
        list(std::move(choices));
    const auto wanted = std::ranges::find_if(
        m_choices, [this](const LogChoice &choice) { return m_wanted && isMeant(*m_wanted, choice); });
    if (wanted != m_choices.end()) {
        const auto index = static_cast<int>(wanted - m_choices.begin());
        m_wanted.reset();
        setCurrentIndex(index);
        take(index); // the box may have shown it before it was chosen
    } else if (!m_chosen && !m_choices.empty()) {
        take(0);
    }
}

void SourceChooser::list(std::vector<LogChoice> choices)
{
    const QSignalBlocker quiet(this);
    m_choices = std::move(choices);
    clear();
    for (const LogChoice &choice : m_choices)
        addItem(textOf(choice));
    if (m_chosen)
        setCurrentIndex(static_cast<int>(findSame(m_choices, *m_chosen) - m_choices.begin()));
}

QString SourceChooser::textOf(const LogChoice &choice) const
{
    const Platform *platform = m_connections.find(choice.connection);
    if (m_connections.all().size() < 2 || !platform)
        return choice.source.name;
    return tr("%1 of %2").arg(choice.source.name, platform->name());
}

void SourceChooser::take(int index)
{
    if (index < 0)
        return;
    const LogChoice &choice = m_choices[static_cast<std::size_t>(index)];
    if (m_chosen && isSame(*m_chosen, choice))
        return;
    m_chosen = choice;
    m_wanted.reset();
    setToolTip(choice.source.name);
    Q_EMIT chosenChanged();
}

} // namespace crescendo
