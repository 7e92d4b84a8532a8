// SPDX-License-Identifier: BSL-1.0
//
// The system: one head-mounted display, as the device segment describes it.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/devices/device_properties.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/system_properties.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::oxr {
namespace {

/// No USB vendor made this, and Khronos gave it no id.
constexpr uint32_t vendor_id = 0;

Outcome<> get_system(const XrSystemGetInfo* info, XrSystemId* id) {
    TRY(check_type(info, XR_TYPE_SYSTEM_GET_INFO));
    TRY(check_pointer(id, "systemId"));
    if (info->formFactor != XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY) {
        return fail(XR_ERROR_FORM_FACTOR_UNSUPPORTED, "getInfo->formFactor",
                    "is %d; this system has XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY", static_cast<int>(info->formFactor));
    }
    *id = the_system_id;
    return XR_SUCCESS;
}

Outcome<> get_properties(const Instance& instance, XrSystemId id, XrSystemProperties* properties) {
    TRY(check_type(properties, XR_TYPE_SYSTEM_PROPERTIES));
    TRY(check_system(id));
    const Extent2D largest = largest_image(instance);
    properties->systemId = id;
    properties->vendorId = vendor_id;
    copy_text(head_device_name(instance), properties->systemName);
    properties->graphicsProperties = {largest.height, largest.width, static_cast<uint32_t>(max_layers)};
    properties->trackingProperties = {XR_TRUE, XR_TRUE};
    write_device_properties(instance, properties->next);
    write_extension_properties(instance, properties->next);
    return XR_SUCCESS;
}

}  // namespace

XrResult api::xrGetSystem(XrInstance instance, const XrSystemGetInfo* info, XrSystemId* id) {
    return call<Instance>(instance, [&](Instance&) { return get_system(info, id); });
}

XrResult api::xrGetSystemProperties(XrInstance instance, XrSystemId id, XrSystemProperties* properties) {
    return call<Instance>(instance, [&](Instance& i) { return get_properties(i, id, properties); });
}

}  // namespace xrt::oxr
