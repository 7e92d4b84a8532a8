// SPDX-License-Identifier: BSL-1.0
//
// A small OpenXR application: one session, with or without graphics, one swapchain, and a frame loop that shows it. It reports what it
// lives through, so that a test can look at every state and every result.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/egl_context.hpp"
#include "client/glx_window.hpp"
#include "client/runtime.hpp"
#include "client/vulkan_device.hpp"

namespace xrt::end_to_end {

/// `glx`: with a binding that names a context and a drawable, and nothing else. `egl`: OpenGL ES without a window system, and the only
/// one that draws.
enum class Graphics { none, vulkan, glx, egl };

/// What the application asks the runtime for besides its graphics.
struct Wishes {
    std::vector<const char*> extensions{};
    std::optional<uint32_t> overlay{};           ///< XR_EXTX_overlay: its layers' placement
    bool observer = false;                       ///< XR_MSFT_first_person_observer: show others the same
    bool projection = false;                     ///< show its images as what both eyes see, and not as a quad
    PFN_vkGetInstanceProcAddr vulkan = nullptr;  ///< through which the runtime reaches Vulkan; null: the loader's
};

class Application {
 public:
    /// Called with "state FOCUSED", "instance loss pending" and the like.
    using Report = std::function<void(const std::string&)>;

    static Result<std::unique_ptr<Application>> create(const Runtime& runtime, Graphics graphics, Report report,
                                                       Wishes wishes = {});
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    /// Takes all events that wait, and begins and ends the session as they ask.
    XrResult handle_events();
    /// One whole frame, with all that applications read in one: views, spaces, actions. The first call that fails ends it.
    XrResult frame();

    /// One that shows nothing, and reads nothing either.
    XrResult empty_frame();
    XrResult acquire_and_keep_an_image();

    /// Square, sRGB, to be drawn into; the caller destroys it.
    Result<XrSwapchain> create_swapchain(uint32_t size) const;

    /// After the session was lost: another one, with all that belongs to it.
    Result<void> replace_session();
    /// "left battery 0.15 charging" (XR_EXT_interaction_profile_battery_state_display).
    std::string battery_text() const;
    /// Of the left eye's view, "256x256".
    std::string view_size_text() const;

    void request_exit() { get<PFN_xrRequestExitSession>("xrRequestExitSession")(session_); }

    bool running() const { return running_; }
    bool exiting() const { return state_ == XR_SESSION_STATE_EXITING; }
    bool lost() const { return session_lost_ && instance_lost_; }
    XrInstance instance() const { return instance_; }
    XrSession session() const { return session_; }
    XrSpace local_space() const { return space_; }
    XrSpace view_space() const { return view_space_; }
    XrActionSet action_set() const { return action_set_; }
    XrAction select() const { return select_; }
    const std::optional<VulkanDevice>& vulkan() const { return vulkan_; }
    /// Its GPU does no more work from now on.
    Result<void> get_stuck() { return vulkan_->get_stuck(); }
    XrTime last_display_time() const { return last_display_time_; }

    template <typename Function>
    Function get(const char* name) const {
        return runtime_.get<Function>(instance_, name);
    }

 private:
    Application(const Runtime& runtime, Graphics graphics, Report report, Wishes wishes)
        : runtime_(runtime), graphics_(graphics), report_(std::move(report)), wishes_(std::move(wishes)) {}
    /// What every frame calls, looked up once, as a loader does.
    struct FrameFunctions {
        PFN_xrWaitFrame wait_frame;
        PFN_xrBeginFrame begin_frame;
        PFN_xrEndFrame end_frame;
        PFN_xrSyncActions sync_actions;
        PFN_xrLocateSpace locate_space;
        PFN_xrLocateViews locate_views;
        PFN_xrAcquireSwapchainImage acquire_image;
        PFN_xrWaitSwapchainImage wait_image;
        PFN_xrReleaseSwapchainImage release_image;
    };

    Result<void> create_instance();
    void find_frame_functions();
    Result<void> create_session();
    Result<void> bind_graphics(const void*& next);
    Result<void> create_own_swapchain();
    Result<void> create_space();
    Result<void> create_actions();
    Result<void> suggest_bindings();
    Result<void> attach_actions() const;
    XrResult take_state(XrSessionState state);
    XrResult begin_session();
    XrResult look_around(XrTime time);
    XrResult fill_image();
    XrResult end_frame(const XrFrameState& state, bool observed);
    XrResult wait_frame(XrFrameState& state, bool& observed);

    const Runtime& runtime_;
    Graphics graphics_;
    Report report_;
    Wishes wishes_;
    XrInstance instance_ = XR_NULL_HANDLE;
    FrameFunctions calls_{};
    XrSystemId system_ = XR_NULL_SYSTEM_ID;
    std::optional<VulkanDevice> vulkan_;
    std::unique_ptr<GlxWindow> window_;
    std::unique_ptr<EglContext> egl_;
    XrSession session_ = XR_NULL_HANDLE;
    XrSwapchain swapchain_ = XR_NULL_HANDLE;
    XrSpace space_ = XR_NULL_HANDLE;
    XrSpace view_space_ = XR_NULL_HANDLE;
    XrActionSet action_set_ = XR_NULL_HANDLE;
    XrAction select_ = XR_NULL_HANDLE;
    XrSessionState state_ = XR_SESSION_STATE_UNKNOWN;
    std::array<XrView, 2> views_{{{.type = XR_TYPE_VIEW}, {.type = XR_TYPE_VIEW}}};  ///< as of this frame
    XrTime last_display_time_ = 0;
    bool running_ = false;
    bool was_observed_ = false;
    bool session_lost_ = false;
    bool instance_lost_ = false;
};

}  // namespace xrt::end_to_end
