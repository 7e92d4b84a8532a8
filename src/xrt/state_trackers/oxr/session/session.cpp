// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/models/controller_models.hpp"

namespace xrt::oxr {
namespace {

const char* state_name(XrSessionState state) {
    switch (static_cast<int>(state)) {
#define XRT_OXR_CASE(name, value) \
    case value:                   \
        return #name;
        XR_LIST_ENUM_XrSessionState(XRT_OXR_CASE)
#undef XRT_OXR_CASE
            default : return "of no name";
    }
}

/// The service has the last word on the session's state; where it refuses, `refusal` says which state was missing.
Outcome<> from_service(const Result<void>& result, XrResult refusal) {
    if (result.ok()) return XR_SUCCESS;
    if (result.error().code == ErrorCode::call_order) {
        return fail(refusal, "session", "is not in the state for that, says the service: %s",
                    result.error().message.c_str());
    }
    return result.error();
}

XrResult refuse_state(XrResult refusal, XrSessionState state) {
    return fail(refusal, "session", "is in the state %s", state_name(state));
}

Outcome<> check_primary(const Instance& instance, XrViewConfigurationType type) {
    TRY(check_view_configuration(instance, type));
    if (is_primary(type)) return XR_SUCCESS;
    return fail(XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED, "beginInfo->primaryViewConfigurationType",
                "is %d, which is a secondary one", static_cast<int>(type));
}

BoundedVector<proto::ViewConfiguration, SecondaryViews::Types::bound> to_proto(const SecondaryViews::Types& types) {
    BoundedVector<proto::ViewConfiguration, SecondaryViews::Types::bound> result;
    for (const XrViewConfigurationType type : types) result.push_back(oxr::to_proto(type));
    return result;
}

/// The place of the instance's one session, until a Session takes it over.
class ClaimedPlace {
 public:
    explicit ClaimedPlace(Instance& instance) : instance_(instance.claim_session_place() ? &instance : nullptr) {}
    ClaimedPlace(const ClaimedPlace&) = delete;
    ClaimedPlace& operator=(const ClaimedPlace&) = delete;
    ~ClaimedPlace() {
        if (instance_ != nullptr) instance_->free_session_place();
    }

    bool taken() const { return instance_ != nullptr; }
    void hand_over() { instance_ = nullptr; }

 private:
    Instance* instance_;
};

}  // namespace

/// In the table first, so that events can name it, and known to the instance before the service queues any.
Outcome<> Session::create(Instance& instance, SessionGraphics graphics, XrSession* handle,
                          const std::optional<uint32_t>& overlay) {
    ClaimedPlace place(instance);
    if (!place.taken()) {
        return fail(XR_ERROR_LIMIT_REACHED, {"instance", "xrCreateSession"},
                    "has a session already; destroy that one first");
    }
    std::shared_ptr<Instance> owner = TRY(find_or_error<Instance>(from_raw<XrInstance>(instance.raw_handle())));
    const auto session = std::make_shared<Session>(std::move(owner), std::move(graphics));
    place.hand_over();
    XrSession fresh = XR_NULL_HANDLE;
    TRY(handle_table().insert(session, instance.raw_handle(), &fresh));
    instance.set_session(session);
    const Outcome<> opened = session->open(overlay);
    if (opened.ok()) {
        *handle = fresh;
        return opened;
    }
    TRY(handle_table().destroy<Session>(fresh));
    return opened;
}

Session::Session(std::shared_ptr<Instance> instance, SessionGraphics graphics)
    : instance_(std::move(instance)),
      graphics_(std::move(graphics)),
      performance_(*this),
      secondary_views_(*instance_),
      frames_(*this, instance_->service()),
      input_(std::make_unique<SessionInput>(*this)),
      models_(std::make_unique<ControllerModels>(*input_)) {}

Session::~Session() {
    frames_.close();
    if (open_ && !instance_->lost()) {
        const auto destroyed = instance_->service().destroy_session();
        if (!destroyed.ok()) log_unreported(destroyed.error());
        // Its events would otherwise be taken for those of the next session.
        instance_->pump_events();
    }
    instance_->events().forget(handle());
    instance_->free_session_place();
}

Outcome<> Session::open(const std::optional<uint32_t>& overlay) {
    const proto::SessionKind kind = is_headless() ? proto::SessionKind::headless : proto::SessionKind::graphics;
    TRY(instance_->service().create_session(kind, overlay));
    open_ = true;
    if (graphics_.binding) TRY(share_timeline());
    return XR_SUCCESS;
}

/// Where the service does not take it after all, frames are waited for here.
Outcome<> Session::share_timeline() {
    UniqueFd timeline = TRY(graphics_.binding->export_timeline());
    if (!timeline.valid()) return XR_SUCCESS;
    const Result<void> shared = instance_->service().share_timeline(std::move(timeline));
    if (shared.ok()) return XR_SUCCESS;
    log_unreported(shared.error());
    graphics_.binding->drop_timeline();
    return XR_SUCCESS;
}

Outcome<> Session::begin(const XrSessionBeginInfo* info) {
    TRY(check_type(info, XR_TYPE_SESSION_BEGIN_INFO));
    // A headless session needs none (XR_MND_headless); one that it names all the same must be right.
    const bool names_views = !is_headless() || info->primaryViewConfigurationType != XrViewConfigurationType{};
    if (names_views) TRY(check_primary(*instance_, info->primaryViewConfigurationType));
    const SecondaryViews::Types secondary = TRY(secondary_views_.read(*info));
    const std::lock_guard lock(transition_mutex_);
    instance_->pump_events();
    if (is_running()) return fail(XR_ERROR_SESSION_RUNNING, "session", "runs already");
    if (state() != XR_SESSION_STATE_READY) return refuse_state(XR_ERROR_SESSION_NOT_READY, state());
    const XrViewConfigurationType views = names_views ? info->primaryViewConfigurationType : view_configuration();
    TRY(from_service(instance_->service().begin_session(to_proto(views), to_proto(secondary)),
                     XR_ERROR_SESSION_NOT_READY));
    view_configuration_ = views;
    secondary_views_.enable(secondary);
    frames_.start();
    running_ = true;
    return XR_SUCCESS;
}

Outcome<> Session::end() {
    const std::lock_guard lock(transition_mutex_);
    instance_->pump_events();
    if (!is_running()) return fail(XR_ERROR_SESSION_NOT_RUNNING, "session", "does not run");
    if (state() != XR_SESSION_STATE_STOPPING) return refuse_state(XR_ERROR_SESSION_NOT_STOPPING, state());
    running_ = false;
    frames_.stop();
    TRY(frames_.flush());
    return from_service(instance_->service().end_session(), XR_ERROR_SESSION_NOT_STOPPING);
}

Outcome<> Session::request_exit() {
    const std::lock_guard lock(transition_mutex_);
    if (!is_running()) return fail(XR_ERROR_SESSION_NOT_RUNNING, "session", "does not run");
    return from_service(instance_->service().request_exit_session(), XR_ERROR_SESSION_NOT_RUNNING);
}

void Session::enter(XrSessionState next, Time time) {
    const XrSessionState before = state_.exchange(next, std::memory_order_acq_rel);
    // The service's farewell and the loss of the connection may both tell of it.
    if (before == XR_SESSION_STATE_LOSS_PENDING && next == before) return;
    instance_->events().push(XrEventDataSessionStateChanged{XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED, nullptr, handle(),
                                                            next, to_nanoseconds(time)});
}

}  // namespace xrt::oxr
