#pragma once

#include "config/configsource.h"
#include "config/settingsfile.h"
#include "domain/change.h"

#include <QStringList>

namespace crescendo {

// Commands to copy that do what a change does without the service's API: with Compose, or in a settings file.

/// Where Compose finds the project, for commands to copy.
struct ComposeAddress {
    QString dockerHost; ///< empty: the default
    QString project;
    QString directory; ///< empty: unknown
    QStringList files;
};

/// "docker compose -p directai up -d --scale analysis-worker=3 --no-recreate", or its stop and start; empty
/// for other changes.
QString composeCommand(const Change &change, const QString &service, const ComposeAddress &address);
/// The edit as a command that writes the same bytes; empty when nothing changes.
QString patchCommand(const SettingsEdit &edit, const QString &path);

/// What Compose does to containers that our own service scales it takes for the operator's hand. Empty where
/// it would not come to the same: a hold puts it back, and who has no container is no service of the project.
QString composeEquivalent(const Change &change, const Pool &pool, const ComposeAddress &address);
/// The same bytes in our own service's settings files as it would write; empty for other changes, and where
/// it could not write them. Blocks for as long as reading two small files takes.
QString settingsEquivalent(const Change &change, const ConfigSource &source);

} // namespace crescendo
