// SPDX-License-Identifier: BSL-1.0
//
// A VkInstance and a VkDevice for tests, under the validation layer where there is one, whose messages are collected.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "auxiliary/vk/commands.hpp"
#include "auxiliary/vk/loader.hpp"
#include "compositor/client/vulkan_binding.hpp"

namespace xrt::comp {

struct TestDeviceOptions {
    uint32_t api_version = VK_API_VERSION_1_0;
    std::vector<const char*> instance_extensions;
    std::vector<const char*> device_extensions;
};

class VulkanTestDevice {
 public:
    /// `unavailable` or `not_found` where there is no Vulkan driver.
    static Result<std::unique_ptr<VulkanTestDevice>> create(const TestDeviceOptions& options);

    const vk::InstanceTable& instance() const { return instance_.table(); }
    const vk::DeviceTable& table() const { return device_.table(); }
    const PhysicalDevice& physical_device() const { return physical_device_; }
    VkQueue queue() const { return queue_; }
    uint32_t family() const { return 0; }
    VulkanObjects objects() const;
    ServiceDevice as_service() const;

    /// What the validation layer said.
    std::string messages() const { return *messages_; }
    void forget_messages() { messages_->clear(); }

    /// Records with `record(commands)`, submits and waits.
    template <typename Record>
    Result<void> run(Record&& record) {
        TRY(vk::begin_commands(table(), commands_));
        record(commands_);
        TRY(vk::end_and_submit(table(), queue_, commands_, VK_NULL_HANDLE));
        return vk::check(table().QueueWaitIdle(queue_), "vkQueueWaitIdle");
    }

    ~VulkanTestDevice();

 private:
    explicit VulkanTestDevice(vk::Loader loader) : loader_(std::move(loader)) {}
    static Result<std::unique_ptr<VulkanTestDevice>> create_with_instance(const TestDeviceOptions& options);
    Result<void> create_instance(const TestDeviceOptions& options);
    Result<void> collect_messages();
    Result<void> create_device(const TestDeviceOptions& options);

    vk::Loader loader_;
    std::unique_ptr<std::string> messages_ = std::make_unique<std::string>();
    vk::UniqueInstance instance_;
    VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
    PhysicalDevice physical_device_;
    vk::UniqueDevice device_;
    VkQueue queue_ = VK_NULL_HANDLE;
    vk::UniqueCommandPool pool_;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
};

}  // namespace xrt::comp
