// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/memory.hpp"

namespace xrt::vk {

std::optional<uint32_t> find_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                         VkMemoryPropertyFlags wanted) {
    for (uint32_t i = 0; i < properties.memoryTypeCount; ++i) {
        if ((type_bits & (1u << i)) && (properties.memoryTypes[i].propertyFlags & wanted) == wanted) return i;
    }
    return std::nullopt;
}

Result<uint32_t> choose_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                    VkMemoryPropertyFlags preferred) {
    if (const auto type = find_memory_type(properties, type_bits, preferred)) return *type;
    if (const auto type = find_memory_type(properties, type_bits, 0)) return *type;
    return Error{ErrorCode::unsupported, "the device has no memory of the kind that is needed"};
}

}  // namespace xrt::vk
