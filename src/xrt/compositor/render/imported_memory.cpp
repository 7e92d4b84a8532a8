// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/imported_memory.hpp"

#include "auxiliary/os/shared_memory.hpp"

namespace xrt::comp {

Result<vk::SwapchainImages> import_images(const VulkanDevice& device, const SwapchainCreateInfo& info,
                                          std::span<const NativeMemory> memory) {
    if (device.choice().info.software_device) {
        for (const NativeMemory& native : memory) TRY(check_unshrinkable(native.handle.fd.get(), native.size));
    }
    auto images = vk::SwapchainImages::import(device.table(), info, memory);
    if (images.ok()) return images;
    return Error{images.error().code, "images of the client's: " + images.error().message};
}

}  // namespace xrt::comp
