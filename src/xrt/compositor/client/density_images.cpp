// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/density_images.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>

#include "auxiliary/util/log.hpp"
#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {
namespace {

Result<void> check_size(const Extent2D& extent, uint32_t layers, const vk::DensityMapLimits& limits) {
    const bool fits =
        extent.width <= limits.largest.width && extent.height <= limits.largest.height && layers <= limits.most_layers;
    if (fits) return {};
    return Error{ErrorCode::unsupported, "the application's device has no density maps of " +
                                             std::to_string(extent.width) + "x" + std::to_string(extent.height) +
                                             " texels and " + std::to_string(layers) + " layers"};
}

Result<vk::UniqueDeviceMemory> allocate(const vk::DeviceTable& table, const VkMemoryRequirements& needs,
                                        uint32_t type) {
    const VkMemoryAllocateInfo info{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, needs.size, type};
    return vk::create<vk::UniqueDeviceMemory>(table, table.AllocateMemory, info, "vkAllocateMemory");
}

VkImageCreateInfo map_info(const Extent2D& extent, uint32_t layers) {
    VkImageCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    info.imageType = VK_IMAGE_TYPE_2D;
    info.format = vk::density_map_format;
    info.extent = {extent.width, extent.height, 1};
    info.mipLevels = 1;
    info.arrayLayers = layers;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.tiling = VK_IMAGE_TILING_OPTIMAL;
    info.usage = vk::density_map_usage;
    info.sharingMode = VK_SHARING_MODE_EXCLUSIVE;
    info.initialLayout = VK_IMAGE_LAYOUT_UNDEFINED;
    return info;
}

}  // namespace

Result<std::unique_ptr<DensityImages>> DensityImages::create(const vk::DeviceTable& table, VulkanQueue& queue,
                                                             const DensityMapDevice& device,
                                                             const SwapchainCreateInfo& info, size_t count) {
    const Extent2D extent = vk::density_map_extent(info.extent, device.limits);
    const uint32_t layers = vk::layer_count(info);
    TRY(check_size(extent, layers, device.limits));
    std::unique_ptr<DensityImages> images(new DensityImages(table, queue, extent, layers));
    images->pool_ = TRY(vk::create_command_pool(table, queue.family()));
    TRY(images->create_staging(device));
    for (size_t i = 0; i < count; ++i) images->maps_.push_back(TRY(images->create_map(device)));
    const DensityFocus middle;
    images->set(DensityLevel::none, {&middle, 1});
    return images;
}

DensityImages::~DensityImages() {
    if (queue_.wait_until_done()) return;
    log_warning("vulkan", "the application's GPU is still busy; a swapchain's density maps are left behind");
    new std::vector<Map>(std::move(maps_));
    new vk::UniqueBuffer(std::move(staging_));
    new vk::UniqueDeviceMemory(std::move(staging_memory_));
    new vk::UniqueCommandPool(std::move(pool_));
}

void DensityImages::set(DensityLevel level, std::span<const DensityFocus> layers) {
    assert(!layers.empty());
    std::vector<uint8_t> bytes;
    for (size_t i = 0; i < layers_; ++i) {
        const auto layer = density_pattern(level, layers[std::min(i, layers.size() - 1)], extent_);
        bytes.insert(bytes.end(), layer.begin(), layer.end());
    }
    pattern_.with([&](Pattern& pattern) {
        pattern.bytes.swap(bytes);
        ++pattern.number;
    });
}

Result<void> DensityImages::refresh(size_t index) {
    assert(index < maps_.size());
    Map& map = maps_[index];
    const uint64_t number = pattern_.with([](const Pattern& pattern) { return pattern.number; });
    if (map.written == number) return {};
    if (write_under_way_) TRY(finish_write());
    if (map.write == VK_NULL_HANDLE) TRY(record_write(map));
    const uint64_t copied = pattern_.with([&](const Pattern& pattern) {
        std::memcpy(staging_bytes_, pattern.bytes.data(), pattern.bytes.size());
        return pattern.number;
    });
    TRY(queue_.submit(map.write));
    write_under_way_ = true;
    TRY(finish_write());
    map.written = copied;
    return {};
}

