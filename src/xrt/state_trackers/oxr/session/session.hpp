// SPDX-License-Identifier: BSL-1.0
//
// XrSession: the state machine as the application sees it, and what hangs on it. The service moves the state; here it
// changes when the event is fetched. Frames are FrameLoop's business, images Swapchain's.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "auxiliary/util/guarded.hpp"
#include "proto/session.hpp"
#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/debug/session_labels.hpp"
#include "state_trackers/oxr/frame/frame_loop.hpp"
#include "state_trackers/oxr/models/interaction_models.hpp"
#include "state_trackers/oxr/session/performance.hpp"
#include "state_trackers/oxr/session/secondary_views.hpp"
#include "state_trackers/oxr/session/session_graphics.hpp"

namespace xrt::oxr {

class Instance;
class ControllerModels;
class SessionInput;

class Session final : public Object {
 public:
    using Handle = XrSession;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_SESSION;

    /// A session in the service, known by its handle. XR_ERROR_LIMIT_REACHED if the instance has one already.
    /// With `overlay` it is seen above those without, in that order (XR_EXTX_overlay).
    static Outcome<> create(Instance& instance, SessionGraphics graphics, XrSession* handle,
                            const std::optional<uint32_t>& overlay = std::nullopt);
    /// Use create(). Takes over the claimed place of the instance's one session.
    Session(std::shared_ptr<Instance> instance, SessionGraphics graphics);
    ~Session() override;

    Instance& instance() { return *instance_; }
    Session& session() { return *this; }
    XrSession handle() const { return from_raw<XrSession>(raw_handle()); }

    XrSessionState state() const { return state_.load(std::memory_order_acquire); }
    bool is_focused() const { return state() == XR_SESSION_STATE_FOCUSED; }
    bool is_visible() const { return is_focused() || state() == XR_SESSION_STATE_VISIBLE; }
    /// Between xrBeginSession and xrEndSession.
    bool is_running() const { return running_.load(std::memory_order_acquire); }
    bool is_headless() const { return graphics_.binding == nullptr; }
    /// The primary one; what xrBeginSession was given.
    XrViewConfigurationType view_configuration() const { return view_configuration_.load(std::memory_order_acquire); }

    SessionGraphics& graphics() { return graphics_; }
    FrameLoop& frames() { return frames_; }
    Performance& performance() { return performance_; }
    SecondaryViews& secondary_views() { return secondary_views_; }
    SessionInput& input() { return *input_; }
    SessionLabels& labels() { return labels_; }
    ControllerModels& models() { return *models_; }
    InteractionModels& interaction_models() { return interaction_models_; }
    /// The handle of the session's XrPassthroughFB, which may be gone; 0: there was none.
    Guarded<uint64_t>& passthrough() { return passthrough_; }

    Outcome<> begin(const XrSessionBeginInfo* info);
    Outcome<> end();
    Outcome<> request_exit();

    /// The state has changed: remembers it and queues the event.
    void enter(XrSessionState next, Time time);

 private:
    Outcome<> open(const std::optional<uint32_t>& overlay);
    Outcome<> share_timeline();

    const std::shared_ptr<Instance> instance_;
    SessionGraphics graphics_;
    std::mutex transition_mutex_;  ///< one xrBeginSession, xrEndSession or xrRequestExitSession at a time
    std::atomic<XrSessionState> state_{XR_SESSION_STATE_UNKNOWN};
    std::atomic<bool> running_{false};
    std::atomic<XrViewConfigurationType> view_configuration_{XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO};
    bool open_ = false;
    Performance performance_;
    SecondaryViews secondary_views_;
    FrameLoop frames_;
    std::unique_ptr<SessionInput> input_;
    SessionLabels labels_;
    std::unique_ptr<ControllerModels> models_;
    InteractionModels interaction_models_;
    Guarded<uint64_t> passthrough_;
};

}  // namespace xrt::oxr
