// SPDX-License-Identifier: BSL-1.0
#include "ipc/conversion/swapchain.hpp"

#include <utility>

namespace xrt {

static_assert(proto::SwapchainUsage::all_flags == SwapchainUsage::all_flags);
static_assert(proto::SwapchainUsage::input_attachment == SwapchainUsage::input_attachment);
static_assert(proto::max_view_formats == max_view_formats);
static_assert(proto::max_swapchain_images == max_swapchain_images);
static_assert(uint32_t(proto::ImageMemory::device) == uint32_t(ImageMemory::device));
static_assert(uint32_t(proto::ImageMemory::pixels) == uint32_t(ImageMemory::pixels));

proto::SwapchainInfo to_proto(const SwapchainCreateInfo& info) {
    return {.extent = info.extent,
            .format = info.format,
            .usage = {info.usage},
            .sample_count = info.sample_count,
            .face_count = info.face_count,
            .array_size = info.array_size,
            .mip_count = info.mip_count,
            .static_image = info.static_image,
            .view_formats = info.view_formats,
            .prepared_by_client = info.prepared_by_client,
            .separate_memory = info.separate_memory};
}

SwapchainCreateInfo to_native(const proto::SwapchainInfo& info) {
    return {.extent = info.extent,
            .format = info.format,
            .usage = info.usage.value,
            .sample_count = info.sample_count,
            .face_count = info.face_count,
            .array_size = info.array_size,
            .mip_count = info.mip_count,
            .static_image = info.static_image,
            .view_formats = info.view_formats,
            .prepared_by_client = info.prepared_by_client,
            .separate_memory = info.separate_memory};
}

proto::ImageMemory to_proto(ImageMemory kind) { return static_cast<proto::ImageMemory>(kind); }

ImageMemory to_native(proto::ImageMemory kind) { return static_cast<ImageMemory>(kind); }

ProtoMemory to_proto(std::vector<NativeMemory> memory) {
    ProtoMemory converted;
    for (NativeMemory& each : memory) {
        converted.push_back({std::move(each.handle.fd), each.size, each.memory_type_index, each.dedicated,
                             each.image_count, each.image_stride});
    }
    return converted;
}

std::vector<NativeMemory> to_native(ProtoMemory memory) {
    std::vector<NativeMemory> converted;
    for (proto::SwapchainMemory& each : memory) {
        converted.push_back({{std::move(each.handle)},
                             each.size,
                             each.memory_type_index,
                             each.dedicated,
                             each.image_count,
                             each.image_stride});
    }
    return converted;
}

}  // namespace xrt
