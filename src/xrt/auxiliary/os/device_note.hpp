// SPDX-License-Identifier: BSL-1.0
//
// What applications must know of a service's device before they connect, for some extensions hang on it: a file beside the socket, there
// only where the device draws with density maps. It stays when the service ends, which the next client may start again, and each start
// writes it anew. What an instance is told counts; this only keeps everybody from asking in vain.
#pragma once

#include <optional>
#include <string>

#include "xrt/result.hpp"

namespace xrt {

enum class DensityMaps : uint8_t { absent, present };

/// The path that a socket is bound to; none for one without, or with an abstract name.
std::optional<std::string> bound_path(int socket);

/// For a service that listens at the path.
Result<void> note_density_maps(const std::string& socket_path, DensityMaps maps);

/// Whether a service noted them there; what another user put there does not count, unless that is root.
bool density_maps_noted(const std::string& socket_path);

}  // namespace xrt
