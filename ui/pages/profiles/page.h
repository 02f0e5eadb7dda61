#pragma once

#include "ui/interaction/page.h"
#include "ui/interaction/services.h"
#include "ui/models/profilepoolsmodel.h"

class QLayout;
class QLineEdit;
class QPushButton;

namespace crescendo {

class CellTable;
class ChangeBatch;
class LoadCurve;
class Navigator;
class PresetPanel;
class ProfileEditor;
class TextLabel;

/// Profiles: the presets, an editor, what the edited values would do to each pool, and giving them to one
/// pool or several.
class ProfilesPage final : public Page {
    Q_OBJECT

public:
    ProfilesPage(const Services &services, Navigator &navigator, QWidget *parent = nullptr);

    void setNow(TimePoint now) override;

private:
    void setupViews();
    void setupPools();
    QWidget *makePresetsCard();
    QWidget *makeEditorCard();
    QWidget *makeCurveCard();
    QWidget *makePoolsCard();
    QLayout *makeBottom();
    void connectSignals();
    void begin();
    void lookAt(const ConnectionId &connection, const PoolId &pool);
    const ProfilePoolRow *lookedAt() const; ///< null where there is none
    void showDraft();
    void takeEdit();
    void showWhatIf();
    void updateCurve();
    void updateWarning();
    void updateButtons();
    QString refusal() const; ///< why nothing can be applied; empty where it can
    std::vector<Change> changes() const;
    void say(const QString &text, bool isBad);

    Services m_services;
    Navigator &m_navigator;
    ChangeBatch *m_batch;
    PresetPanel *m_presets;
    TextLabel *m_title;
    QLineEdit *m_description;
    ProfileEditor *m_editor;
    QPushButton *m_save;
    QPushButton *m_saveAs;
    QPushButton *m_revert;
    LoadCurve *m_curve;
    TextLabel *m_outlook;
    TextLabel *m_comparison;
    ProfilePoolsModel *m_pools;
    CellTable *m_table;
    TextLabel *m_status;
    QPushButton *m_apply;
};

} // namespace crescendo
