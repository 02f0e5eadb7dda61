#include "ui/pages/profiles/page.h"

#include "control/connections.h"
#include "ui/charts/loadcurve.h"
#include "ui/interaction/changebatch.h"
#include "ui/interaction/navigator.h"
#include "ui/pages/profiles/presetpanel.h"
#include "ui/pages/profiles/profileeditor.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/whatiftext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/celltable.h"
#include "ui/widgets/textlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <set>

namespace crescendo {
namespace {

constexpr int presetsWidth = 256;
constexpr int editorWidth = 336;
constexpr int leastPoolsHeight = 152;
constexpr int noRole = -1;

} // namespace

ProfilesPage::ProfilesPage(const Services &services, Navigator &navigator, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_navigator(navigator)
    , m_batch(new ChangeBatch(services, this))
    , m_presets(new PresetPanel(services.presets, services.interaction, this))
    , m_title(new TextLabel(TextRole::Section, Tone::Plain, this))
    , m_description(new QLineEdit(this))
    , m_editor(new ProfileEditor(this))
    , m_save(new QPushButton(tr("&Save"), this))
    , m_saveAs(new QPushButton(tr("Save &as…"), this))
    , m_revert(new QPushButton(tr("&Put back"), this))
    , m_curve(new LoadCurve(this))
    , m_outlook(new TextLabel(TextRole::Body, Tone::Plain, this))
    , m_comparison(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_pools(new ProfilePoolsModel(services.connections, services.live, this))
    , m_table(new CellTable(QStringLiteral("profilePools"), tr("Pools"), this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_apply(new QPushButton(this))
{
    setupPools();
    setupViews();
    connectSignals();
    m_pools->setNow(services.clock.now());
    begin();
    showDraft();
}

void ProfilesPage::setupViews()
{
    auto *upper = new QHBoxLayout;
    upper->setSpacing(space::card);
    upper->addWidget(makePresetsCard());
    upper->addWidget(makeEditorCard());
    upper->addWidget(makeCurveCard(), 1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::page, space::page, space::page, space::page);
    rows->setSpacing(space::card);
    rows->addLayout(upper, 3);
    rows->addWidget(makePoolsCard(), 1);
    rows->addLayout(makeBottom());
    setFirstControl(m_presets->firstControl());
}

void ProfilesPage::setupPools()
{
    m_table->setModel(m_pools);
    m_table->setItemDelegate(new CellDelegate({ProfilePoolsModel::DetailRole, ToneRole, noRole}, m_table));
    m_table->setColumns(
        ProfilePoolsModel::Difference,
        {{ProfilePoolsModel::Name, 34}, {ProfilePoolsModel::Now, 34}, {ProfilePoolsModel::Activity, 36}});
    m_table->setMinimumHeight(leastPoolsHeight);
}

QWidget *ProfilesPage::makePresetsCard()
{
    auto *card = new Card(this);
    card->setFixedWidth(presetsWidth);
    rowsOf(*card, tr("Presets"))->addWidget(m_presets);
    return card;
}

QWidget *ProfilesPage::makeEditorCard()
{
    m_title->setObjectName(QStringLiteral("presetTitle"));
    m_description->setObjectName(QStringLiteral("presetDescription"));
    m_description->setAccessibleName(tr("Description"));
    m_description->setPlaceholderText(tr("What it is for"));
    m_save->setObjectName(QStringLiteral("savePreset"));
    m_saveAs->setObjectName(QStringLiteral("savePresetAs"));
    m_revert->setObjectName(QStringLiteral("revertPreset"));
    auto *card = new Card(this);
    card->setFixedWidth(editorWidth);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::unit);
    rows->addWidget(m_title);
    rows->addWidget(m_description);
    rows->addWidget(m_editor);
    rows->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    for (QPushButton *button : {m_save, m_saveAs, m_revert})
        buttons->addWidget(button, 1);
    rows->addLayout(buttons);
    return card;
}

QWidget *ProfilesPage::makeCurveCard()
{
    m_outlook->setObjectName(QStringLiteral("profileOutlook"));
    m_outlook->setWordWrap(true);
    m_comparison->setObjectName(QStringLiteral("profileComparison"));
    m_comparison->setWordWrap(true);
    m_comparison->setToolTip(tr("The queue is taken as it was: how much faster or slower other workers would "
                                "have drained it is not known."));
    m_curve->setObjectName(QStringLiteral("loadCurve"));
    m_curve->setToolTip(tr("Where workers come to rest while the load stays; one decision need not take them "
                           "there at once."));
    auto *card = new Card(this);
    auto *rows = rowsOf(*card, tr("Workers by load"));
    rows->addWidget(m_curve, 1);
    rows->addWidget(m_outlook);
    rows->addWidget(m_comparison);
    return card;
}

QWidget *ProfilesPage::makePoolsCard()
{
    auto *card = new Card(this);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::tight, space::tight, space::tight, space::tight);
    rows->addWidget(m_table);
    return card;
}

QLayout *ProfilesPage::makeBottom()
{
    m_status->setObjectName(QStringLiteral("profilesStatus"));
    m_apply->setObjectName(QStringLiteral("applyProfile"));
    m_apply->setProperty("primary", true);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(space::unit);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_apply);
    return bottom;
}

void ProfilesPage::connectSignals()
{
    connect(&m_navigator, &Navigator::placeChanged, this,
            [this](const Place &place) { lookAt(place.connection, place.pool); });
    connect(m_presets, &PresetPanel::currentChanged, this, &ProfilesPage::showDraft);
    connect(m_presets, &PresetPanel::told, this, &ProfilesPage::say);
    connect(m_editor, &ProfileEditor::edited, this, &ProfilesPage::takeEdit);
    connect(m_description, &QLineEdit::textEdited, this, &ProfilesPage::takeEdit);
    connect(m_save, &QPushButton::clicked, m_presets, &PresetPanel::save);
    connect(m_saveAs, &QPushButton::clicked, m_presets, &PresetPanel::saveAs);
    connect(m_revert, &QPushButton::clicked, m_presets, &PresetPanel::revert);
    connect(m_pools, &QAbstractItemModel::rowsInserted, this, &ProfilesPage::begin);
    connect(m_pools, &QAbstractItemModel::rowsRemoved, this, &ProfilesPage::showWhatIf);
    connect(m_pools, &QAbstractItemModel::dataChanged, this, &ProfilesPage::showWhatIf);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProfilesPage::showWhatIf);
    connect(m_batch, &ChangeBatch::busyChanged, this, &ProfilesPage::updateButtons);
    connect(m_batch, &ChangeBatch::told, this, &ProfilesPage::say);
    connect(m_apply, &QPushButton::clicked, this, [this] { m_batch->run(changes()); });
}

void ProfilesPage::setNow(TimePoint now)
{
    m_pools->setNow(now);
}

/// The pool that the window is at is the first that is chosen.
void ProfilesPage::begin()
{
    if (lookedAt() || m_pools->rowCount() == 0)
        return;
    const Place &place = m_navigator.place();
    lookAt(place.connection, place.pool);
    if (!lookedAt())
        m_table->setCurrentIndex(m_pools->index(0, ProfilePoolsModel::Name));
    const ProfilePoolRow &row = *lookedAt();
    m_pools->setChosen(row.connection, row.id, true);
}

void ProfilesPage::lookAt(const ConnectionId &connection, const PoolId &pool)
{
    for (int i = 0; i < m_pools->rowCount(); ++i) {
        const ProfilePoolRow &row = m_pools->row(i);
        if (row.connection == connection && row.id == pool)
            m_table->setCurrentIndex(m_pools->index(i, ProfilePoolsModel::Name));
    }
}

const ProfilePoolRow *ProfilesPage::lookedAt() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_pools->row(index.row()) : nullptr;
}

