// SPDX-License-Identifier: BSL-1.0
//
// The service's own Vulkan instance: no surface and no window system unless asked for. With validation, every message of the layer is
// logged as an error and counted.
#pragma once

#include <atomic>
#include <memory>
#include <span>

#include "auxiliary/vk/handles.hpp"
#include "auxiliary/vk/loader.hpp"

namespace xrt::comp {

enum class Validation { off, on };

class VulkanInstance {
 public:
    /// Vulkan 1.1 or later, with those extensions, whose names live for ever. ErrorCode::unavailable where there is no
    /// loader, no driver, no such extension or no validation layer.
    static Result<std::unique_ptr<VulkanInstance>> create(Validation validation,
                                                          std::span<const char* const> extensions = {});
    ~VulkanInstance();
    VulkanInstance(const VulkanInstance&) = delete;
    VulkanInstance& operator=(const VulkanInstance&) = delete;

    const vk::InstanceTable& table() const { return instance_.table(); }
    /// What the validation layer has said so far.
    uint64_t validation_messages() const { return messages_; }

 private:
    explicit VulkanInstance(vk::Loader loader) : loader_(std::move(loader)) {}

    Result<void> create_instance(Validation validation, std::span<const char* const> extensions);
    Result<void> listen();

    vk::Loader loader_;
    vk::UniqueInstance instance_;
    VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
    std::atomic<uint64_t> messages_ = 0;
};

}  // namespace xrt::comp
