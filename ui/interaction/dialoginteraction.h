#pragma once

#include "ui/interaction/interaction.h"

namespace crescendo {

/// Asks by dialogs over the active window.
class DialogInteraction final : public Interaction {
public:
    QFuture<std::optional<Proposal>> confirm(const ChangeQuestion &question) override;
    QFuture<std::optional<QString>> askSaveFileName(const QString &title, const QString &suggested,
                                                    const QString &filter) override;
};

} // namespace crescendo
