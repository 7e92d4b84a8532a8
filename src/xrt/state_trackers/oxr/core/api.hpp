// SPDX-License-Identifier: BSL-1.0
//
// The entry points. Every function of OpenXR that this runtime has is a plain C++ function xrt::oxr::api::xrXxx with
// the API's own name and signature, declared below from the headers' own lists; entry_points.cpp makes the table for
// xrGetInstanceProcAddr from the same lists, so a function without a body does not link. Conventions:
//
// - The body of an entry point stands in the file of the object that it is about and is a few lines: call<T>() of
//   guard.hpp around a member function. `XrResult api::xrDestroySpace(XrSpace s) { return destroy<Space>(s); }`
// - Objects derive from Object (object.hpp), are made with std::make_shared, own their parent as shared_ptr, and are
// put
//   into handle_table() by the xrCreate function: TRY(handle_table().insert(object, parent.raw_handle(), handle_out)).
//   Other handles in arguments are looked up with find_or_error<Space>(handle) of guard.hpp. The destructor cleans up,
//   tells the service, and must work after the service is lost.
// - Behind the entry points functions return Outcome<T> (outcome.hpp): an XrResult or a value. TRY takes Outcomes and
//   Results alike. Output parameters are written last, when nothing can fail any more.
// - Every error says which argument, what was wrong with it and, where that does not follow from the code and the function,
//   which rule: `return fail(XR_ERROR_X, "createInfo->width", "is %u", width)` of failure.hpp, and names for check_type(info,
//   TYPE, "createInfo"), check_pointer(out, "space"), find_or_error<Space>(handle, "baseSpace"), copy_out(..., "formats"). Names
//   are those of the specification's prototypes. The guard adds the function and reports (report.hpp); a plain `return
//   XR_ERROR_X` is told in the code's general words only, and a test (error_reports_test.cpp) minds.
// - Arguments: check_type(), find_in_chain(), copy_out(), fill_out(), text_of() of structures.hpp. Unknown structures
// in
//   a chain are passed over. The order of checks: handle, structure type, then the function's own rules.
// - Instance (instance.hpp) gives service(), lost(), device_segment(), client_segment(), now(), events(), has(Feature),
//   api_version(). Session (session.hpp) gives state(), is_focused(), is_running(), view_configuration().
// - Input owns InstanceInput (instance_input.hpp: path store, suggested bindings, ...) and SessionInput
//   (session_input.hpp: attached action sets, current profiles, ...), made with and owned by Instance and Session and
//   reached by input(). They lock for themselves. Space (space.hpp) says what xrEndFrame needs of a space.
// - SessionGraphics (session_graphics.hpp) is filled from the structure chained to XrSessionCreateInfo; the functions
//   xrGet*GraphicsRequirements* call Instance::note_graphics_requirements().
// - Every function may be called from any thread. Nothing is locked while waiting.
#pragma once

#include <type_traits>

#include "state_trackers/oxr/core/openxr_headers.hpp"

/// The functions of everything in Feature, by the headers' lists, alphabetical, a line each. The lists lack a function that
/// is an alias of another, so that one is named here.
// clang-format off
#define XRT_OXR_LIST_FUNCTIONS(_) \
    XR_LIST_FUNCTIONS_XR_VERSION_1_0(_) \
    XR_LIST_FUNCTIONS_XR_VERSION_1_1(_) \
    XR_LIST_FUNCTIONS_XR_EXT_conformance_automation(_) \
    XR_LIST_FUNCTIONS_XR_EXT_debug_utils(_) \
    XR_LIST_FUNCTIONS_XR_EXT_future(_) \
    XR_LIST_FUNCTIONS_XR_EXT_hand_tracking(_) \
    XR_LIST_FUNCTIONS_XR_EXT_interaction_render_model(_) \
    XR_LIST_FUNCTIONS_XR_EXT_performance_settings(_) \
    XR_LIST_FUNCTIONS_XR_EXT_plane_detection(_) \
    XR_LIST_FUNCTIONS_XR_EXT_render_model(_) \
    XR_LIST_FUNCTIONS_XR_EXT_thermal_query(_) \
    XR_LIST_FUNCTIONS_XR_FB_display_refresh_rate(_) \
    XR_LIST_FUNCTIONS_XR_FB_foveation(_) \
    XR_LIST_FUNCTIONS_XR_FB_passthrough(_) \
    XR_LIST_FUNCTIONS_XR_FB_swapchain_update_state(_) \
    XR_LIST_FUNCTIONS_XR_HTCX_vive_tracker_interaction(_) \
    XR_LIST_FUNCTIONS_XR_KHR_convert_timespec_time(_) \
    _(LocateSpacesKHR, KHR_locate_spaces) \
    XR_LIST_FUNCTIONS_XR_KHR_opengl_enable(_) \
    XR_LIST_FUNCTIONS_XR_KHR_opengl_es_enable(_) \
    XR_LIST_FUNCTIONS_XR_KHR_visibility_mask(_) \
    XR_LIST_FUNCTIONS_XR_KHR_vulkan_enable(_) \
    XR_LIST_FUNCTIONS_XR_KHR_vulkan_enable2(_) \
    _(GetVulkanGraphicsRequirements2KHR, KHR_vulkan_enable2) \
    XR_LIST_FUNCTIONS_XR_META_performance_metrics(_) \
    XR_LIST_FUNCTIONS_XR_MSFT_controller_model(_) \
    // the end
// clang-format on

namespace xrt::oxr::api {

#define XRT_OXR_DECLARE(name, feature) std::remove_pointer_t<PFN_xr##name> xr##name;
XRT_OXR_LIST_FUNCTIONS(XRT_OXR_DECLARE)
#undef XRT_OXR_DECLARE

}  // namespace xrt::oxr::api
