// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_test_device.hpp"

#include <algorithm>
#include <cstring>

namespace xrt::comp {
namespace {

constexpr const char* validation_layer = "VK_LAYER_KHRONOS_validation";

bool has_validation_layer(const vk::GlobalTable& table) {
    uint32_t count = 0;
    table.EnumerateInstanceLayerProperties(&count, nullptr);
    std::vector<VkLayerProperties> layers(count);
    table.EnumerateInstanceLayerProperties(&count, layers.data());
    return std::ranges::any_of(layers,
                               [](const auto& layer) { return !std::strcmp(layer.layerName, validation_layer); });
}

VKAPI_ATTR VkBool32 VKAPI_CALL collect(VkDebugUtilsMessageSeverityFlagBitsEXT, VkDebugUtilsMessageTypeFlagsEXT,
                                       const VkDebugUtilsMessengerCallbackDataEXT* data, void* messages) {
    *static_cast<std::string*>(messages) += std::string(data->pMessage) + "\n";
    return VK_FALSE;
}

}  // namespace

Result<std::unique_ptr<VulkanTestDevice>> VulkanTestDevice::create_with_instance(const TestDeviceOptions& options) {
    std::unique_ptr<VulkanTestDevice> device(new VulkanTestDevice(TRY(vk::Loader::open())));
    TRY(device->create_instance(options));
    return device;
}

Result<std::unique_ptr<VulkanTestDevice>> VulkanTestDevice::create(const TestDeviceOptions& options) {
    // Drivers and layers leave memory behind when they are unloaded. One instance that is never destroyed keeps them
    // loaded, so that a leak checker finds our leaks alone.
    static const auto* const keeper = new auto(create_with_instance({VK_API_VERSION_1_1, {}, {}}));
    if (!keeper->ok()) return keeper->error();
    auto device = TRY(create_with_instance(options));
    const std::vector<PhysicalDevice> found = TRY(list_physical_devices(device->instance()));
    if (found.empty()) return Error{ErrorCode::not_found, "there is no Vulkan device"};
    device->physical_device_ = found.front();
    TRY(device->create_device(options));
    return device;
}

VulkanTestDevice::~VulkanTestDevice() {
    pool_ = {};
    device_ = {};
    if (messenger_) instance().DestroyDebugUtilsMessengerEXT(instance().instance, messenger_, nullptr);
}

Result<void> VulkanTestDevice::create_instance(const TestDeviceOptions& options) {
    VkApplicationInfo application{};
    application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    application.apiVersion = options.api_version;
    std::vector<const char*> extensions = options.instance_extensions;
    VkInstanceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    info.pApplicationInfo = &application;
    if (has_validation_layer(loader_.table())) {
        extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
        info.enabledLayerCount = 1;
        info.ppEnabledLayerNames = &validation_layer;
    }
    info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    VkInstance instance = VK_NULL_HANDLE;
    TRY(vk::check(loader_.table().CreateInstance(&info, nullptr, &instance), "vkCreateInstance"));
    instance_ = vk::UniqueInstance(TRY(load_application_instance(loader_.table().GetInstanceProcAddr, instance)));
    return info.enabledLayerCount ? collect_messages() : Result<void>();
}

Result<void> VulkanTestDevice::collect_messages() {
    VkDebugUtilsMessengerCreateInfoEXT info{};
    info.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;
    info.messageSeverity =
        VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    info.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT;
    info.pfnUserCallback = collect;
    info.pUserData = messages_.get();
    return vk::check(instance().CreateDebugUtilsMessengerEXT(instance().instance, &info, nullptr, &messenger_),
                     "vkCreateDebugUtilsMessengerEXT");
}

Result<void> VulkanTestDevice::create_device(const TestDeviceOptions& options) {
    const float priority = 1;
    VkDeviceQueueCreateInfo queue{};
    queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    queue.queueFamilyIndex = family();
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;
    VkDeviceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queue;
    info.enabledExtensionCount = static_cast<uint32_t>(options.device_extensions.size());
    info.ppEnabledExtensionNames = options.device_extensions.data();
    VkDevice device = VK_NULL_HANDLE;
    TRY(vk::check(instance().CreateDevice(physical_device_.handle, &info, nullptr, &device), "vkCreateDevice"));
    auto table = TRY(vk::DeviceTable::load(instance().GetDeviceProcAddr, device));
    device_ = vk::UniqueDevice(std::make_unique<vk::DeviceTable>(table));
    device_.table().GetDeviceQueue(device, family(), 0, &queue_);
    pool_ = TRY(vk::create_command_pool(device_.table(), family()));
    commands_ = TRY(vk::allocate_commands(device_.table(), pool_.get()));
    return {};
}

VulkanObjects VulkanTestDevice::objects() const {
    return {
        loader_.table().GetInstanceProcAddr, instance().instance, physical_device_.handle, table().device, family(), 0};
}

ServiceDevice VulkanTestDevice::as_service() const {
    return {physical_device_.device_uuid, physical_device_.driver_uuid, physical_device_.software};
}

}  // namespace xrt::comp
