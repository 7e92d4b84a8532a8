// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/system_properties.hpp"

#include <algorithm>
#include <cstring>

#include "state_trackers/oxr/core/runtime_info.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

/// FNV-1a.
constexpr uint64_t hash(uint64_t seed, std::string_view text) {
    for (const char each : text) seed = (seed ^ static_cast<unsigned char>(each)) * 0x100000001b3;
    return seed;
}

/// One for each model of headset, for ever: made of the names of runtime and headset, and marked as a UUID of an own making
/// (RFC 9562, version 8).
XrUuidEXT headset_id(std::string_view model) {
    const uint64_t parts[]{hash(hash(0xcbf29ce484222325, runtime_name), model),
                           hash(hash(0x84222325cbf29ce4, model), runtime_name)};
    XrUuidEXT id;
    static_assert(sizeof(parts) == sizeof(id.data));
    std::memcpy(id.data, parts, sizeof(parts));
    id.data[6] = static_cast<uint8_t>(0x80 | (id.data[6] & 0x0f));
    id.data[8] = static_cast<uint8_t>(0x80 | (id.data[8] & 0x3f));
    return id;
}

/// The structure in the chain, if the extension that it belongs to is enabled.
template <typename Properties>
Properties* find_properties(const Instance& instance, Feature feature, void* chain, XrStructureType type) {
    return instance.has(feature) ? find_in_output_chain<Properties>(chain, type) : nullptr;
}

}  // namespace

std::string_view head_device_name(const Instance& instance) {
    const DeviceSegment& segment = instance.device_segment();
    const uint32_t device = segment.poses[segment.head_pose].device;
    const auto& name = segment.devices[std::min<size_t>(device, max_devices - 1)].name;
    return {name.data(), ::strnlen(name.data(), name.size())};
}

void write_extension_properties(const Instance& instance, void* chain) {
    if (auto* headset = find_properties<XrSystemHeadsetIdPropertiesMETA>(instance, Feature::META_headset_id, chain,
                                                                         XR_TYPE_SYSTEM_HEADSET_ID_PROPERTIES_META)) {
        headset->id = headset_id(head_device_name(instance));
    }
    if (auto* presence = find_properties<XrSystemUserPresencePropertiesEXT>(
            instance, Feature::EXT_user_presence, chain, XR_TYPE_SYSTEM_USER_PRESENCE_PROPERTIES_EXT)) {
        presence->supportsUserPresence = XR_TRUE;
    }
}

}  // namespace xrt::oxr
