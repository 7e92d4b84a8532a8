// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/instance.hpp"

#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/session/session_events.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"
#include "state_trackers/oxr/space/reference_space_change.hpp"

namespace xrt::oxr {
namespace {

/// A service of the same protocol always passes. What is indexed later without a look is checked here.
Result<void> check(const DeviceSegment& segment) {
    const bool known = segment.magic == device_segment_magic && segment.version == device_segment_version;
    if (!known) return Error{ErrorCode::version_mismatch, "the service lays out its device segment in another way"};
    const bool sound = segment.device_count <= max_devices && segment.pose_count <= max_device_poses &&
                       segment.output_count <= max_device_outputs && segment.head_pose < segment.pose_count &&
                       DeviceSegmentReader(segment).display() && segment.hand_count <= max_hands &&
                       segment.plane_count <= max_room_planes && segment.refresh_rate_count <= max_refresh_rates &&
                       segment.pose_sample_spacing > 0;
    if (!sound) return Error{ErrorCode::protocol_violation, "the service's device segment makes no sense"};
    return {};
}

Result<void> check(const ClientSegment& segment) {
    if (segment.magic == client_segment_magic && segment.version == client_segment_version) return {};
    return Error{ErrorCode::version_mismatch, "the service lays out its client segment in another way"};
}

}  // namespace

Outcome<std::shared_ptr<Instance>> Instance::create(const InstanceRequest& request, std::unique_ptr<ServiceLink> link,
                                                    std::unique_ptr<Waiter> waiter) {
    proto::IntroduceReply reply = TRY(link->service().introduce(request.client));
    auto devices = TRY(MappedSegment<DeviceSegment>::map(reply.device_segment.get()));
    auto client = TRY(MappedSegment<ClientSegment>::map(reply.client_segment.get()));
    TRY(check(*devices));
    TRY(check(*client));
    Parts parts{std::move(link), std::move(waiter), std::move(reply.system), std::move(devices), std::move(client)};
    return std::shared_ptr<Instance>(new Instance(request, std::move(parts)));
}

Instance::Instance(const InstanceRequest& request, Parts parts)
    : features_(request.features),
      api_version_(request.api_version),
      parts_(std::move(parts)),
      xr_time_from_monotonic_(clock_mode() == ClockMode::real ? Duration::zero() : now() - parts_.waiter->now()),
      first_eye_extent_(unpack_extent(device_segment().eye_extent.load(std::memory_order_acquire))),
      input_(std::make_unique<InstanceInput>(*this)) {}

Instance::~Instance() = default;

Time Instance::now() const {
    if (clock_mode() == ClockMode::real) return parts_.waiter->now();
    return time_from_nanoseconds(device_segment().virtual_now.load(std::memory_order_acquire));
}

Extent2D Instance::eye_extent() const {
    if (!has(Feature::EXT_view_configuration_views_change)) return first_eye_extent_;
    return unpack_extent(device_segment().eye_extent.load(std::memory_order_acquire));
}

void Instance::set_session(const std::shared_ptr<Session>& session) {
    session_.with([&](std::weak_ptr<Session>& present) { present = session; });
}

Outcome<> Instance::poll_event(XrEventDataBuffer* event) {
    // The type is not looked at: applications poll in a loop into one buffer, which holds the last event.
    TRY(check_pointer(event, "eventData"));
    pump_events();
    if (events_.pop(*event)) return XR_SUCCESS;
    return loss_told_ ? XR_ERROR_INSTANCE_LOST : XR_EVENT_UNAVAILABLE;
}

void Instance::pump_events() {
    const bool quiet = client_segment().events_queued.load(std::memory_order_acquire) == events_fetched_;
    if (quiet && (!lost() || loss_told_)) return;
    std::shared_ptr<Session> session;  // let go of after the lock: the end of a session may pump as well
    const std::lock_guard lock(pump_mutex_);
    session = session_.with([](const std::weak_ptr<Session>& present) { return present.lock(); });
    if (!lost()) fetch_events(session.get());
    if (lost() && !loss_told_) tell_loss(now(), session.get());
}

void Instance::fetch_events(Session* session) {
    const uint32_t queued = client_segment().events_queued.load(std::memory_order_acquire);
    if (queued == events_fetched_) return;
    for (bool more = true; more;) {
        const auto reply = service().take_events();
        if (!reply.ok()) return log_unreported(reply.error());
        for (const proto::Event& event : reply->events) take(event, session);
        more = reply->events.full();
    }
    // Whatever was queued after that look is fetched next time.
    events_fetched_ = queued;
}

void Instance::take(const proto::Event& event, Session* session) {
    if (const auto* loss = std::get_if<proto::InstanceLossPending>(&event)) return tell_loss(loss->time, session);
    if (std::holds_alternative<proto::ViewSizesChanged>(event)) return tell_view_sizes();
    if (session == nullptr) return;
    if (const auto* change = std::get_if<proto::SessionStateChanged>(&event)) {
        return session->enter(static_cast<XrSessionState>(change->state), change->time);  // the values are OpenXR's own
    }
    if (const auto* change = std::get_if<proto::ReferenceSpaceChangePending>(&event)) tell(*change, *session);
    if (const auto* change = std::get_if<proto::RefreshRateChanged>(&event)) tell(*change, *session);
    if (const auto* change = std::get_if<proto::UserPresenceChanged>(&event)) tell(*change, *session);
    if (const auto* change = std::get_if<proto::MainSessionVisibilityChanged>(&event)) tell(*change, *session);
}

/// All view configurations have changed in proportion.
void Instance::tell_view_sizes() {
    if (!has(Feature::EXT_view_configuration_views_change)) return;
    for (const XrViewConfigurationType type : supported_view_configurations(*this)) {
        events_.push(XrEventDataViewConfigurationViewsChangedEXT{
            XR_TYPE_EVENT_DATA_VIEW_CONFIGURATION_VIEWS_CHANGED_EXT, nullptr, the_system_id, type});
    }
}

/// To whoever listens to events alone: the instance is about to go, or gone, and the session with it. Once.
void Instance::tell_loss(Time time, Session* session) {
    if (loss_told_.exchange(true)) return;
    events_.push(
        XrEventDataInstanceLossPending{XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING, nullptr, to_nanoseconds(time)});
    if (session != nullptr) session->enter(XR_SESSION_STATE_LOSS_PENDING, time);
}

}  // namespace xrt::oxr
