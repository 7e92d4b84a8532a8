// SPDX-License-Identifier: BSL-1.0
//
// Sessions that draw with Vulkan, whichever of the two extensions they came by.
#include <bit>

#include "compositor/client/vulkan_binding.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/graphics/vulkan_graphics.hpp"
#include "state_trackers/oxr/session/session_graphics.hpp"

namespace xrt::oxr {
namespace {

/// There is one only where XR_FB_foveation_vulkan is enabled.
void write_density_image(const std::optional<comp::DensityImage>& density, void* chain) {
    if (!density) return;
    auto* wanted =
        find_in_output_chain<XrSwapchainImageFoveationVulkanFB>(chain, XR_TYPE_SWAPCHAIN_IMAGE_FOVEATION_VULKAN_FB);
    if (wanted == nullptr) return;
    wanted->image = std::bit_cast<VkImage>(density->image);
    wanted->width = density->extent.width;
    wanted->height = density->extent.height;
}

Outcome<> write_vulkan_images(const comp::ImportedSwapchain& images, XrSwapchainImageBaseHeader* array) {
    const std::span elements(reinterpret_cast<XrSwapchainImageVulkanKHR*>(array), images.image_count());
    for (const auto& element : elements) TRY(check_type(&element, XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR, "images"));
    for (size_t i = 0; i < elements.size(); ++i) {
        elements[i].image = std::bit_cast<VkImage>(images.image(i));
        write_density_image(images.density_image(i), elements[i].next);
    }
    return XR_SUCCESS;
}

/// The specification has one code for everything that is wrong with a binding.
XrResult refuse(const Error& error) {
    return fail(XR_ERROR_GRAPHICS_DEVICE_INVALID, "createInfo->next", "has a Vulkan binding that does not fit: %s",
                error.message.c_str());
}

Result<std::unique_ptr<comp::VulkanBinding>> bind(Instance& instance, const XrGraphicsBindingVulkanKHR& binding,
                                                  const comp::ServiceDevice& service) {
    const ApplicationVulkan vulkan = TRY(instance.vulkan().find(binding.instance));
    const MadeDevice made = instance.vulkan().find_device(binding.device);
    const comp::VulkanObjects objects{
        .get_instance_proc_addr = vulkan.get_instance_proc_addr,
        .instance = binding.instance,
        .physical_device = binding.physicalDevice,
        .device = binding.device,
        .queue_family = binding.queueFamilyIndex,
        .queue_index = binding.queueIndex,
        .timelines_enabled = made.timelines_enabled,
        .density_maps = made.density_maps,
    };
    const auto& formats = instance.system_info().formats;
    return comp::VulkanBinding::create(objects, service, {formats.data(), formats.size()});
}

}  // namespace

Outcome<SessionGraphics> create_vulkan_graphics(Instance& instance, const XrGraphicsBindingVulkanKHR& binding) {
    TRY(check_type(&binding, XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR));
    const comp::ServiceDevice service = TRY(service_device(instance));
    auto bound = bind(instance, binding, service);
    if (!bound.ok()) return refuse(bound.error());
    return SessionGraphics{std::move(*bound), XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR, write_vulkan_images};
}

}  // namespace xrt::oxr
