// SPDX-License-Identifier: BSL-1.0
//
// The OpenXR headers as this folder uses them: with the platform's parts, without prototypes (ours are in api.hpp).
#pragma once

#include <EGL/egl.h>
#include <vulkan/vulkan.h>

#include <ctime>

// What XrGraphicsBindingOpenGLXlibKHR mentions, as Xlib.h and glx.h declare it. Those headers themselves define None,
// Bool, Status and their like as macros.
using Display = struct _XDisplay;
using GLXFBConfig = struct __GLXFBConfigRec*;
using GLXContext = struct __GLXcontextRec*;
using GLXDrawable = unsigned long;

#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>
#include <openxr/openxr_reflection.h>

// Later than the oldest headers that we build with.
#ifndef XR_KHR_generic_controller
#define XR_KHR_generic_controller 1
#define XR_KHR_generic_controller_SPEC_VERSION 1
#define XR_KHR_GENERIC_CONTROLLER_EXTENSION_NAME "XR_KHR_generic_controller"
#endif
#ifndef XR_EXT_view_configuration_views_change
#define XR_EXT_view_configuration_views_change 1
#define XR_EXT_view_configuration_views_change_SPEC_VERSION 1
#define XR_EXT_VIEW_CONFIGURATION_VIEWS_CHANGE_EXTENSION_NAME "XR_EXT_view_configuration_views_change"
inline constexpr XrStructureType XR_TYPE_EVENT_DATA_VIEW_CONFIGURATION_VIEWS_CHANGED_EXT{
    static_cast<XrStructureType>(1000839000)};
struct XrEventDataViewConfigurationViewsChangedEXT {
    XrStructureType type;
    const void* next;
    XrSystemId systemId;
    XrViewConfigurationType viewConfigurationType;
};
#endif
