// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/result_meaning.hpp"

namespace xrt::oxr {

// One line a code: what a report says when the place that found the error said no more, and what counts as which gravity.
ResultMeaning meaning_of(XrResult code) {
    using enum Gravity;
    switch (code) {
        case XR_ERROR_VALIDATION_FAILURE:
            return {mistake, "is not valid"};
        case XR_ERROR_HANDLE_INVALID:
            return {mistake, "is no handle of a living object", "fundamentals-valid-usage-for-object-handles"};
        case XR_ERROR_SIZE_INSUFFICIENT:
            return {answer, "the array is too small", "fundamentals-buffer-size-parameters"};
        case XR_ERROR_FUNCTION_UNSUPPORTED:
            return {answer, "there is no such function, or its extension is not enabled", "xrGetInstanceProcAddr"};
        case XR_ERROR_FEATURE_UNSUPPORTED:
            return {answer, "this system cannot do that"};
        case XR_ERROR_API_VERSION_UNSUPPORTED:
            return {answer, "this runtime does not have that version",
                    "fundamentals-api-version-numbers-and-semantics"};
        case XR_ERROR_EXTENSION_NOT_PRESENT:
            return {answer, "this runtime does not have that extension", "instance-api-layers-and-extensions"};
        case XR_ERROR_API_LAYER_NOT_PRESENT:
            return {answer, "this runtime has no API layers", "instance-api-layers-and-extensions"};
        case XR_ERROR_FORM_FACTOR_UNSUPPORTED:
            return {answer, "this system has another form factor", "xrGetSystem"};
        case XR_ERROR_FORM_FACTOR_UNAVAILABLE:
            return {answer, "the device is not there now", "xrGetSystem"};
        case XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED:
            return {answer, "this system does not have that view configuration", "XrViewConfigurationType"};
        case XR_ERROR_REFERENCE_SPACE_UNSUPPORTED:
            return {answer, "this system does not have that reference space", "spaces-reference-spaces"};
        case XR_ERROR_PATH_UNSUPPORTED:
            return {answer, "is a path that may not stand here", "semantic-paths"};
        case XR_ERROR_INSTANCE_LOST:
            return {trouble, "the connection to the service is lost: destroy the instance", "instance-lost"};
        case XR_ERROR_SESSION_LOST:
            return {trouble, "the session is lost: destroy it", "XR_SESSION_STATE_LOSS_PENDING"};
        case XR_ERROR_RUNTIME_FAILURE:
            return {trouble, "something failed inside the runtime", "fundamentals-errorcodes"};
        case XR_ERROR_RUNTIME_UNAVAILABLE:
            return {trouble, "the service cannot be reached", "fundamentals-errorcodes"};
        case XR_ERROR_OUT_OF_MEMORY:
            return {trouble, "there is not enough memory", "fundamentals-errorcodes"};
        case XR_ERROR_INITIALIZATION_FAILED:
            return {trouble, "what is needed could not be made", "fundamentals-errorcodes"};
        case XR_ERROR_LIMIT_REACHED:
            return {mistake, "there are as many as there can be", "fundamentals-errorcodes"};
        case XR_ERROR_TIME_INVALID:
            return {mistake, "is no time of this system", "fundamentals-time"};
        case XR_ERROR_POSE_INVALID:
            return {mistake, "is no pose: its orientation is no unit quaternion, or a number is not finite", "XrPosef"};
        case XR_ERROR_PATH_FORMAT_INVALID:
            return {mistake, "is no well-formed path", "semantic-paths-well-formed"};
        case XR_ERROR_PATH_INVALID:
            return {mistake, "is no path of this instance", "semantic-paths-path-atom-type"};
        case XR_ERROR_PATH_COUNT_EXCEEDED:
            return {mistake, "there are as many paths as there can be", "semantic-paths-path-atom-type"};
        case XR_ERROR_SYSTEM_INVALID:
            return {mistake, "is not what xrGetSystem gave", "xrGetSystem"};
        case XR_ERROR_SESSION_RUNNING:
            return {mistake, "runs already", "session-running"};
        case XR_ERROR_SESSION_NOT_RUNNING:
            return {mistake, "does not run", "session-not-running"};
        case XR_ERROR_SESSION_NOT_READY:
            return {mistake, "is not in the state READY", "XR_SESSION_STATE_READY"};
        case XR_ERROR_SESSION_NOT_STOPPING:
            return {mistake, "is not in the state STOPPING", "XR_SESSION_STATE_STOPPING"};
        case XR_ERROR_CALL_ORDER_INVALID:
            return {mistake, "comes at the wrong moment"};
        case XR_ERROR_GRAPHICS_DEVICE_INVALID:
            return {mistake, "is no graphics device that fits this system", "session-creation"};
        case XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING:
            return {mistake, "the graphics requirements have not been asked for", "session-creation"};
        case XR_ERROR_LAYER_INVALID:
            return {mistake, "is no layer that can be shown", "rendering-frame-submission"};
        case XR_ERROR_LAYER_LIMIT_EXCEEDED:
            return {mistake, "there are too many layers", "rendering-frame-submission"};
        case XR_ERROR_SWAPCHAIN_RECT_INVALID:
            return {mistake, "is not inside the image", "XrSwapchainSubImage"};
        case XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED:
            return {mistake, "is not among the formats that were enumerated", "xrEnumerateSwapchainFormats"};
        case XR_ERROR_ENVIRONMENT_BLEND_MODE_UNSUPPORTED:
            return {mistake, "is not among the modes that were enumerated", "rendering-environment-blend-mode"};
        case XR_ERROR_ACTION_TYPE_MISMATCH:
            return {mistake, "is an action of another type", "input-reading-input-action-state"};
        case XR_ERROR_ACTIONSET_NOT_ATTACHED:
            return {mistake, "is not attached to the session", "xrAttachSessionActionSets"};
        case XR_ERROR_ACTIONSETS_ALREADY_ATTACHED:
            return {mistake, "comes after action sets have been attached", "xrAttachSessionActionSets"};
        case XR_ERROR_NAME_DUPLICATED:
        case XR_ERROR_LOCALIZED_NAME_DUPLICATED:
            return {mistake, "is another one's name"};
        case XR_ERROR_NAME_INVALID:
        case XR_ERROR_LOCALIZED_NAME_INVALID:
            return {mistake, "is empty, or not terminated"};
        default:
            return {};
    }
}

}  // namespace xrt::oxr
