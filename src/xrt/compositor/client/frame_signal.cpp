// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/frame_signal.hpp"

#include <fcntl.h>

#include <cerrno>

namespace xrt::comp {
namespace {

constexpr auto timeline_handle = VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_FD_BIT;
constexpr auto sync_file_handle = VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_SYNC_FD_BIT;

VkSemaphoreTypeCreateInfo type_info(VkSemaphoreType type) {
    return {VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO, nullptr, type, 0};
}

bool is_exportable(const vk::InstanceTable& instance, VkPhysicalDevice device, VkSemaphoreType type,
                   VkExternalSemaphoreHandleTypeFlagBits handle) {
    const VkSemaphoreTypeCreateInfo kind = type_info(type);
    const VkPhysicalDeviceExternalSemaphoreInfo info{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_SEMAPHORE_INFO,
                                                     type == VK_SEMAPHORE_TYPE_TIMELINE ? &kind : nullptr, handle};
    VkExternalSemaphoreProperties properties{};
    properties.sType = VK_STRUCTURE_TYPE_EXTERNAL_SEMAPHORE_PROPERTIES;
    instance.GetPhysicalDeviceExternalSemaphoreProperties(device, &info, &properties);
    return (properties.externalSemaphoreFeatures & VK_EXTERNAL_SEMAPHORE_FEATURE_EXPORTABLE_BIT) != 0;
}

}  // namespace

FrameSignalKind choose_frame_signal(const FrameSignalKinds& client, const FrameSignalKinds& service) {
    if (client.timeline && service.timeline) return FrameSignalKind::timeline;
    if (client.sync_file && service.sync_file) return FrameSignalKind::sync_file;
    return FrameSignalKind::none;
}

FrameSignalKinds find_frame_signals(const vk::InstanceTable& instance, VkPhysicalDevice physical_device,
                                    const vk::DeviceTable& table, bool timelines_enabled) {
    if (!table.GetSemaphoreFdKHR || !instance.GetPhysicalDeviceExternalSemaphoreProperties) return {};
    const auto can = [&](VkSemaphoreType type, VkExternalSemaphoreHandleTypeFlagBits handle) {
        return is_exportable(instance, physical_device, type, handle);
    };
    return {timelines_enabled && can(VK_SEMAPHORE_TYPE_TIMELINE, timeline_handle),
            can(VK_SEMAPHORE_TYPE_BINARY, sync_file_handle)};
}

Result<FrameSignal> FrameSignal::create(const vk::DeviceTable& table, FrameSignalKind kind) {
    const bool timeline = kind == FrameSignalKind::timeline;
    const VkSemaphoreTypeCreateInfo type = type_info(VK_SEMAPHORE_TYPE_TIMELINE);
    const VkExportSemaphoreCreateInfo exported{
        VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO, timeline ? &type : nullptr,
        VkExternalSemaphoreHandleTypeFlags(timeline ? timeline_handle : sync_file_handle)};
    const VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, &exported, 0};
    auto semaphore = TRY(vk::create<vk::UniqueSemaphore>(table, table.CreateSemaphore, info, "vkCreateSemaphore"));
    return FrameSignal(table, kind, std::move(semaphore));
}

Result<UniqueFd> FrameSignal::export_timeline() const { return export_fd(timeline_handle); }

void FrameSignal::add_to(VkSubmitInfo& info) {
    info.signalSemaphoreCount = 1;
    info.pSignalSemaphores = semaphore_.address();
    if (kind_ != FrameSignalKind::timeline) return;
    ++value_;
    timeline_info_.sType = VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO;
    timeline_info_.signalSemaphoreValueCount = 1;
    timeline_info_.pSignalSemaphoreValues = &value_;
    info.pNext = &timeline_info_;
}

/// Taking the sync file out leaves the semaphore unsignalled, as good as new.
Result<ServiceWait> FrameSignal::submitted() {
    ServiceWait wait;
    if (kind_ == FrameSignalKind::timeline) {
        wait.ready_at = value_;
    } else {
        wait.sync_file = TRY(export_fd(sync_file_handle));
    }
    return wait;
}

/// An fd that is not valid is a sync file that is signalled already.
Result<UniqueFd> FrameSignal::export_fd(VkExternalSemaphoreHandleTypeFlagBits type) const {
    const VkSemaphoreGetFdInfoKHR info{VK_STRUCTURE_TYPE_SEMAPHORE_GET_FD_INFO_KHR, nullptr, semaphore_.get(), type};
    int fd = -1;
    TRY(vk::check(table_->GetSemaphoreFdKHR(table_->device, &info, &fd), "vkGetSemaphoreFdKHR"));
    UniqueFd owned(fd);
    if (owned.valid() && ::fcntl(owned.get(), F_SETFD, FD_CLOEXEC) < 0) return os_error("fcntl(FD_CLOEXEC)", errno);
    return owned;
}

}  // namespace xrt::comp
