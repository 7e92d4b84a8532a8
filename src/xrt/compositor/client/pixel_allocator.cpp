// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/pixel_allocator.hpp"

#include "auxiliary/os/shared_memory.hpp"
#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {

Result<std::vector<NativeMemory>> PixelAllocator::allocate(const SwapchainCreateInfo& info, size_t count) {
    const auto format = static_cast<VkFormat>(info.format);
    const uint32_t texel = vk::texel_size(format);
    if (texel == 0 || info.sample_count != 1) {
        return Error{ErrorCode::unsupported, "images of " + vk::format_name(format) + " and of " +
                                                 std::to_string(info.sample_count) + " samples cannot be copied"};
    }
    const uint64_t size = uint64_t{info.extent.width} * info.extent.height * vk::layer_count(info) * texel;
    std::vector<NativeMemory> memory;
    for (size_t i = 0; i < count; ++i) {
        auto fd = TRY(create_unshrinkable("monado-pixels", size));
        memory.push_back({{std::move(fd)}, size});
    }
    return memory;
}

}  // namespace xrt::comp