void ProfilesPage::showDraft()
{
    const PresetRow &row = m_presets->current();
    const Preset &draft = m_presets->draft();
    m_title->setText(row.preset.name);
    m_description->setText(draft.description);
    m_description->setCursorPosition(0); // its beginning is to be read
    m_description->setToolTip(draft.description);
    m_description->setEnabled(row.origin == PresetOrigin::Own);
    m_editor->setProfile(draft.profile);
    m_pools->setProfile(draft.profile);
    showWhatIf();
}

void ProfilesPage::takeEdit()
{
    m_presets->setDraft(m_description->text(), m_editor->profile());
    m_pools->setProfile(m_editor->profile());
    showWhatIf();
}

void ProfilesPage::showWhatIf()
{
    if (const ProfilePoolRow *row = lookedAt())
        m_presets->setLive(row->id, row->where, row->pool->profile);
    updateCurve();
    updateWarning();
    updateButtons();
}

void ProfilesPage::updateCurve()
{
    const Profile profile = m_editor->profile();
    const bool isGood = faultsOf(profile).empty();
    m_curve->setProfile(isGood ? std::optional(profile) : std::nullopt);
    const ProfilePoolRow *row = lookedAt();
    const std::optional<int> workers = row ? row->pool->desired : std::nullopt;
    const bool isPlaced = workers && row->pool->queue;
    m_curve->setLive(row ? row->pool->profile : std::nullopt);
    m_curve->setMark(isPlaced ? std::optional(LoadMark{row->id.value, row->pool->queue->load(), *workers})
                              : std::nullopt);
    m_outlook->setText(row && isGood ? nowSentence(row->id, row->decision) : QString());
    m_comparison->setText(row && isGood ? comparisonSentence(row->liveActivity, row->editedActivity)
                                        : QString());
}

