#include "ui/pages/profiles/presetpanel.h"

#include "ui/interaction/interaction.h"
#include "ui/presentation/errortext.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/celltable.h"
#include "ui/widgets/textlabel.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>

namespace crescendo {
namespace {

constexpr int noRole = -1;

const char *const fileFilter = QT_TRANSLATE_NOOP("crescendo::PresetPanel", "Presets (*.json)");

/// "Night copy", with a number where that is taken.
QString copyNameFor(const QString &name, const PresetStore &store)
{
    QString copy = PresetPanel::tr("%1 copy").arg(name);
    for (int number = 2; !store.checkName(copy) && number < 100; ++number)
        copy = PresetPanel::tr("%1 copy %2").arg(name).arg(number);
    return copy;
}

QString textOf(const std::vector<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines << PresetPanel::tr("%1 is left out: %2.")
                     .arg(QFileInfo(error.operation).fileName(), error.detail);
    return lines.join(u'\n');
}

} // namespace

PresetPanel::PresetPanel(PresetStore &store, Interaction &interaction, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_interaction(interaction)
    , m_presets(new PresetsModel(this))
    , m_table(new CellTable(QStringLiteral("presets"), tr("Presets"), this))
    , m_unreadable(new TextLabel(TextRole::Caption, Tone::Broken, this))
    , m_rename(new QPushButton(tr("Re&name…"), this))
    , m_remove(new QPushButton(tr("&Delete…"), this))
{
    setupViews();
    connectSignals();
    reload();
}

void PresetPanel::setupViews()
{
    m_table->setModel(m_presets);
    m_table->setItemDelegate(new CellDelegate({PresetsModel::DetailRole, noRole, noRole}, m_table));
    m_table->setColumns(0, {});
    m_table->horizontalHeader()->hide();
    m_unreadable->setObjectName(QStringLiteral("unreadablePresets"));
    m_unreadable->setWordWrap(true);
    m_rename->setObjectName(QStringLiteral("renamePreset"));
    m_remove->setObjectName(QStringLiteral("deletePreset"));
    const auto button = [this](const QString &text, const char *name, void (PresetPanel::*action)()) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        connect(made, &QPushButton::clicked, this, action);
        return made;
    };
    auto *buttons = new QGridLayout;
    buttons->setSpacing(space::unit);
    buttons->addWidget(button(tr("D&uplicate"), "duplicatePreset", &PresetPanel::duplicate), 0, 0);
    buttons->addWidget(m_rename, 0, 1);
    buttons->addWidget(button(tr("&Import…"), "importPreset", &PresetPanel::importFile), 1, 0);
    buttons->addWidget(button(tr("&Export…"), "exportPreset", &PresetPanel::exportFile), 1, 1);
    buttons->addWidget(m_remove, 2, 0, 1, 2);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::unit);
    rows->addWidget(m_table, 1);
    rows->addWidget(m_unreadable);
    rows->addLayout(buttons);
}

void PresetPanel::connectSignals()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &PresetPanel::onChosen);
    connect(m_rename, &QPushButton::clicked, this, &PresetPanel::rename);
    connect(m_remove, &QPushButton::clicked, this, &PresetPanel::remove);
}

QWidget *PresetPanel::firstControl() const
{
    return m_table;
}

void PresetPanel::setLive(const PoolId &pool, const QString &where, const std::optional<Profile> &profile)
{
    const auto live =
        profile ? std::optional(Preset{tr("Live: %1").arg(pool.value), where, *profile}) : std::nullopt;
    if (live == m_live)
        return;
    const bool isChosen = !m_hasBegun || current().origin == PresetOrigin::Live;
    m_hasBegun = true;
    m_live = live;
    showRows();
    if (isChosen)
        m_table->setCurrentIndex(m_presets->index(0, 0));
    onChosen();
}

const PresetRow &PresetPanel::current() const
{
    return m_presets->row(std::max(0, m_table->currentIndex().row()));
}

void PresetPanel::setDraft(const QString &description, const Profile &profile)
{
    m_draft = {current().preset.name, description, profile};
    if (m_draft == current().preset)
        m_drafts.erase(current().key());
    else
        m_drafts[current().key()] = m_draft;
    showRows();
    updateButtons();
}

void PresetPanel::reload()
{
    m_stored = m_store.load();
    m_unreadable->setText(textOf(m_stored.errors));
    m_unreadable->setVisible(!m_stored.errors.empty());
    showRows();
}

void PresetPanel::showRows()
{
    std::vector<PresetRow> rows;
    const auto add = [&](PresetOrigin origin, const Preset &preset) {
        rows.push_back({origin, preset});
        rows.back().isEdited = m_drafts.contains(rows.back().key());
    };
    if (m_live)
        add(PresetOrigin::Live, *m_live);
    for (const Preset &preset : guidePresets())
        add(PresetOrigin::Guide, preset);
    for (const Preset &preset : m_stored.presets)
        add(PresetOrigin::Own, preset);
    m_presets->setRows(std::move(rows));
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_presets->index(0, 0));
}

