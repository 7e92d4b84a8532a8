// SPDX-License-Identifier: BSL-1.0
//
// The functions of XR_EXT_debug_utils.
#include <bit>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/debug/messenger.hpp"
#include "state_trackers/oxr/debug/session_labels.hpp"
#include "state_trackers/oxr/debug/suspicion.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

Outcome<> create_messenger(Instance& instance, const XrDebugUtilsMessengerCreateInfoEXT* info,
                           XrDebugUtilsMessengerEXT* messenger) {
    TRY(check_pointer(messenger, "messenger"));
    const MessengerSettings settings = TRY(check_messenger(info));
    auto owner = TRY(find_or_error<Instance>(from_raw<XrInstance>(instance.raw_handle())));
    return handle_table().insert(std::make_shared<Messenger>(std::move(owner), settings), instance.raw_handle(),
                                 messenger);
}

Outcome<> set_name(const Instance& instance, const XrDebugUtilsObjectNameInfoEXT* info) {
    TRY(check_type(info, XR_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT, "nameInfo"));
    if (info->objectType == XR_OBJECT_TYPE_UNKNOWN) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"nameInfo->objectType", "xrSetDebugUtilsObjectNameEXT"},
                    "is XR_OBJECT_TYPE_UNKNOWN");
    }
    HandleTable& table = handle_table();
    const bool is_ours = table.type_of(info->objectHandle) == info->objectType &&
                         table.ancestor(info->objectHandle, XR_OBJECT_TYPE_INSTANCE) == instance.raw_handle();
    if (!is_ours) {
        return fail(XR_ERROR_HANDLE_INVALID, {"nameInfo->objectHandle", "XrDebugUtilsObjectNameInfoEXT"},
                    "is no handle of a living object of that type in this instance");
    }
    return table.set_name(info->objectHandle, info->objectType, info->objectName == nullptr ? "" : info->objectName);
}

Outcome<> submit(const Instance& instance, const MessageKind& kind, const XrDebugUtilsMessengerCallbackDataEXT* data) {
    if (!std::has_single_bit(kind.severity)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "messageSeverity", "is %#llx; it must be a single bit",
                    static_cast<unsigned long long>(kind.severity));
    }
    if (kind.types == 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"messageTypes", "VUID-xrSubmitDebugUtilsMessageEXT-messageTypes-requiredbitmask"}, "is 0");
    }
    TRY(check_type(data, XR_TYPE_DEBUG_UTILS_MESSENGER_CALLBACK_DATA_EXT, "callbackData"));
    TRY(check_pointer(data->message,
                      {"callbackData->message", "VUID-XrDebugUtilsMessengerCallbackDataEXT-message-parameter"}));
    if (data->objectCount != 0) {
        TRY(check_pointer(data->objects,
                          {"callbackData->objects", "VUID-XrDebugUtilsMessengerCallbackDataEXT-objects-parameter"}));
    }
    for (uint32_t i = 0; i < data->objectCount; ++i) {
        if (data->objects[i].objectType != XR_OBJECT_TYPE_UNKNOWN) continue;
        return fail(XR_ERROR_VALIDATION_FAILURE, {"callbackData->objects", "xrSubmitDebugUtilsMessageEXT"},
                    "has an element, number %u, of XR_OBJECT_TYPE_UNKNOWN", i);
    }
    send_to_messengers(instance.raw_handle(), kind, *data);
    return XR_SUCCESS;
}

Outcome<std::string> label_of(const XrDebugUtilsLabelEXT* info) {
    TRY(check_type(info, XR_TYPE_DEBUG_UTILS_LABEL_EXT, "labelInfo"));
    TRY(check_pointer(info->labelName, {"labelInfo->labelName", "VUID-XrDebugUtilsLabelEXT-labelName-parameter"}));
    return std::string(info->labelName);
}

}  // namespace

XrResult api::xrCreateDebugUtilsMessengerEXT(XrInstance instance, const XrDebugUtilsMessengerCreateInfoEXT* createInfo,
                                             XrDebugUtilsMessengerEXT* messenger) {
    return call_even_if_lost<Instance>(instance,
                                       [&](Instance& i) { return create_messenger(i, createInfo, messenger); });
}

XrResult api::xrDestroyDebugUtilsMessengerEXT(XrDebugUtilsMessengerEXT messenger) {
    return destroy<Messenger>(messenger);
}

XrResult api::xrSetDebugUtilsObjectNameEXT(XrInstance instance, const XrDebugUtilsObjectNameInfoEXT* nameInfo) {
    return call_even_if_lost<Instance>(instance, [&](Instance& i) { return set_name(i, nameInfo); });
}

XrResult api::xrSubmitDebugUtilsMessageEXT(XrInstance instance, XrDebugUtilsMessageSeverityFlagsEXT messageSeverity,
                                           XrDebugUtilsMessageTypeFlagsEXT messageTypes,
                                           const XrDebugUtilsMessengerCallbackDataEXT* callbackData) {
    return call_even_if_lost<Instance>(instance, [&](Instance& i) {
        return submit(i, {messageSeverity, messageTypes}, callbackData);
    });
}

XrResult api::xrSessionBeginDebugUtilsLabelRegionEXT(XrSession session, const XrDebugUtilsLabelEXT* labelInfo) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        std::string text = TRY(label_of(labelInfo));
        return s.labels().begin_region(std::move(text));
    });
}

XrResult api::xrSessionEndDebugUtilsLabelRegionEXT(XrSession session) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        // No result of this function says that there was no region: it has none for a wrong order of calls.
        if (!s.labels().end_region() && is_strict()) {
            suspect(Suspicion::label_region_never_begun, to_raw(session), "xrSessionEndDebugUtilsLabelRegionEXT",
                    "a label region ends that was never begun");
        }
        return XR_SUCCESS;
    });
}

XrResult api::xrSessionInsertDebugUtilsLabelEXT(XrSession session, const XrDebugUtilsLabelEXT* labelInfo) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        s.labels().insert(TRY(label_of(labelInfo)));
        return XR_SUCCESS;
    });
}

}  // namespace xrt::oxr
