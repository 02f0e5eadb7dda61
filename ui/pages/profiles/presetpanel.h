#pragma once

#include "base/ids.h"
#include "settings/presetstore.h"
#include "ui/models/presetsmodel.h"

#include <QFuture>
#include <QWidget>

#include <map>

class QPushButton;

namespace crescendo {

class CellTable;
class Interaction;
class TextLabel;

/// The presets to choose from: what is live, the guide's and the operator's own, and what can be done with
/// their files. What is edited is kept for each until it is saved or put back.
class PresetPanel final : public QWidget {
    Q_OBJECT

public:
    PresetPanel(PresetStore &store, Interaction &interaction, QWidget *parent = nullptr);

    QWidget *firstControl() const; ///< the list of presets
    /// What governs a pool now, as the first of the list; nothing where that is unknown.
    void setLive(const PoolId &pool, const QString &where, const std::optional<Profile> &profile);

    const PresetRow &current() const;
    const Preset &draft() const { return m_draft; } ///< the chosen one, as edited
    void setDraft(const QString &description, const Profile &profile);

    void save(); ///< one of the operator's own
    void saveAs();
    void revert();

Q_SIGNALS:
    void currentChanged(); ///< another one, or other values from outside
    void told(const QString &text, bool isBad);

private:
    void setupViews();
    void connectSignals();
    void reload();
    void showRows();
    void choose(const QString &name); ///< one of the operator's own
    void onChosen();
    void updateButtons();
    bool add(const Preset &preset); ///< as one of the operator's own, and chooses it
    void forgetDraft(const PresetRow &row);
    QFuture<std::optional<QString>> askName(const QString &title, const QString &suggested);
    void duplicate();
    void rename();
    void remove();
    void importFile();
    void importAs(const Preset &preset);
    void exportFile();

    PresetStore &m_store;
    Interaction &m_interaction;
    PresetsModel *m_presets;
    CellTable *m_table;
    TextLabel *m_unreadable;
    QPushButton *m_rename;
    QPushButton *m_remove;
    std::optional<Preset> m_live;
    StoredPresets m_stored;
    std::map<QString, Preset> m_drafts; // by the key of their row
    Preset m_draft;
    bool m_hasBegun = false; // with what is live, which is chosen first
};

} // namespace crescendo
