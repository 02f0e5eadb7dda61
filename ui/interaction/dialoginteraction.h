#pragma once

#include "ui/interaction/interaction.h"

#include <QPointer>
#include <QWidget>

namespace crescendo {

/// Asks by dialogs over the window; they end with it.
class DialogInteraction final : public Interaction {
public:
    void setWindow(QWidget *window) { m_window = window; }

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

private:
    QPointer<QWidget> m_window;
};

} // namespace crescendo