void PresetPanel::choose(const QString &name)
{
    for (int i = 0; i < m_presets->rowCount(); ++i) {
        const PresetRow &row = m_presets->row(i);
        if (row.origin == PresetOrigin::Own && row.preset.name == name)
            m_table->setCurrentIndex(m_presets->index(i, 0));
    }
}

void PresetPanel::onChosen()
{
    const auto draft = m_drafts.find(current().key());
    m_draft = draft == m_drafts.end() ? current().preset : draft->second;
    updateButtons();
    Q_EMIT currentChanged();
}

void PresetPanel::updateButtons()
{
    const bool isOwn = current().origin == PresetOrigin::Own;
    for (QPushButton *button : {m_rename, m_remove}) {
        button->setEnabled(isOwn);
        button->setToolTip(isOwn ? QString() : tr("Only your own presets can be renamed and deleted."));
    }
}

void PresetPanel::save()
{
    Q_ASSERT(current().origin == PresetOrigin::Own);
    add(m_draft);
}

void PresetPanel::saveAs()
{
    const bool isOwn = current().origin == PresetOrigin::Own;
    const QString suggested = isOwn ? copyNameFor(m_draft.name, m_store) : QString();
    askName(tr("Save preset as"), suggested).then(this, [this](const std::optional<QString> &name) {
        if (!name)
            return;
        const PresetRow before = current();
        if (add({*name, m_draft.description, m_draft.profile}))
            forgetDraft(before);
    });
}

void PresetPanel::revert()
{
    forgetDraft(current());
    onChosen();
}

bool PresetPanel::add(const Preset &preset)
{
    if (const Result<> saved = m_store.save(preset); !saved) {
        Q_EMIT told(sentenceOf(saved.error()), true);
        return false;
    }
    m_drafts.erase(PresetRow{PresetOrigin::Own, preset}.key());
    reload();
    choose(preset.name);
    onChosen();
    Q_EMIT told(tr("Saved “%1”.").arg(preset.name), false);
    return true;
}

void PresetPanel::forgetDraft(const PresetRow &row)
{
    m_drafts.erase(row.key());
    showRows();
}

QFuture<std::optional<QString>> PresetPanel::askName(const QString &title, const QString &suggested)
{
    const auto refusalOf = [this](const QString &name) {
        const Result<> checked = m_store.checkName(name);
        return checked ? QString() : checked.error().detail;
    };
    return m_interaction.askText({title, tr("Name of the preset"), suggested, refusalOf});
}

void PresetPanel::duplicate()
{
    add({copyNameFor(m_draft.name, m_store), m_draft.description, m_draft.profile});
}

void PresetPanel::rename()
{
    const PresetRow row = current();
    askName(tr("Rename preset"), row.preset.name).then(this, [this, row](const std::optional<QString> &name) {
        if (!name)
            return;
        if (const Result<> renamed = m_store.rename(row.preset.name, *name); !renamed) {
            Q_EMIT told(sentenceOf(renamed.error()), true);
            return;
        }
        forgetDraft(row);
        reload();
        choose(*name);
    });
}

void PresetPanel::remove()
{
    const PresetRow row = current();
    m_interaction
        .askWhether(tr("Delete preset"),
                    tr("Delete “%1”? Its file is removed. Pools keep the values that they have.")
                        .arg(row.preset.name),
                    tr("&Delete"))
        .then(this, [this, row](bool isConfirmed) {
            if (!isConfirmed)
                return;
            const Result<> removed = m_store.remove(row.preset.name);
            forgetDraft(row);
            reload();
            Q_EMIT told(removed ? tr("Deleted “%1”.").arg(row.preset.name) : sentenceOf(removed.error()),
                        !removed);
        });
}

void PresetPanel::importFile()
{
    m_interaction.askOpenFileName(tr("Import preset"), tr(fileFilter))
        .then(this, [this](const std::optional<QString> &path) {
            if (!path)
                return;
            if (const Result<Preset> preset = PresetStore::read(*path); preset)
                importAs(*preset);
            else
                Q_EMIT told(sentenceOf(preset.error()), true);
        });
}

/// A file of a name that will not do is given another one.
void PresetPanel::importAs(const Preset &preset)
{
    if (m_store.checkName(preset.name)) {
        add(preset);
        return;
    }
    askName(tr("Import preset as"), copyNameFor(preset.name, m_store))
        .then(this, [this, preset](const std::optional<QString> &name) {
            if (name)
                add({*name, preset.description, preset.profile});
        });
}

void PresetPanel::exportFile()
{
    const Preset preset = m_draft;
    m_interaction.askSaveFileName(tr("Export preset"), preset.name + QStringLiteral(".json"), tr(fileFilter))
        .then(this, [this, preset](const std::optional<QString> &path) {
            if (!path)
                return;
            const Result<> written = PresetStore::write(preset, *path);
            Q_EMIT told(written ? tr("Exported to %1.").arg(*path) : sentenceOf(written.error()), !written);
        });
}

} // namespace crescendo
