// SPDX-License-Identifier: BSL-1.0
//
// Owners of Vulkan objects: a handle, the table that can destroy it, and nothing else.
//
//     UniqueImage image = TRY(create<UniqueImage>(table, table.CreateImage, info, "vkCreateImage"));
//
// The DeviceTable outlives every handle that was made with it and does not move.
#pragma once

#include <vulkan/vulkan.h>

#include <memory>
#include <string_view>
#include <utility>

#include "auxiliary/vk/device_table.hpp"
#include "auxiliary/vk/error.hpp"
#include "auxiliary/vk/instance_table.hpp"

namespace xrt::vk {

/// An object of a device; `Destroy` is the member of the table that destroys it.
template <typename Handle, auto Destroy>
class DeviceHandle {
 public:
    using handle_type = Handle;

    DeviceHandle() = default;
    DeviceHandle(const DeviceTable& table, Handle handle) : table_(&table), handle_(handle) {}
    DeviceHandle(DeviceHandle&& other) noexcept
        : table_(other.table_), handle_(std::exchange(other.handle_, VK_NULL_HANDLE)) {}
    DeviceHandle& operator=(DeviceHandle&& other) noexcept {
        std::swap(table_, other.table_);
        std::swap(handle_, other.handle_);
        return *this;
    }
    DeviceHandle(const DeviceHandle&) = delete;
    DeviceHandle& operator=(const DeviceHandle&) = delete;
    ~DeviceHandle() {
        if (handle_ != VK_NULL_HANDLE) (table_->*Destroy)(table_->device, handle_, nullptr);
    }

    Handle get() const { return handle_; }
    const Handle* address() const { return &handle_; }
    explicit operator bool() const { return handle_ != VK_NULL_HANDLE; }

 private:
    const DeviceTable* table_ = nullptr;
    Handle handle_ = VK_NULL_HANDLE;
};

using UniqueBuffer = DeviceHandle<VkBuffer, &DeviceTable::DestroyBuffer>;
using UniqueCommandPool = DeviceHandle<VkCommandPool, &DeviceTable::DestroyCommandPool>;
using UniqueDescriptorPool = DeviceHandle<VkDescriptorPool, &DeviceTable::DestroyDescriptorPool>;
using UniqueDescriptorSetLayout = DeviceHandle<VkDescriptorSetLayout, &DeviceTable::DestroyDescriptorSetLayout>;
using UniqueDeviceMemory = DeviceHandle<VkDeviceMemory, &DeviceTable::FreeMemory>;
using UniqueFence = DeviceHandle<VkFence, &DeviceTable::DestroyFence>;
using UniqueFramebuffer = DeviceHandle<VkFramebuffer, &DeviceTable::DestroyFramebuffer>;
using UniqueImage = DeviceHandle<VkImage, &DeviceTable::DestroyImage>;
using UniqueImageView = DeviceHandle<VkImageView, &DeviceTable::DestroyImageView>;
using UniquePipeline = DeviceHandle<VkPipeline, &DeviceTable::DestroyPipeline>;
using UniquePipelineLayout = DeviceHandle<VkPipelineLayout, &DeviceTable::DestroyPipelineLayout>;
using UniqueQueryPool = DeviceHandle<VkQueryPool, &DeviceTable::DestroyQueryPool>;
using UniqueRenderPass = DeviceHandle<VkRenderPass, &DeviceTable::DestroyRenderPass>;
using UniqueSampler = DeviceHandle<VkSampler, &DeviceTable::DestroySampler>;
using UniqueSemaphore = DeviceHandle<VkSemaphore, &DeviceTable::DestroySemaphore>;
using UniqueShaderModule = DeviceHandle<VkShaderModule, &DeviceTable::DestroyShaderModule>;

/// Calls a vkCreate... function and owns what it made.
template <typename Unique, typename Create, typename Info>
Result<Unique> create(const DeviceTable& table, Create create_function, const Info& info, std::string_view what) {
    typename Unique::handle_type handle = VK_NULL_HANDLE;
    TRY(check(create_function(table.device, &info, nullptr, &handle), what));
    return Unique(table, handle);
}

/// Owns a VkDevice through its table, which stays at one address for all of the device's handles.
class UniqueDevice {
 public:
    UniqueDevice() = default;
    explicit UniqueDevice(std::unique_ptr<DeviceTable> table) : table_(std::move(table)) {}
    UniqueDevice(UniqueDevice&&) noexcept = default;
    UniqueDevice& operator=(UniqueDevice&& other) noexcept {
        table_.swap(other.table_);
        return *this;
    }
    ~UniqueDevice() {
        if (table_) table_->DestroyDevice(table_->device, nullptr);
    }

    const DeviceTable& table() const { return *table_; }

 private:
    std::unique_ptr<DeviceTable> table_;
};

/// Owns a VkInstance and its table.
class UniqueInstance {
 public:
    UniqueInstance() = default;
    explicit UniqueInstance(const InstanceTable& table) : table_(table) {}
    UniqueInstance(UniqueInstance&& other) noexcept : table_(std::exchange(other.table_, {})) {}
    UniqueInstance& operator=(UniqueInstance&& other) noexcept {
        std::swap(table_, other.table_);
        return *this;
    }
    ~UniqueInstance() {
        if (table_.instance != VK_NULL_HANDLE) table_.DestroyInstance(table_.instance, nullptr);
    }

    const InstanceTable& table() const { return table_; }

 private:
    InstanceTable table_;
};

}  // namespace xrt::vk
