#pragma once

namespace crescendo::composelabels {

// What Compose writes on the containers of a service; names are never parsed, labels tell.
constexpr const char *project = "com.docker.compose.project";
constexpr const char *service = "com.docker.compose.service";
constexpr const char *number = "com.docker.compose.container-number";
constexpr const char *oneOff = "com.docker.compose.oneoff"; ///< "True": made by `compose run`
constexpr const char *directory = "com.docker.compose.project.working_dir";
constexpr const char *files = "com.docker.compose.project.config_files"; ///< comma-separated
constexpr const char *replace = "com.docker.compose.replace"; ///< on a container that was recreated

} // namespace crescendo::composelabels
