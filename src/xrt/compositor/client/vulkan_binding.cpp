// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_binding.hpp"

#include <algorithm>

#include "compositor/client/imported_vulkan_swapchain.hpp"

namespace xrt::comp {
namespace {

Result<void> check_objects(const VulkanObjects& objects) {
    if (!objects.instance) return Error{ErrorCode::invalid_argument, "the application's VkInstance is null"};
    if (!objects.physical_device)
        return Error{ErrorCode::invalid_argument, "the application's VkPhysicalDevice is null"};
    if (!objects.device) return Error{ErrorCode::invalid_argument, "the application's VkDevice is null"};
    return {};
}

Result<PhysicalDevice> find_physical_device(const vk::InstanceTable& table, VkPhysicalDevice handle) {
    const std::vector<PhysicalDevice> devices = TRY(list_physical_devices(table));
    const auto found = std::ranges::find(devices, handle, &PhysicalDevice::handle);
    if (found != devices.end()) return *found;
    return Error{ErrorCode::invalid_argument, "the application's VkPhysicalDevice is none of its VkInstance's"};
}

Result<void> check_queue(const vk::InstanceTable& table, const VulkanObjects& objects) {
    uint32_t count = 0;
    table.GetPhysicalDeviceQueueFamilyProperties(objects.physical_device, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    table.GetPhysicalDeviceQueueFamilyProperties(objects.physical_device, &count, families.data());
    if (objects.queue_family >= count) {
        return Error{ErrorCode::invalid_argument,
                     "the device has no queue family " + std::to_string(objects.queue_family)};
    }
    const VkQueueFamilyProperties& family = families[objects.queue_family];
    if (!(family.queueFlags & VK_QUEUE_GRAPHICS_BIT)) {
        return Error{ErrorCode::invalid_argument,
                     "queue family " + std::to_string(objects.queue_family) + " cannot draw"};
    }
    if (objects.queue_index < family.queueCount) return {};
    return Error{ErrorCode::invalid_argument, "queue family " + std::to_string(objects.queue_family) +
                                                  " has no queue " + std::to_string(objects.queue_index)};
}

vk::Queue get_queue(const vk::DeviceTable& table, const VulkanObjects& objects) {
    VkQueue queue = VK_NULL_HANDLE;
    table.GetDeviceQueue(objects.device, objects.queue_family, objects.queue_index, &queue);
    return {queue, objects.queue_family};
}

std::optional<DensityMapDevice> find_density_maps(const vk::InstanceTable& table, const VulkanObjects& objects,
                                                  const VkPhysicalDeviceMemoryProperties& memory) {
    if (objects.density_maps == DensityMapUse::not_enabled) return std::nullopt;
    const auto limits = vk::find_density_maps(table, objects.physical_device);
    return limits ? std::optional(DensityMapDevice{memory, *limits}) : std::nullopt;
}

OwnershipTransfers transfers_of(const PhysicalDevice& device) {
    return device.software ? OwnershipTransfers::needless : OwnershipTransfers::needed;
}

}  // namespace

Result<std::unique_ptr<VulkanBinding>> VulkanBinding::create(const VulkanObjects& objects, const ServiceDevice& service,
                                                             std::span<const int64_t> formats,
                                                             std::optional<OwnershipTransfers> transfers) {
    TRY(check_objects(objects));
    const auto instance = TRY(load_application_instance(objects.get_instance_proc_addr, objects.instance));
    const auto physical_device = TRY(find_physical_device(instance, objects.physical_device));
    TRY(check_physical_device(physical_device, service));
    TRY(check_queue(instance, objects));
    const auto table = TRY(vk::DeviceTable::load(instance.GetDeviceProcAddr, objects.device));
    if (!table.GetMemoryFdKHR) {
        return Error{ErrorCode::unsupported,
                     "the application's VkDevice lacks VK_KHR_external_memory_fd, which "
                     "xrGetVulkanDeviceExtensionsKHR asks for"};
    }
    auto importable = importable_formats(instance, objects.physical_device, formats);
    VkPhysicalDeviceMemoryProperties memory{};
    instance.GetPhysicalDeviceMemoryProperties(objects.physical_device, &memory);
    std::unique_ptr<VulkanBinding> binding(new VulkanBinding(table, objects, memory, std::move(importable),
                                                             find_density_maps(instance, objects, memory),
                                                             transfers.value_or(transfers_of(physical_device))));
    const auto kinds = find_frame_signals(instance, objects.physical_device, table, objects.timelines_enabled);
    const FrameSignalKind kind = choose_frame_signal(kinds, service.frame_signals);
    if (kind != FrameSignalKind::none) binding->queue_.set_signal(TRY(FrameSignal::create(binding->table_, kind)));
    return binding;
}

Result<UniqueFd> VulkanBinding::export_timeline() {
    const auto& signal = queue_.signal();
    if (!signal || signal->kind() != FrameSignalKind::timeline) return UniqueFd();
    return signal->export_timeline();
}

VulkanBinding::VulkanBinding(const vk::DeviceTable& table, const VulkanObjects& objects,
                             const VkPhysicalDeviceMemoryProperties& memory, std::vector<int64_t> formats,
                             std::optional<DensityMapDevice> density_maps, OwnershipTransfers transfers)
    : table_(table),
      density_maps_(std::move(density_maps)),
      allocator_(table_, memory),
      formats_(std::move(formats)),
      queue_(table_, get_queue(table_, objects), transfers) {}

std::optional<int64_t> VulkanBinding::service_format(int64_t format) const {
    const bool known = std::ranges::find(formats_, format) != formats_.end();
    return known ? std::optional(format) : std::nullopt;
}

Result<std::unique_ptr<ImportedSwapchain>> VulkanBinding::import_swapchain(const SwapchainCreateInfo& info,
                                                                           std::vector<NativeMemory> memory) {
    const DensityMapDevice* maps = density_maps_ ? &*density_maps_ : nullptr;
    return std::unique_ptr<ImportedSwapchain>(TRY(ImportedVulkanSwapchain::create(table_, queue_, info, memory, maps)));
}

}  // namespace xrt::comp
