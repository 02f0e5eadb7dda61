#pragma once

#include "base/error.h"

namespace crescendo {

constexpr int exitFailure = 1;
constexpr int exitUsage = 2;

/// One line to who started the console.
void say(const QString &text);
/// Why it cannot run: exitUsage.
int complain(const Error &error);

/// From now on Qt's offscreen platform does not complain of each window that it has nothing to show it on.
void muteOffscreenPlatform();

/// Whether an argument is exactly this option; for before there is an application to parse them.
bool isAmong(int argc, char *argv[], const char *option);
/// Whether there is a screen that Qt could open; elsewhere than on Unix there always is.
bool hasDisplay(int argc, char *argv[]);

} // namespace crescendo
