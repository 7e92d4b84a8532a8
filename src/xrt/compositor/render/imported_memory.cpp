// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/imported_memory.hpp"

#include "auxiliary/os/shared_memory.hpp"

namespace xrt::comp {
namespace {

Error refused(const std::string& why) { return {ErrorCode::invalid_argument, "an image of the client's: " + why}; }

}  // namespace

Result<void> check_imported_memory(const VulkanDevice& device, VkImage image, const NativeImage& native) {
    VkMemoryRequirements needs{};
    device.table().GetImageMemoryRequirements(device.table().device, image, &needs);
    if (!native.dedicated) return refused("it has no memory of its own");
    if (native.allocation_size < needs.size) {
        return refused(std::to_string(native.allocation_size) + " bytes of memory, and " + std::to_string(needs.size) +
                       " are needed");
    }
    const bool fits = native.memory_type_index < 32 && (needs.memoryTypeBits & (1u << native.memory_type_index));
    if (!fits) return refused("memory of type " + std::to_string(native.memory_type_index));
    return device.choice().info.software_device ? check_unshrinkable(native.handle.fd.get(), native.allocation_size)
                                                : Result<void>();
}

}  // namespace xrt::comp
