#pragma once

#include "control/changepipeline.h"
#include "control/configuredconnections.h"
#include "control/connections.h"
#include "history/historystore.h"
#include "history/journal.h"
#include "history/liveseries.h"
#include "settings/preferences.h"
#include "settings/presetstore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakefactory.h"
#include "tests/support/fakeplatform.h"
#include "ui/interaction/interaction.h"
#include "ui/interaction/services.h"

#include <QTemporaryDir>

namespace crescendo {

/// An operator who answers at once, as told beforehand.
class ScriptedOperator final : public Interaction {
public:
    QFuture<std::optional<Proposal>> confirm(const ChangeQuestion &question) override;
    QFuture<std::vector<Proposal>> confirmAll(const std::vector<ChangeQuestion> &questions) override;
    QFuture<std::vector<SetReplicas>> askScale(const ScaleQuestion &question) override;
    QFuture<std::optional<WorkerLimits>> askLimits(const LimitsQuestion &question) override;
    QFuture<std::optional<HpaSpec>> askHpa(const HpaQuestion &question) override;
    QFuture<std::optional<QString>> askSaveFileName(const QString &title, const QString &suggested,
                                                    const QString &filter) override;
    QFuture<std::optional<QString>> askOpenFileName(const QString &title, const QString &filter) override;
    QFuture<std::optional<QString>> askText(const TextQuestion &question) override;
    void showObject(const QString &title, const Async<ObjectDescription> &description) override;
    QFuture<bool> askWhether(const QString &title, const QString &text, const QString &action) override;

    bool accepts = true;
    QString reason;
    std::vector<SetReplicas> scale;
    std::optional<WorkerLimits> limits;
    std::optional<HpaSpec> hpa;
    QString savePath;
    QString openPath;
    QString text;
    QStringList objects; ///< that were shown
    QStringList warnings; ///< of what cannot be undone
    std::vector<ChangeQuestion> questions;
    int batches = 0; ///< questions about several changes at once
    std::optional<TextQuestion> textQuestion;
    std::optional<ScaleQuestion> scaleQuestion;
    std::optional<LimitsQuestion> limitsQuestion;
    std::optional<HpaQuestion> hpaQuestion;
};

class ConsoleFixture;

/// What the platform shows after a scaling test has begun: some uploads and one refusal, more workers, and an
/// empty queue in the end.
void scaleDuringTest(ConsoleFixture &console);

/// Everything that a window needs, on a platform that shows the demo hour. `interaction` null: the scripted
/// operator.
class ConsoleFixture {
public:
    explicit ConsoleFixture(Interaction *interaction = nullptr);

    void showDemoHour();
    void showDemoChanges(); ///< in the journal
    Services services();

    QTemporaryDir folder;
    FakeClock clock;
    Connections connections;
    std::unique_ptr<HistoryStore> history;
    std::unique_ptr<Journal> journal;
    LiveSeries live;
    Preferences preferences;
    PresetStore presets;
    FakeFactory factory;
    MemoryStore secrets;
    ConfiguredConnections configured;
    ChangePipeline pipeline;
    ScriptedOperator scriptedOperator;
    FakePlatform &platform;

private:
    Interaction &m_interaction;
};

} // namespace crescendo
