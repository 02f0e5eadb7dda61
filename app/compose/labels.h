#pragma once

namespace crescendo::composelabels {

// What Compose writes on the containers of a service; names are never parsed, labels tell.
constexpr const char *Project = "com.docker.compose.project";
constexpr const char *Service = "com.docker.compose.service";
constexpr const char *Number = "com.docker.compose.container-number";
constexpr const char *OneOff = "com.docker.compose.oneoff"; ///< "True": made by `compose run`
constexpr const char *Replace = "com.docker.compose.replace"; ///< on a container that was recreated

} // namespace crescendo::composelabels
