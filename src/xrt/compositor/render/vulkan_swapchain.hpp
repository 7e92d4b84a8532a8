// SPDX-License-Identifier: BSL-1.0
//
// A swapchain whose images the compositor allocates and the client imports, or the other way round. Except while the
// compositor draws, its images belong to VK_QUEUE_FAMILY_EXTERNAL and are in vk::transit_layout(): from the start, or, where
// the client prepares them itself, from when it first gives them back. Nothing is lost if it does not: the memory that the
// driver reads is the client's to write in any case.
#pragma once

#include <optional>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "auxiliary/vk/swapchain_images.hpp"
#include "compositor/render/layer_sampling.hpp"
#include "compositor/render/pixel_upload.hpp"

namespace xrt::comp {

class VulkanSwapchain final : public SwapchainNative {
 public:
    static constexpr uint32_t usual_image_count = 3;

    static Result<std::shared_ptr<VulkanSwapchain>> create(std::shared_ptr<const LayerSampling> sampling,
                                                           const SwapchainCreateInfo& info);

    /// With the client's images. invalid_argument where a handle is not what it is said to be.
    static Result<std::shared_ptr<VulkanSwapchain>> import(std::shared_ptr<const LayerSampling> sampling,
                                                           const SwapchainCreateInfo& info, ImageMemory kind,
                                                           const std::vector<NativeMemory>& memory);

    const SwapchainCreateInfo& info() const override { return info_; }
    size_t image_count() const override { return images_.size(); }
    Result<std::vector<NativeMemory>> export_memory() const override { return shared_.export_memory(); }
    void set_sampler(const Sampler& sampler) override {
        sampler_.with([&](Sampler& wanted) { wanted = sampler; });
    }
    Sampler sampler() const override {
        return sampler_.with([](const Sampler& wanted) { return wanted; });
    }

    /// Between two compositions: they read with the present sampler.
    Result<void> apply_sampler();

    const VulkanDevice& device() const { return sampling_->device(); }
    VkImage image(size_t index) const { return images_[index].drawn; }
    /// Of the whole image, or of the cube of that array index.
    VkDescriptorSet descriptor(size_t index, uint32_t array_index) const {
        return images_[index].pictures[info_.face_count == 6 ? array_index : 0].descriptor;
    }

    /// The client has the texels in memory of its own, and the images are the compositor's alone.
    bool is_uploaded() const { return images_.front().upload.has_value(); }
    /// Brings the image up to date, for `use`.
    void record_upload(VkCommandBuffer commands, size_t index, const vk::ImageUse& use) const;

    /// For several samples per pixel: from the image, in TRANSFER_SRC_OPTIMAL, to what the descriptor shows.
    void record_resolve(VkCommandBuffer commands, size_t index) const;

 private:
    struct OwnImage {
        vk::UniqueDeviceMemory memory;  // outlives the image that is bound to it
        vk::UniqueImage image;
    };
    struct Picture {
        vk::UniqueImageView view;
        VkDescriptorSet descriptor = VK_NULL_HANDLE;
    };
    struct Image {
        VkImage drawn = VK_NULL_HANDLE;  ///< by the client, or `own`
        OwnImage own;                    ///< where the client's texels are copied
        OwnImage resolved;               ///< where it has several samples per pixel
        std::vector<Picture> pictures;   ///< one, or one for each cube
        std::optional<PixelUpload> upload;
    };

    VulkanSwapchain(std::shared_ptr<const LayerSampling> sampling, const SwapchainCreateInfo& info)
        : sampling_(std::move(sampling)), info_(info) {}

    Result<void> share(vk::SwapchainImages shared);
    Result<void> copy_from(const std::vector<NativeMemory>& memory);
    Result<void> create_descriptors(size_t image_count);
    Result<Image> create_uploaded(const NativeMemory& native) const;
    Result<void> make_pictures(Image& image) const;
    Result<OwnImage> create_own(const VkImageCreateInfo& info) const;
    Result<OwnImage> create_resolved() const;
    Result<Picture> make_readable(VkImage image, uint32_t array_index) const;
    Result<vk::UniqueImageView> create_view(VkImage image, uint32_t array_index, const Sampler& sampler) const;
    VkImage readable_image(const Image& image) const {
        return image.resolved.image.get() != VK_NULL_HANDLE ? image.resolved.image.get() : image.drawn;
    }
    LayerSampling::Filter possible_filter(TexelFilter wanted) const;
    Result<void> hand_over() const;
    uint32_t pictures_per_image() const { return info_.face_count == 6 ? info_.array_size : 1; }
    const vk::DeviceTable& table() const { return sampling_->device().table(); }

    const std::shared_ptr<const LayerSampling> sampling_;
    const SwapchainCreateInfo info_;
    vk::UniqueDescriptorPool descriptors_;
    vk::SwapchainImages shared_;
    std::vector<Image> images_;
    Guarded<Sampler> sampler_;
    Sampler applied_;                ///< the compositor's thread alone has it
    vk::UniqueSampler own_sampler_;  ///< for `applied_`, once it was not the usual one
};

}  // namespace xrt::comp
