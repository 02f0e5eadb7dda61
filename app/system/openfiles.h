#pragma once

namespace crescendo {

/// Lets this process open as many files and sockets as the system allows, up to some thousands: the usual
/// limit of 1024 is less than a busy server's connections. Does nothing where there is no such limit.
void raiseOpenFileLimit();

/// What this process creates from now on is for its own user only.
void keepFilesPrivate();

} // namespace crescendo
