// SPDX-License-Identifier: BSL-1.0
//
// By what the GPU says that a frame is drawn, where the service waits for it itself: a timeline semaphore that both share, or a sync
// file for each frame. Without either FrameSender's helper thread waits for a fence.
#pragma once

#include <cstdint>
#include <optional>

#include "auxiliary/vk/handles.hpp"
#include "auxiliary/vk/instance_table.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::comp {

enum class FrameSignalKind { none, timeline, sync_file };

/// What one side can do.
struct FrameSignalKinds {
    bool timeline = false;
    bool sync_file = false;
};

/// The best that both sides have.
FrameSignalKind choose_frame_signal(const FrameSignalKinds& client, const FrameSignalKinds& service);

/// Of a device whose timeline semaphores are switched on, or not. Only where it was created with VK_KHR_external_semaphore_fd.
FrameSignalKinds find_frame_signals(const vk::InstanceTable& instance, VkPhysicalDevice physical_device,
                                    const vk::DeviceTable& table, bool timelines_enabled);

/// What the service waits for before it reads a frame's images; nothing if both are empty.
struct ServiceWait {
    UniqueFd sync_file;
    std::optional<uint64_t> ready_at;
};

class FrameSignal {
 public:
    /// `table` outlives it; `kind` is not none.
    static Result<FrameSignal> create(const vk::DeviceTable& table, FrameSignalKind kind);

    FrameSignalKind kind() const { return kind_; }
    /// For the service, once.
    Result<UniqueFd> export_timeline() const;

    /// The submission signals it. Points into the signal until it is submitted.
    void add_to(VkSubmitInfo& info);
    /// After the submission.
    Result<ServiceWait> submitted();

 private:
    FrameSignal(const vk::DeviceTable& table, FrameSignalKind kind, vk::UniqueSemaphore semaphore)
        : table_(&table), kind_(kind), semaphore_(std::move(semaphore)) {}
    Result<UniqueFd> export_fd(VkExternalSemaphoreHandleTypeFlagBits type) const;

    const vk::DeviceTable* table_;
    FrameSignalKind kind_;
    vk::UniqueSemaphore semaphore_;
    uint64_t value_ = 0;  ///< what the timeline counts up to
    VkTimelineSemaphoreSubmitInfo timeline_info_{};
};

}  // namespace xrt::comp
