// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/messenger.hpp"

#include <atomic>

#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/debug/annotated_message.hpp"
#include "state_trackers/oxr/debug/deferred_messages.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

constinit std::atomic<uint32_t> listener_count{0};
constinit thread_local const MessengerSettings* temporary_messenger = nullptr;

constexpr XrDebugUtilsMessageSeverityFlagsEXT all_severities =
    XR_DEBUG_UTILS_MESSAGE_SEVERITY_VERBOSE_BIT_EXT | XR_DEBUG_UTILS_MESSAGE_SEVERITY_INFO_BIT_EXT |
    XR_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
constexpr XrDebugUtilsMessageTypeFlagsEXT all_types =
    XR_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT | XR_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT |
    XR_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT | XR_DEBUG_UTILS_MESSAGE_TYPE_CONFORMANCE_BIT_EXT;

/// In the API's form; 0 stands for none.
std::vector<XrDebugUtilsObjectNameInfoEXT> objects_of(const std::array<uint64_t, 2>& handles) {
    std::vector<XrDebugUtilsObjectNameInfoEXT> objects;
    for (const uint64_t handle : handles) {
        if (handle == 0) continue;
        objects.push_back(
            {XR_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT, nullptr, handle_table().type_of(handle), handle, nullptr});
    }
    return objects;
}

}  // namespace

Listener::Listener() {
    listener_count.fetch_add(1, std::memory_order_relaxed);
    begin_listening_to_log();
}

Listener::~Listener() {
    end_listening_to_log();
    listener_count.fetch_sub(1, std::memory_order_relaxed);
}

TemporaryMessenger::TemporaryMessenger(const MessengerSettings* settings) {
    if (settings == nullptr) return;
    listener_ = std::make_unique<Listener>();
    temporary_messenger = settings;
}

TemporaryMessenger::~TemporaryMessenger() {
    if (listener_ != nullptr) temporary_messenger = nullptr;
}

Outcome<MessengerSettings> check_messenger(const XrDebugUtilsMessengerCreateInfoEXT* info) {
    TRY(check_type(info, XR_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT, "createInfo"));
    if (info->messageSeverities == 0 || (info->messageSeverities & ~all_severities) != 0) {
        return fail(
            XR_ERROR_VALIDATION_FAILURE,
            {"createInfo->messageSeverities",
             info->messageSeverities == 0 ? "VUID-XrDebugUtilsMessengerCreateInfoEXT-messageSeverities-requiredbitmask"
                                          : "VUID-XrDebugUtilsMessengerCreateInfoEXT-messageSeverities-parameter"},
            "is %#llx", static_cast<unsigned long long>(info->messageSeverities));
    }
    if (info->messageTypes == 0 || (info->messageTypes & ~all_types) != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->messageTypes",
                     info->messageTypes == 0 ? "VUID-XrDebugUtilsMessengerCreateInfoEXT-messageTypes-requiredbitmask"
                                             : "VUID-XrDebugUtilsMessengerCreateInfoEXT-messageTypes-parameter"},
                    "is %#llx", static_cast<unsigned long long>(info->messageTypes));
    }
    TRY(check_pointer(reinterpret_cast<const void*>(info->userCallback),
                      {"createInfo->userCallback", "XrDebugUtilsMessengerCreateInfoEXT"}));
    return MessengerSettings{info->messageSeverities, info->messageTypes, info->userCallback, info->userData};
}

/// The answer says whether an API layer should abort the call. A runtime's messages come when it has been decided.
void MessengerSettings::send(const MessageKind& kind, const XrDebugUtilsMessengerCallbackDataEXT& data) const {
    if (wants(kind)) (void)callback(kind.severity, kind.types, &data, user_data);
}

void send_to_messengers(uint64_t instance, const MessageKind& kind, const XrDebugUtilsMessengerCallbackDataEXT& data) {
    const AnnotatedMessage message(data);
    for (const auto& messenger : handle_table().all<Messenger>()) {
        const bool concerned = instance == 0 || messenger->instance().raw_handle() == instance;
        if (concerned) messenger->settings().send(kind, message.data());
    }
    if (temporary_messenger != nullptr) temporary_messenger->send(kind, message.data());
}

void deliver(const Message& message) {
    auto objects = objects_of(message.objects);
    XrDebugUtilsMessengerCallbackDataEXT data{XR_TYPE_DEBUG_UTILS_MESSENGER_CALLBACK_DATA_EXT};
    data.messageId = message.id;
    data.functionName = message.function;
    data.message = message.text.c_str();
    data.objectCount = static_cast<uint32_t>(objects.size());
    data.objects = objects.data();
    const uint64_t instance = handle_table().ancestor(message.objects[0], XR_OBJECT_TYPE_INSTANCE);
    send_to_messengers(instance, message.kind, data);
}

bool has_listeners() { return listener_count.load(std::memory_order_relaxed) != 0; }

}  // namespace xrt::oxr