/// A write that is given up still reads what the next one would change: whoever comes next has to wait again.
Result<void> DensityImages::finish_write() {
    if (!queue_.wait_until_done()) {
        return Error{ErrorCode::timeout, "the application's GPU does not get on with what was submitted before"};
    }
    write_under_way_ = false;
    return {};
}

Result<DensityImages::Map> DensityImages::create_map(const DensityMapDevice& device) const {
    const VkImageCreateInfo info = map_info(extent_, layers_);
    Map map;
    map.image = TRY(vk::create<vk::UniqueImage>(table_, table_.CreateImage, info, "vkCreateImage of a density map"));
    VkMemoryRequirements needs{};
    table_.GetImageMemoryRequirements(table_.device, map.image.get(), &needs);
    const uint32_t type =
        TRY(vk::choose_memory_type(device.memory, needs.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT));
    map.memory = TRY(allocate(table_, needs, type));
    TRY(vk::check(table_.BindImageMemory(table_.device, map.image.get(), map.memory.get(), 0), "vkBindImageMemory"));
    return map;
}

Result<void> DensityImages::create_staging(const DensityMapDevice& device) {
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = layer_bytes() * layers_;
    info.usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
    staging_ = TRY(vk::create<vk::UniqueBuffer>(table_, table_.CreateBuffer, info, "vkCreateBuffer"));
    VkMemoryRequirements needs{};
    table_.GetBufferMemoryRequirements(table_.device, staging_.get(), &needs);
    // Every device has such memory for buffers.
    constexpr auto host = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
    const auto type = vk::find_memory_type(device.memory, needs.memoryTypeBits, host);
    if (!type) return Error{ErrorCode::unsupported, "the application's device has no memory that can be written"};
    staging_memory_ = TRY(allocate(table_, needs, *type));
    TRY(vk::check(table_.BindBufferMemory(table_.device, staging_.get(), staging_memory_.get(), 0),
                  "vkBindBufferMemory"));
    return vk::check(table_.MapMemory(table_.device, staging_memory_.get(), 0, VK_WHOLE_SIZE, 0, &staging_bytes_),
                     "vkMapMemory");
}

/// What it said before is of no interest any more, so its layout is undefined; those who read it are waited for. Stages of density maps
/// are of no use here: an application may have forgotten to enable them.
Result<void> DensityImages::record_write(Map& map) const {
    const VkImageSubresourceRange whole{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, layers_};
    const vk::ImageUse unused{0, VK_IMAGE_LAYOUT_UNDEFINED};
    const vk::ImageUse written{VK_ACCESS_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
    const vk::ImageUse read{VK_ACCESS_MEMORY_READ_BIT, VK_IMAGE_LAYOUT_FRAGMENT_DENSITY_MAP_OPTIMAL_EXT};
    const VkImageMemoryBarrier before = vk::image_barrier(map.image.get(), whole, unused, written);
    const VkImageMemoryBarrier after = vk::image_barrier(map.image.get(), whole, written, read);
    const VkBufferImageCopy copy{.bufferOffset = 0,
                                 .bufferRowLength = 0,
                                 .bufferImageHeight = 0,
                                 .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, layers_},
                                 .imageOffset = {},
                                 .imageExtent = {extent_.width, extent_.height, 1}};
    const VkCommandBuffer commands = TRY(vk::allocate_commands(table_, pool_.get()));
    TRY(vk::begin_commands(table_, commands));
    vk::record_barriers(table_, commands, {VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT},
                        {&before, 1});
    table_.CmdCopyBufferToImage(commands, staging_.get(), map.image.get(), written.layout, 1, &copy);
    vk::record_barriers(table_, commands, {VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT},
                        {&after, 1});
    TRY(vk::check(table_.EndCommandBuffer(commands), "vkEndCommandBuffer"));
    map.write = commands;
    return {};
}

}  // namespace xrt::comp
