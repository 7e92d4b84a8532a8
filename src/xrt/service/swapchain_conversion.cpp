// SPDX-License-Identifier: BSL-1.0
#include "service/swapchain_conversion.hpp"

#include <algorithm>
#include <numeric>

#include "ipc/conversion/swapchain.hpp"

namespace xrt {
namespace {

static_assert(uint32_t(proto::TexelWrap::clamp_to_border) == uint32_t(TexelWrap::clamp_to_border));
static_assert(uint32_t(proto::BorderColor::opaque_white) == uint32_t(BorderColor::opaque_white));
static_assert(uint32_t(proto::ChannelSource::alpha) == uint32_t(ChannelSource::alpha));

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

std::string to_string(const Extent2D& extent) {
    return std::to_string(extent.width) + "x" + std::to_string(extent.height);
}

Result<void> check_extent(const Extent2D& extent, const Extent2D& largest) {
    if (extent.width == 0 || extent.height == 0) return invalid("an image of " + to_string(extent) + " pixels");
    if (extent.width <= largest.width && extent.height <= largest.height) return {};
    return invalid("an image of " + to_string(extent) + " pixels; the largest is " + to_string(largest));
}

Result<void> check_counts(const proto::SwapchainInfo& info, uint32_t max_array_size) {
    if (info.face_count != 1 && info.face_count != 6) return invalid("an image has 1 face, or 6");
    if (info.array_size == 0 || info.array_size > max_array_size) {
        return invalid("an array of " + std::to_string(info.array_size) + " images; the largest is of " +
                       std::to_string(max_array_size));
    }
    if (info.sample_count == 0 || info.mip_count == 0) return invalid("an image without samples or mip levels");
    return {};
}

}  // namespace

Result<SwapchainCreateInfo> to_create_info(const proto::SwapchainInfo& info, const SystemCompositorInfo& compositor) {
    TRY(check_extent(info.extent, compositor.max_swapchain_extent));
    TRY(check_counts(info, compositor.max_array_size));
    if (std::ranges::find(compositor.formats, info.format) == compositor.formats.end()) {
        return Error{ErrorCode::unsupported, "the format " + std::to_string(info.format) + " is not offered"};
    }
    return to_native(info);
}

Sampler to_sampler(const proto::Sampler& sampler) {
    const auto channel = [](proto::ChannelSource source) { return static_cast<ChannelSource>(source); };
    return {.filter = static_cast<TexelFilter>(sampler.filter),
            .wrap_s = static_cast<TexelWrap>(sampler.wrap_s),
            .wrap_t = static_cast<TexelWrap>(sampler.wrap_t),
            .border = static_cast<BorderColor>(sampler.border),
            .red = channel(sampler.red),
            .green = channel(sampler.green),
            .blue = channel(sampler.blue),
            .alpha = channel(sampler.alpha)};
}

uint64_t least_image_bytes(const SwapchainCreateInfo& info) {
    constexpr uint64_t smallest_texel = 2;  // depth of 16 bits
    const uint64_t texels = uint64_t{info.extent.width} * info.extent.height;
    return texels * info.array_size * info.face_count * info.sample_count * smallest_texel;
}

uint64_t total_bytes(const std::vector<NativeMemory>& memory) {
    return std::accumulate(memory.begin(), memory.end(), uint64_t{0}, [](uint64_t sum, const NativeMemory& each) {
        return sum + std::min(each.size, ~uint64_t{0} - sum);
    });
}

proto::SyncKinds sync_kinds(const SystemCompositorInfo& compositor) {
    proto::SyncKinds kinds;
    if (compositor.graphics) kinds.value |= proto::SyncKinds::sync_file;
    if (compositor.imports_timelines) kinds.value |= proto::SyncKinds::timeline;
    return kinds;
}

}  // namespace xrt
