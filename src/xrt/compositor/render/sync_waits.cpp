// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/sync_waits.hpp"

namespace xrt::comp {

Result<void> SyncWaits::add(const vk::DeviceTable& table, GraphicsSyncHandle sync) {
    const VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, nullptr, 0};
    auto semaphore = TRY(vk::create<vk::UniqueSemaphore>(table, table.CreateSemaphore, info, "vkCreateSemaphore"));
    const VkImportSemaphoreFdInfoKHR import{VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_FD_INFO_KHR,
                                            nullptr,
                                            semaphore.get(),
                                            VK_SEMAPHORE_IMPORT_TEMPORARY_BIT,
                                            VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_SYNC_FD_BIT,
                                            sync.fd.get()};
    TRY(vk::check(table.ImportSemaphoreFdKHR(table.device, &import), "vkImportSemaphoreFdKHR"));
    [[maybe_unused]] const int imported = sync.fd.release();  // the device's from here on
    semaphores_.push_back(semaphore.get());
    stages_.push_back(VK_PIPELINE_STAGE_ALL_COMMANDS_BIT);
    owners_.push_back(std::move(semaphore));
    return {};
}

void SyncWaits::clear() {
    semaphores_.clear();
    stages_.clear();
    owners_.clear();
}

}  // namespace xrt::comp
