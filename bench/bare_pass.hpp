// SPDX-License-Identifier: BSL-1.0
//
// The composition of one projection layer as somebody would write it who needs nothing else: an instance, a device, one command buffer that
// draws both eyes' views with a homography, copies them into memory that the host reads, and one wait.
#pragma once

#include <vulkan/vulkan.h>

#include <array>
#include <cstdint>

namespace xrt::bench {

class BarePass {
 public:
    /// Aborts where there is no Vulkan: it is the floor, and there is nothing to measure without it.
    explicit BarePass(uint32_t size);
    ~BarePass();
    BarePass(const BarePass&) = delete;
    BarePass& operator=(const BarePass&) = delete;

    /// Both eyes' views, drawn and read back.
    void draw();
    /// The same without a change of pose: copied.
    void copy();

 private:
    enum class Memory { own, exportable };
    struct Image {
        VkImage image = VK_NULL_HANDLE;
        VkDeviceMemory memory = VK_NULL_HANDLE;
        VkImageView view = VK_NULL_HANDLE;
    };
    struct View {
        Image target;
        VkFramebuffer framebuffer = VK_NULL_HANDLE;
        VkBuffer buffer = VK_NULL_HANDLE;
        VkDeviceMemory memory = VK_NULL_HANDLE;
        void* pixels = nullptr;
    };

    void create_device();
    Image create_image(uint32_t layers, VkImageUsageFlags usage, Memory memory);
    uint32_t memory_type(uint32_t bits, VkMemoryPropertyFlags wanted) const;
    void fill_picture();
    void create_pass();
    void create_view(View& view);
    void create_descriptor();
    void create_pipeline();
    VkShaderModule create_shader(const uint32_t* code, size_t bytes);
    void begin();
    void finish();
    void barrier(VkImage image, VkImageLayout before, VkImageLayout after, uint32_t layers);
    void read_back(const View& view, VkImage image, uint32_t layer);
    void to_host();

    const uint32_t size_;
    VkInstance instance_ = VK_NULL_HANDLE;
    VkPhysicalDevice physical_ = VK_NULL_HANDLE;
    VkDevice device_ = VK_NULL_HANDLE;
    VkQueue queue_ = VK_NULL_HANDLE;
    Image picture_;
    std::array<View, 2> views_;
    VkRenderPass pass_ = VK_NULL_HANDLE;
    VkSampler sampler_ = VK_NULL_HANDLE;
    VkDescriptorSetLayout set_layout_ = VK_NULL_HANDLE;
    VkDescriptorPool descriptors_ = VK_NULL_HANDLE;
    VkDescriptorSet set_ = VK_NULL_HANDLE;
    VkPipelineLayout layout_ = VK_NULL_HANDLE;
    VkPipeline pipeline_ = VK_NULL_HANDLE;
    VkCommandPool pool_ = VK_NULL_HANDLE;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
    VkFence fence_ = VK_NULL_HANDLE;
};

}  // namespace xrt::bench
