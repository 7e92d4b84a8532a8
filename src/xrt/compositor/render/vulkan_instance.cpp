// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_instance.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "auxiliary/util/log.hpp"

namespace xrt::comp {
namespace {

constexpr const char* validation_layer = "VK_LAYER_KHRONOS_validation";

VKAPI_ATTR VkBool32 VKAPI_CALL on_message(VkDebugUtilsMessageSeverityFlagBitsEXT, VkDebugUtilsMessageTypeFlagsEXT,
                                          const VkDebugUtilsMessengerCallbackDataEXT* message, void* count) {
    ++*static_cast<std::atomic<uint64_t>*>(count);
    log_error("vulkan", "%s", message->pMessage);
    return VK_FALSE;
}

VkDebugUtilsMessengerCreateInfoEXT messenger_info(std::atomic<uint64_t>& count) {
    VkDebugUtilsMessengerCreateInfoEXT info{};
    info.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;
    info.messageSeverity =
        VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    // Not GENERAL: that is the loader's talk about drivers that cannot be loaded.
    info.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
    info.pfnUserCallback = on_message;
    info.pUserData = &count;
    return info;
}

Result<void> check_validation_layer(const vk::GlobalTable& table) {
    uint32_t count = 0;
    TRY(vk::check(table.EnumerateInstanceLayerProperties(&count, nullptr), "vkEnumerateInstanceLayerProperties"));
    std::vector<VkLayerProperties> layers(count);
    TRY(vk::check(table.EnumerateInstanceLayerProperties(&count, layers.data()), "vkEnumerateInstanceLayerProperties"));
    const auto is_it = [](const VkLayerProperties& layer) {
        return std::string_view(layer.layerName) == validation_layer;
    };
    if (std::ranges::any_of(layers, is_it)) return {};
    return Error{ErrorCode::unavailable,
                 std::string("Vulkan validation was asked for and there is no ") + validation_layer};
}

Result<void> check_extensions(const vk::GlobalTable& table, std::span<const char* const> wanted) {
    if (wanted.empty()) return {};
    uint32_t count = 0;
    constexpr const char* what = "vkEnumerateInstanceExtensionProperties";
    TRY(vk::check(table.EnumerateInstanceExtensionProperties(nullptr, &count, nullptr), what));
    std::vector<VkExtensionProperties> there(count);
    TRY(vk::check(table.EnumerateInstanceExtensionProperties(nullptr, &count, there.data()), what));
    for (const std::string_view name : wanted) {
        const auto is_it = [&](const VkExtensionProperties& extension) { return extension.extensionName == name; };
        if (std::ranges::any_of(there, is_it)) continue;
        return Error{ErrorCode::unavailable, "this Vulkan has no " + std::string(name)};
    }
    return {};
}

Result<void> check_version(const vk::GlobalTable& table) {
    uint32_t version = VK_API_VERSION_1_0;
    if (table.EnumerateInstanceVersion) table.EnumerateInstanceVersion(&version);
    if (version >= VK_API_VERSION_1_1) return {};
    return Error{ErrorCode::unavailable, "the Vulkan loader knows no Vulkan 1.1"};
}

}  // namespace

Result<std::unique_ptr<VulkanInstance>> VulkanInstance::create(Validation validation,
                                                               std::span<const char* const> extensions) {
    auto loader = TRY(vk::Loader::open());
    TRY(check_version(loader.table()));
    if (validation == Validation::on) TRY(check_validation_layer(loader.table()));
    TRY(check_extensions(loader.table(), extensions));
    std::unique_ptr<VulkanInstance> instance(new VulkanInstance(std::move(loader)));
    TRY(instance->create_instance(validation, extensions));
    if (validation == Validation::on) TRY(instance->listen());
    return instance;
}

VulkanInstance::~VulkanInstance() {
    if (messenger_) table().DestroyDebugUtilsMessengerEXT(table().instance, messenger_, nullptr);
}

Result<void> VulkanInstance::create_instance(Validation validation, std::span<const char* const> extensions) {
    std::vector<const char*> enabled(extensions.begin(), extensions.end());
    if (validation == Validation::on) enabled.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    const VkApplicationInfo application{
        VK_STRUCTURE_TYPE_APPLICATION_INFO, nullptr, "monado-service", 1, "Monado C++", 1, VK_API_VERSION_1_1};
    const auto messages = messenger_info(messages_);  // for vkCreateInstance and vkDestroyInstance themselves
    VkInstanceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    info.pApplicationInfo = &application;
    if (validation == Validation::on) {
        info.pNext = &messages;
        info.enabledLayerCount = 1;
        info.ppEnabledLayerNames = &validation_layer;
    }
    info.enabledExtensionCount = static_cast<uint32_t>(enabled.size());
    info.ppEnabledExtensionNames = enabled.data();
    VkInstance instance = VK_NULL_HANDLE;
    TRY(vk::check(loader_.table().CreateInstance(&info, nullptr, &instance), "vkCreateInstance"));
    instance_ = vk::UniqueInstance(TRY(vk::InstanceTable::load(loader_.table().GetInstanceProcAddr, instance)));
    return {};
}

Result<void> VulkanInstance::listen() {
    if (!table().CreateDebugUtilsMessengerEXT) {
        return Error{ErrorCode::unavailable, "Vulkan validation was asked for and there is no VK_EXT_debug_utils"};
    }
    const auto info = messenger_info(messages_);
    return vk::check(table().CreateDebugUtilsMessengerEXT(table().instance, &info, nullptr, &messenger_),
                     "vkCreateDebugUtilsMessengerEXT");
}

}  // namespace xrt::comp
