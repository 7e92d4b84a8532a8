// SPDX-License-Identifier: BSL-1.0
//
// Identifiers that are made of what they name, so that they are the same for ever and everywhere, and marked as UUIDs of an own
// making (RFC 9562, version 8).
#pragma once

#include <cstring>
#include <string_view>

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/runtime_info.hpp"

namespace xrt::oxr {

/// FNV-1a.
constexpr uint64_t hash_on(uint64_t seed, std::string_view text) {
    for (const char each : text) seed = (seed ^ static_cast<unsigned char>(each)) * 0x100000001b3;
    return seed;
}

inline XrUuidEXT named_uuid(std::string_view name) {
    const uint64_t parts[]{hash_on(hash_on(0xcbf29ce484222325, runtime_name), name),
                           hash_on(hash_on(0x84222325cbf29ce4, name), runtime_name)};
    XrUuidEXT id;
    static_assert(sizeof(parts) == sizeof(id.data));
    std::memcpy(id.data, parts, sizeof(parts));
    id.data[6] = static_cast<uint8_t>(0x80 | (id.data[6] & 0x0f));
    id.data[8] = static_cast<uint8_t>(0x80 | (id.data[8] & 0x3f));
    return id;
}

}  // namespace xrt::oxr
