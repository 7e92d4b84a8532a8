// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/system_properties.hpp"

#include <algorithm>
#include <cstring>

#include "state_trackers/oxr/core/named_uuid.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

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
        headset->id = named_uuid(head_device_name(instance));  // one for each model of headset
    }
    if (auto* presence = find_properties<XrSystemUserPresencePropertiesEXT>(
            instance, Feature::EXT_user_presence, chain, XR_TYPE_SYSTEM_USER_PRESENCE_PROPERTIES_EXT)) {
        presence->supportsUserPresence = XR_TRUE;
    }
}

}  // namespace xrt::oxr
