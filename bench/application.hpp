// SPDX-License-Identifier: BSL-1.0
//
// A headless OpenXR application with two controllers' worth of actions, as far as the measurements need one.
#pragma once

#include <openxr/openxr.h>

#include <array>

#include "runtime.hpp"
#include "xrt/result.hpp"

namespace xrt::bench {

/// The functions that are measured, fetched once.
struct Functions {
    PFN_xrCreateInstance create_instance;
    PFN_xrDestroyInstance destroy_instance;
    PFN_xrGetSystem get_system;
    PFN_xrCreateSession create_session;
    PFN_xrDestroySession destroy_session;
    PFN_xrBeginSession begin_session;
    PFN_xrPollEvent poll_event;
    PFN_xrCreateReferenceSpace create_reference_space;
    PFN_xrLocateSpace locate_space;
    PFN_xrLocateViews locate_views;
    PFN_xrCreateActionSet create_action_set;
    PFN_xrCreateAction create_action;
    PFN_xrStringToPath string_to_path;
    PFN_xrSuggestInteractionProfileBindings suggest_bindings;
    PFN_xrAttachSessionActionSets attach_action_sets;
    PFN_xrSyncActions sync_actions;
    PFN_xrGetActionStateBoolean get_action_state_boolean;
    PFN_xrWaitFrame wait_frame;
    PFN_xrBeginFrame begin_frame;
    PFN_xrEndFrame end_frame;

    Functions(const Runtime& runtime, XrInstance instance);
};

Result<XrInstance> create_instance(const Runtime& runtime);
Result<XrSession> create_headless_session(const Functions& functions, XrInstance instance);

/// A focused session with spaces and actions, ready for frames.
struct Application {
    static Result<Application> create(const Runtime& runtime);

    Result<void> frame();

    Functions xr;
    XrInstance instance = XR_NULL_HANDLE;
    XrSession session = XR_NULL_HANDLE;
    XrSpace local = XR_NULL_HANDLE;
    XrSpace view = XR_NULL_HANDLE;
    XrActionSet action_set = XR_NULL_HANDLE;
    XrAction select = XR_NULL_HANDLE;
    std::array<XrPath, 2> hands{};
    XrTime time = 0;

   private:
    explicit Application(const Functions& functions) : xr(functions) {}
    Result<void> create_spaces();
    Result<void> create_actions();
    Result<void> reach_focus();
};

}  // namespace xrt::bench