/// Of the chosen pools; without any, of all.
void ProfilesPage::updateWarning()
{
    std::vector<ProfilePoolRow> rows = m_pools->chosen();
    for (int i = 0; rows.empty() && i < m_pools->rowCount(); ++i)
        rows.push_back(m_pools->row(i));
    const bool areAble = std::ranges::all_of(rows, &ProfilePoolRow::scalesToZero);
    m_editor->setZeroWarning(areAble ? QString() : textOf({WarningKind::ScaleToZeroUnsupported, {}}));
}

void ProfilesPage::updateButtons()
{
    const PresetRow &row = m_presets->current();
    const bool isGood = faultsOf(m_editor->profile()).empty();
    const bool isOwn = row.origin == PresetOrigin::Own;
    m_save->setEnabled(isOwn && row.isEdited && isGood);
    m_save->setToolTip(isOwn ? QString() : tr("This one cannot be changed; save it under another name."));
    m_saveAs->setEnabled(isGood);
    m_saveAs->setToolTip(isGood ? QString() : tr("Correct the values first."));
    m_revert->setEnabled(row.isEdited);
    m_revert->setToolTip(row.isEdited ? QString() : tr("Nothing was edited."));
    const int count = static_cast<int>(m_pools->chosen().size());
    m_apply->setText(count == 1 ? tr("App&ly to 1 pool…") : tr("App&ly to %1 pools…").arg(count));
    m_apply->setEnabled(refusal().isEmpty());
    m_apply->setToolTip(refusal());
}

QString ProfilesPage::refusal() const
{
    if (m_batch->isBusy())
        return tr("A change is on its way.");
    if (!faultsOf(m_editor->profile()).empty())
        return tr("Correct the values first.");
    if (m_pools->chosen().empty())
        return tr("Check the pools that it is for.");
    return changes().empty() ? tr("These values are live already.") : QString();
}

std::vector<Change> ProfilesPage::changes() const
{
    const PresetRow &row = m_presets->current();
    const ApplyProfile action{m_editor->profile(),
                              row.isEdited || row.origin == PresetOrigin::Live ? QString() : row.preset.name};
    std::vector<Change> changes;
    std::set<ConnectionId> shared; // of one profile for all pools
    for (const ProfilePoolRow &pool : m_pools->chosen()) {
        const Platform *platform = m_services.connections.find(pool.connection);
        const bool isShared = platform && !platform->capabilities().profilesPerPool;
        if ((pool.differences && pool.differences->empty())
            || (isShared && !shared.insert(pool.connection).second))
            continue;
        changes.push_back({pool.connection, pool.id, action, {}, {}});
    }
    return changes;
}

void ProfilesPage::say(const QString &text, bool isBad)
{
    m_status->setText(text);
    m_status->setTone(isBad ? Tone::Broken : Tone::Fine);
}

} // namespace crescendo
