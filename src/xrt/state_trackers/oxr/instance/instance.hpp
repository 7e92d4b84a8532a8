// SPDX-License-Identifier: BSL-1.0
//
// XrInstance: one connection to the service, what the application enabled, and what all its sessions share. Everything
// that is read of the system (clock, poses, counters) is read from the two mapped segments, without a call.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

#include "auxiliary/os/shared_segment.hpp"
#include "proto/event.hpp"
#include "proto/system.hpp"
#include "state_trackers/oxr/core/feature.hpp"
#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/debug/messenger.hpp"
#include "state_trackers/oxr/debug/usage_counts.hpp"
#include "state_trackers/oxr/frame/waiter.hpp"
#include "state_trackers/oxr/graphics/vulkan_application.hpp"
#include "state_trackers/oxr/instance/event_queue.hpp"
#include "state_trackers/oxr/instance/future_table.hpp"
#include "state_trackers/oxr/instance/instance_request.hpp"
#include "state_trackers/oxr/instance/service_link.hpp"
#include "xrt/clock.hpp"
#include "xrt/segment/client_segment.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

class InstanceInput;
class Session;

enum class GraphicsApi : uint32_t { vulkan, opengl, opengl_es };

/// There is one system, so it has a constant id.
inline constexpr XrSystemId the_system_id = 1;

class Instance final : public Object {
 public:
    using Handle = XrInstance;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_INSTANCE;

    /// Introduces itself to the service and maps the segments.
    static Outcome<std::shared_ptr<Instance>> create(const InstanceRequest& request, std::unique_ptr<ServiceLink> link,
                                                     std::unique_ptr<Waiter> waiter);
    ~Instance() override;

    Instance& instance() { return *this; }
    proto::Service& service() { return parts_.link->service(); }
    /// The service is gone, for good. No system call.
    bool lost() const { return parts_.link->lost(); }
    /// The instance's session is. No system call either.
    bool session_lost() const { return client_segment().session_lost.load(std::memory_order_acquire) != 0; }

    bool has(Feature feature) const { return features_.has(feature); }
    const FeatureSet& features() const { return features_; }
    XrVersion api_version() const { return api_version_; }

    const proto::SystemInfo& system_info() const { return parts_.system_info; }
    const DeviceSegment& device_segment() const { return *parts_.device_segment; }
    const ClientSegment& client_segment() const { return *parts_.client_segment; }
    /// Somebody wants that kept from this application.
    bool is_blocked(BlockedIo kind) const { return (client_segment().io_blocked.load() & kind) != 0; }

    ClockMode clock_mode() const { return static_cast<ClockMode>(parts_.device_segment->clock_mode); }
    /// The time of the XR system: XrTime's "now".
    Time now() const;
    Waiter& waiter() { return *parts_.waiter; }
    /// In what size the eyes' views are best rendered: as when the instance was made, unless it is told of changes
    /// (XR_EXT_view_configuration_views_change).
    Extent2D eye_extent() const;
    /// To be added to CLOCK_MONOTONIC. Zero with the real clock.
    Duration xr_time_from_monotonic() const { return xr_time_from_monotonic_; }

    /// The one that xrCreateInstance had in its chain; it hears of this instance's end as well.
    void set_creation_messenger(const std::optional<MessengerSettings>& settings) { creation_messenger_ = settings; }
    const std::optional<MessengerSettings>& creation_messenger() const { return creation_messenger_; }

    UsageCounts& usage_counts() { return usage_counts_; }

    EventQueue& events() { return events_; }
    FutureTable& futures() { return futures_; }
    InstanceInput& input() { return *input_; }
    VulkanApplication& vulkan() { return vulkan_; }

    /// xrPollEvent.
    Outcome<> poll_event(XrEventDataBuffer* event);
    /// Fetches what the service has queued, and tells of its loss. No system call if there is nothing.
    void pump_events();

    /// The application asked for what its graphics API must be, which xrCreateSession insists on.
    void note_graphics_requirements(GraphicsApi api) {
        graphics_requirements_noted_ |= 1u << static_cast<uint32_t>(api);
    }
    bool graphics_requirements_noted(GraphicsApi api) const {
        return (graphics_requirements_noted_ & 1u << static_cast<uint32_t>(api)) != 0;
    }

    /// There is one session at a time. False if the place is taken.
    bool claim_session_place() { return !session_place_taken_.exchange(true); }
    void free_session_place() { session_place_taken_ = false; }
    /// Whose state the service's events are about, from now on.
    void set_session(const std::shared_ptr<Session>& session);

 private:
    struct Parts {
        std::unique_ptr<ServiceLink> link;
        std::unique_ptr<Waiter> waiter;
        proto::SystemInfo system_info;
        MappedSegment<DeviceSegment> device_segment;
        MappedSegment<ClientSegment> client_segment;
    };
    Instance(const InstanceRequest& request, Parts parts);

    void tell_view_sizes();
    void fetch_events(Session* session);
    void take(const proto::Event& event, Session* session);
    void tell_loss(Time time, Session* session);

    const FeatureSet features_;
    const XrVersion api_version_;
    const Parts parts_;
    const Duration xr_time_from_monotonic_;
    const Extent2D first_eye_extent_;

    std::optional<MessengerSettings> creation_messenger_;
    UsageCounts usage_counts_;
    EventQueue events_;
    FutureTable futures_;
    std::mutex pump_mutex_;                    ///< held over take_events, so that events keep their order
    std::atomic<uint32_t> events_fetched_{0};  ///< as ClientSegment::events_queued counts
    std::atomic<bool> loss_told_{false};
    Guarded<std::weak_ptr<Session>> session_;

    std::atomic<uint32_t> graphics_requirements_noted_{0};  ///< a bit for each GraphicsApi
    std::atomic<bool> session_place_taken_{false};
    std::unique_ptr<InstanceInput> input_;
    VulkanApplication vulkan_;
};

/// XR_ERROR_SYSTEM_INVALID for anything but the system that xrGetSystem gave.
inline Outcome<> check_system(XrSystemId id, Where where = "systemId") {
    if (id == the_system_id) return XR_SUCCESS;
    return fail(XR_ERROR_SYSTEM_INVALID, where, "is %llu, which xrGetSystem did not give",
                static_cast<unsigned long long>(id));
}

}  // namespace xrt::oxr
