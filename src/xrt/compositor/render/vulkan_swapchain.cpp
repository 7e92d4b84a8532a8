// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_swapchain.hpp"

#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"
#include "compositor/render/exportable_format.hpp"
#include "compositor/render/imported_memory.hpp"

namespace xrt::comp {
namespace {

VkComponentSwizzle swizzle(ChannelSource source) {
    static_assert(int(ChannelSource::itself) == VK_COMPONENT_SWIZZLE_IDENTITY);
    static_assert(int(ChannelSource::alpha) == VK_COMPONENT_SWIZZLE_A);
    return static_cast<VkComponentSwizzle>(source);
}

/// The first mip level alone, read by the compositor and shared with nobody.
VkImageCreateInfo own_image(const VkImageCreateInfo& shared, VkImageUsageFlags usage) {
    VkImageCreateInfo info = shared;
    info.pNext = nullptr;
    info.flags &= VK_IMAGE_CREATE_CUBE_COMPATIBLE_BIT;
    info.mipLevels = 1;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.usage = usage | VK_IMAGE_USAGE_SAMPLED_BIT;
    return info;
}

}  // namespace

Result<std::shared_ptr<VulkanSwapchain>> VulkanSwapchain::create(std::shared_ptr<const LayerSampling> sampling,
                                                                 const SwapchainCreateInfo& info) {
    const VulkanDevice& device = sampling->device();
    TRY(check_swapchain(device.instance(), device.choice(), info));
    const uint32_t count = info.static_image ? 1 : usual_image_count;
    std::shared_ptr<VulkanSwapchain> swapchain(new VulkanSwapchain(std::move(sampling), info));
    auto shared = TRY(vk::SwapchainImages::allocate(device.table(), device.choice().memory, info, count));
    TRY(swapchain->share(std::move(shared)));
    return swapchain;
}

Result<std::shared_ptr<VulkanSwapchain>> VulkanSwapchain::import(std::shared_ptr<const LayerSampling> sampling,
                                                                 const SwapchainCreateInfo& info, ImageMemory kind,
                                                                 const std::vector<NativeMemory>& memory) {
    const VulkanDevice& device = sampling->device();
    TRY(check_swapchain(device.instance(), device.choice(), info));
    const size_t count = count_images(memory);
    const bool sensible = count != 0 && count <= max_swapchain_images;
    if (!sensible || (info.static_image && count != 1)) {
        return Error{ErrorCode::invalid_argument, "a swapchain of " + std::to_string(count) + " images"};
    }
    std::shared_ptr<VulkanSwapchain> swapchain(new VulkanSwapchain(std::move(sampling), info));
    if (kind == ImageMemory::pixels) {
        TRY(swapchain->copy_from(memory));
        return swapchain;
    }
    auto shared = TRY(import_images(device, info, memory));
    TRY(swapchain->share(std::move(shared)));
    return swapchain;
}

/// `shared` is what the client draws into.
Result<void> VulkanSwapchain::share(vk::SwapchainImages shared) {
    shared_ = std::move(shared);
    TRY(create_descriptors(shared_.size()));
    for (size_t i = 0; i < shared_.size(); ++i) {
        Image& image = images_.emplace_back();
        image.drawn = shared_[i];
        TRY(make_pictures(image));
    }
    return info_.prepared_by_client ? Result<void>() : hand_over();
}

/// Images of the compositor's own, brought up to date from the client's texels.
Result<void> VulkanSwapchain::copy_from(const std::vector<NativeMemory>& memory) {
    if (count_images(memory) != memory.size()) {
        return Error{ErrorCode::invalid_argument, "several images' texels in one memory"};
    }
    TRY(create_descriptors(memory.size()));
    for (const NativeMemory& texels : memory) images_.push_back(TRY(create_uploaded(texels)));
    return {};
}

Result<void> VulkanSwapchain::create_descriptors(size_t image_count) {
    descriptors_ = TRY(sampling_->create_pool(static_cast<uint32_t>(image_count) * pictures_per_image()));
    return {};
}

Result<VulkanSwapchain::Image> VulkanSwapchain::create_uploaded(const NativeMemory& native) const {
    const bool depth = vk::is_depth(static_cast<VkFormat>(info_.format));
    const VkImageUsageFlags copied = VK_IMAGE_USAGE_TRANSFER_DST_BIT | (depth ? 0 : VK_IMAGE_USAGE_TRANSFER_SRC_BIT);
    const vk::SwapchainImageInfo shared_info(info_);
    Image result;
    result.upload = TRY(PixelUpload::create(sampling_->device(), info_, native));
    result.own = TRY(create_own(own_image(*shared_info.get(), copied)));
    result.drawn = result.own.image.get();
    TRY(make_pictures(result));
    return result;
}

Result<void> VulkanSwapchain::make_pictures(Image& image) const {
    const bool depth = vk::is_depth(static_cast<VkFormat>(info_.format));
    const bool resolves = info_.sample_count > 1 && !depth;
    if (info_.sample_count > 1 && depth) return {};  // cannot be resolved, and so is not read
    if (resolves) image.resolved = TRY(create_resolved());
    VkImage readable = resolves ? image.resolved.image.get() : image.drawn;
    for (uint32_t i = 0; i < pictures_per_image(); ++i) image.pictures.push_back(TRY(make_readable(readable, i)));
    return {};
}

void VulkanSwapchain::record_upload(VkCommandBuffer commands, size_t index, const vk::ImageUse& use) const {
    images_[index].upload->record(table(), commands, image(index), use);
}

Result<VulkanSwapchain::OwnImage> VulkanSwapchain::create_own(const VkImageCreateInfo& info) const {
    OwnImage result;
    result.image = TRY(vk::create<vk::UniqueImage>(table(), table().CreateImage, info, "vkCreateImage"));
    VkMemoryRequirements needs{};
    table().GetImageMemoryRequirements(table().device, result.image.get(), &needs);
    const uint32_t type = TRY(vk::choose_memory_type(sampling_->device().choice().memory, needs.memoryTypeBits,
                                                     VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT));
    const VkMemoryAllocateInfo allocation{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, needs.size, type};
    result.memory =
        TRY(vk::create<vk::UniqueDeviceMemory>(table(), table().AllocateMemory, allocation, "vkAllocateMemory"));
    TRY(vk::check(table().BindImageMemory(table().device, result.image.get(), result.memory.get(), 0),
                  "vkBindImageMemory"));
    return result;
}

/// The same image with one sample per pixel, for the compositor alone.
Result<VulkanSwapchain::OwnImage> VulkanSwapchain::create_resolved() const {
    const vk::SwapchainImageInfo shared_info(info_);
    return create_own(own_image(*shared_info.get(), VK_IMAGE_USAGE_TRANSFER_DST_BIT));
}

void VulkanSwapchain::record_resolve(VkCommandBuffer commands, size_t index) const {
    const VkImageSubresourceRange range{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, vk::layer_count(info_)};
    VkImage resolved = images_[index].resolved.image.get();
    const vk::ImageUse written{VK_ACCESS_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
    const vk::ImageUse read{VK_ACCESS_SHADER_READ_BIT, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    const auto before = vk::image_barrier(resolved, range, {0, VK_IMAGE_LAYOUT_UNDEFINED}, written);
    const auto after = vk::image_barrier(resolved, range, written, read);
    VkImageResolve region{};
    region.srcSubresource = region.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, vk::layer_count(info_)};
    region.extent = {info_.extent.width, info_.extent.height, 1};
    vk::record_barriers(table(), commands, {VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT},
                        {&before, 1});
    table().CmdResolveImage(commands, image(index), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, resolved, written.layout, 1,
                            &region);
    vk::record_barriers(table(), commands, {VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT},
                        {&after, 1});
}

/// Depth is read as depth alone.
Result<vk::UniqueImageView> VulkanSwapchain::create_view(VkImage image, uint32_t array_index,
                                                         const Sampler& sampler) const {
    const auto format = static_cast<VkFormat>(info_.format);
    const bool cube = info_.face_count == 6;
    VkImageViewCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
    info.image = image;
    info.viewType = cube ? VK_IMAGE_VIEW_TYPE_CUBE : VK_IMAGE_VIEW_TYPE_2D_ARRAY;
    info.format = format;
    info.components = {swizzle(sampler.red), swizzle(sampler.green), swizzle(sampler.blue), swizzle(sampler.alpha)};
    const VkImageAspectFlags aspect = vk::is_depth(format) ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT;
    info.subresourceRange = {aspect, 0, 1, cube ? 6 * array_index : 0, cube ? 6 : vk::layer_count(info_)};
    // The view only reads, and not every format in which clients may write allows all of the image's usages.
    const VkImageViewUsageCreateInfo usage{VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO, nullptr,
                                           VK_IMAGE_USAGE_SAMPLED_BIT};
    info.pNext = &usage;
    return vk::create<vk::UniqueImageView>(table(), table().CreateImageView, info, "vkCreateImageView");
}

/// Between texels only where the device can.
LayerSampling::Filter VulkanSwapchain::possible_filter(TexelFilter wanted) const {
    const auto format = static_cast<VkFormat>(info_.format);
    const VulkanDevice& device = sampling_->device();
    const bool linear =
        wanted == TexelFilter::linear && can_filter(device.instance(), device.choice().physical, format);
    return linear ? LayerSampling::Filter::linear : LayerSampling::Filter::nearest;
}

Result<VulkanSwapchain::Picture> VulkanSwapchain::make_readable(VkImage image, uint32_t array_index) const {
    Picture picture;
    picture.view = TRY(create_view(image, array_index, {}));
    picture.descriptor = TRY(sampling_->create_descriptor(descriptors_.get()));
    sampling_->describe(picture.descriptor, picture.view.get(),
                        sampling_->usual_sampler(possible_filter(TexelFilter::linear)));
    return picture;
}

Result<void> VulkanSwapchain::apply_sampler() {
    const Sampler wanted = sampler();
    if (wanted == applied_) return {};
    vk::UniqueSampler fresh = TRY(sampling_->create_sampler(wanted, possible_filter(wanted.filter)));
    for (Image& image : images_) {
        for (uint32_t i = 0; i < image.pictures.size(); ++i) {
            Picture& picture = image.pictures[i];
            vk::UniqueImageView view = TRY(create_view(readable_image(image), i, wanted));
            sampling_->describe(picture.descriptor, view.get(), fresh.get());
            picture.view = std::move(view);
        }
    }
    own_sampler_ = std::move(fresh);
    applied_ = wanted;
    return {};
}

Result<void> VulkanSwapchain::hand_over() const {
    const auto format = static_cast<VkFormat>(info_.format);
    const uint32_t family = sampling_->device().choice().queue_family;
    std::vector<VkImageMemoryBarrier> barriers;
    for (const Image& image : images_) {
        barriers.push_back(vk::image_barrier(image.drawn, vk::whole_image(info_), {0, VK_IMAGE_LAYOUT_UNDEFINED},
                                             {0, vk::transit_layout(format)}, {family, VK_QUEUE_FAMILY_EXTERNAL}));
    }
    return sampling_->device().run_once(
        [&](VkCommandBuffer commands) { vk::record_barriers(table(), commands, {}, barriers); });
}

}  // namespace xrt::comp
