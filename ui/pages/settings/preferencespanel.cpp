#include "ui/pages/settings/preferencespanel.h"

#include "ui/interaction/interaction.h"
#include "ui/widgets/card.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int valueWidth = 120;
constexpr int leastMebibytes = 64;
constexpr int mostJobs = 1'000'000;
constexpr int mostMebibytes = 1024 * 1024;

} // namespace

PreferencesPanel::PreferencesPanel(Preferences &preferences, Interaction &interaction, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_interaction(interaction)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::card);
    setupAppearance();
    setupChanges();
    setupNotifications();
    setupHistory();
    setupEmbedded();
    rows->addStretch();
    showAll();
    connect(&m_preferences, &Preferences::changed, this, &PreferencesPanel::showAll);
}

void PreferencesPanel::setupAppearance()
{
    QVBoxLayout *rows = addCard(tr("Appearance"));
    addChoice(*rows, Preference::Theme, "theme", tr("Theme"),
              {{tr("As the system"), QStringLiteral("system")},
               {tr("Light"), QStringLiteral("light")},
               {tr("Dark"), QStringLiteral("dark")}});
    addChoice(*rows, Preference::Language, "language", tr("Language"),
              {{tr("As the system"), QStringLiteral("system")},
               {QStringLiteral("English"), QStringLiteral("en")},
               {QStringLiteral("Deutsch"), QStringLiteral("de")}});
    addHint(*rows, tr("The language changes with the next start."));
}

void PreferencesPanel::setupChanges()
{
    QVBoxLayout *rows = addCard(tr("Changes"));
    addCheck(*rows, Preference::ConfirmChanges, "confirmChanges", tr("Show each change and ask first"),
             tr("Off: one key makes it. Activity tells which can be undone."));
    addCheck(*rows, Preference::BeginReadOnly, "beginReadOnly", tr("Begin read-only"),
             tr("At each start, whatever it was last."));
}

void PreferencesPanel::setupNotifications()
{
    QVBoxLayout *rows = addCard(tr("Notify me when"));
    addCheck(*rows, Preference::NotifyLost, "notifyLost", tr("a connection is lost"));
    addCheck(*rows, Preference::NotifyFailed, "notifyFailed", tr("a change fails"));
    addCheck(*rows, Preference::NotifyDegraded, "notifyDegraded", tr("an autoscaler is degraded"));
    addCheck(*rows, Preference::NotifyScaled, "notifyScaled", tr("a pool scales"));
    addCheck(*rows, Preference::NotifyQueue, "notifyQueue", tr("a queue is long"));
    auto *length = new QSpinBox(this);
    length->setObjectName(QStringLiteral("longQueue"));
    length->setAccessibleName(tr("Waiting jobs"));
    length->setRange(1, mostJobs);
    length->setKeyboardTracking(false);
    addRow(*rows, tr("Waiting jobs"), length);
    connect(length, &QSpinBox::valueChanged, this,
            [this](int jobs) { m_preferences.set(Preference::LongQueue, jobs); });
    m_shown.emplace_back([this, length] {
        length->setValue(m_preferences.get<int>(Preference::LongQueue));
        length->setEnabled(m_preferences.get<bool>(Preference::NotifyQueue));
    });
}

void PreferencesPanel::setupHistory()
{
    QVBoxLayout *rows = addCard(tr("History"));
    addChoice(*rows, Preference::HistoryDays, "historyDays", tr("Kept for"),
              {{tr("a week"), 7}, {tr("30 days"), 30}, {tr("90 days"), 90}, {tr("a year"), 365}});
    addHistorySize(*rows);
    addHint(*rows, tr("The journal of changes is kept for ever."));
}

void PreferencesPanel::setupEmbedded()
{
    QVBoxLayout *rows = addCard(tr("The console's own platform"));
    addCheck(*rows, Preference::LeaveRunning, "leaveRunning", tr("Leave it running without the console"),
             tr("From its next start on."));
}

QVBoxLayout *PreferencesPanel::addCard(const QString &title)
{
    auto *card = new Card(this);
    layout()->addWidget(card);
    return rowsOf(*card, title);
}

void PreferencesPanel::addCheck(QVBoxLayout &rows, Preference preference, const char *name,
                                const QString &label, const QString &hint)
{
    auto *check = new QCheckBox(label, this);
    check->setObjectName(QLatin1String(name));
    check->setAccessibleDescription(hint);
    rows.addWidget(check);
    if (!hint.isEmpty())
        addHint(rows, hint);
    connect(check, &QCheckBox::toggled, this,
            [this, preference](bool isChecked) { m_preferences.set(preference, isChecked); });
    m_shown.emplace_back(
        [this, check, preference] { check->setChecked(m_preferences.get<bool>(preference)); });
}

/// Where what is preferred is none of the choices, none is shown.
QComboBox *PreferencesPanel::addChoice(QVBoxLayout &rows, Preference preference, const char *name,
                                       const QString &label, const std::vector<Choice> &choices)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    for (const Choice &choice : choices)
        box->addItem(choice.label, choice.value);
    addRow(rows, label, box);
    connect(box, &QComboBox::activated, this, [this, box, preference](int index) {
        const QVariant value = box->itemData(index);
        if (preference == Preference::HistoryDays)
            setHistory(preference, value.toInt());
        else
            m_preferences.set(preference, value);
    });
    m_shown.emplace_back(
        [this, box, preference] { box->setCurrentIndex(box->findData(m_preferences.value(preference))); });
    return box;
}

void PreferencesPanel::addHistorySize(QVBoxLayout &rows)
{
    auto *size = new QSpinBox(this);
    size->setObjectName(QStringLiteral("historySize"));
    size->setAccessibleName(tr("At most"));
    size->setRange(leastMebibytes, mostMebibytes);
    size->setSuffix(tr(" MiB"));
    size->setSingleStep(leastMebibytes);
    size->setKeyboardTracking(false); // a number that is being typed is none yet
    addRow(rows, tr("At most"), size);
    connect(size, &QSpinBox::valueChanged, this,
            [this](int value) { setHistory(Preference::HistoryMebibytes, value); });
    m_shown.emplace_back([this, size] {
        const QSignalBlocker blocker(size);
        size->setValue(m_preferences.get<int>(Preference::HistoryMebibytes));
    });
}

void PreferencesPanel::addRow(QVBoxLayout &rows, const QString &label, QWidget *value)
{
    auto *text = new TextLabel(TextRole::Body, Tone::Plain, this);
    text->setText(label);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addWidget(text, 1);
    value->setFixedWidth(valueWidth);
    row->addWidget(value);
    rows.addLayout(row);
}

void PreferencesPanel::addHint(QVBoxLayout &rows, const QString &text)
{
    auto *hint = new TextLabel(TextRole::Caption, Tone::Muted, this);
    hint->setText(text);
    hint->setWordWrap(true);
    rows.addWidget(hint);
}

/// What is deleted does not come back.
void PreferencesPanel::setHistory(Preference preference, int value)
{
    if (value >= m_preferences.get<int>(preference)) {
        m_preferences.set(preference, value);
        return;
    }
    m_interaction
        .askWhether(tr("Keep less history"),
                    tr("What is older or beyond the new bound is deleted within a minute, for good."),
                    tr("&Keep less"))
        .then(this, [this, preference, value](bool isConfirmed) {
            if (isConfirmed)
                m_preferences.set(preference, value);
            else
                showAll();
        });
}

void PreferencesPanel::showAll()
{
    for (const auto &show : m_shown)
        show();
}

} // namespace crescendo
