// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_timeline.hpp"

#include <algorithm>

namespace xrt::comp {

Result<std::unique_ptr<const SharedTimeline>> VulkanTimeline::import(std::shared_ptr<const vk::DeviceTable> device,
                                                                     GraphicsSyncHandle handle) {
    const vk::DeviceTable& table = *device;
    const VkSemaphoreTypeCreateInfo type{VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO, nullptr,
                                         VK_SEMAPHORE_TYPE_TIMELINE, 0};
    const VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, &type, 0};
    auto semaphore = TRY(vk::create<vk::UniqueSemaphore>(table, table.CreateSemaphore, info, "vkCreateSemaphore"));
    const VkImportSemaphoreFdInfoKHR import{
        VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_FD_INFO_KHR,  nullptr,        semaphore.get(), 0,
        VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_FD_BIT, handle.fd.get()};
    const VkResult imported = table.ImportSemaphoreFdKHR(table.device, &import);
    if (imported != VK_SUCCESS) {
        const Result<void> failed = vk::check(imported, "vkImportSemaphoreFdKHR of the client's timeline");
        return Error{ErrorCode::invalid_argument, failed.error().message};
    }
    [[maybe_unused]] const int taken = handle.fd.release();  // the driver's from here on
    return std::unique_ptr<const SharedTimeline>(new VulkanTimeline(std::move(device), std::move(semaphore)));
}

Result<bool> VulkanTimeline::wait(uint64_t value, Duration timeout) const {
    const vk::DeviceTable& table = *device_;
    const VkSemaphoreWaitInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO, nullptr, 0, 1, semaphore_.address(), &value};
    const auto nanoseconds = static_cast<uint64_t>(std::max<Duration::rep>(timeout.count(), 0));
    const VkResult result = table.WaitSemaphores(table.device, &info, nanoseconds);
    TRY(vk::check(result, "vkWaitSemaphores"));
    return result == VK_SUCCESS;
}

}  // namespace xrt::comp
