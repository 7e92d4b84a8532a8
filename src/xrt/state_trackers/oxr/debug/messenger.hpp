// SPDX-License-Identifier: BSL-1.0
//
// XrDebugUtilsMessengerEXT: a callback of the application and what it wants to hear of (XR_EXT_debug_utils). Called only by
// deliver() of message.hpp, on the thread of the call that the message is about, and never under a lock.
#pragma once

#include <memory>

#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/debug/message.hpp"

namespace xrt::oxr {

class Instance;

struct MessengerSettings {
    XrDebugUtilsMessageSeverityFlagsEXT severities = 0;
    XrDebugUtilsMessageTypeFlagsEXT types = 0;
    PFN_xrDebugUtilsMessengerCallbackEXT callback = nullptr;
    void* user_data = nullptr;

    bool wants(const MessageKind& kind) const { return (kind.severity & severities) != 0 && (kind.types & types) != 0; }
    void send(const MessageKind& kind, const XrDebugUtilsMessengerCallbackDataEXT& data) const;
};

Outcome<MessengerSettings> check_messenger(const XrDebugUtilsMessengerCreateInfoEXT* info);

/// Counts as somebody who listens, from its construction to its end.
class Listener {
 public:
    Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();
};

class Messenger final : public Object {
 public:
    using Handle = XrDebugUtilsMessengerEXT;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_DEBUG_UTILS_MESSENGER_EXT;

    Messenger(std::shared_ptr<Instance> instance, const MessengerSettings& settings)
        : instance_(std::move(instance)), settings_(settings) {}

    Instance& instance() { return *instance_; }
    const MessengerSettings& settings() const { return settings_; }

 private:
    const std::shared_ptr<Instance> instance_;
    const MessengerSettings settings_;
    const Listener listener_;
};

/// The messenger in the chain of XrInstanceCreateInfo: it hears what this thread's call says while this object lives, which is
/// as long as xrCreateInstance, and again as long as xrDestroyInstance. One at a time.
class TemporaryMessenger {
 public:
    explicit TemporaryMessenger(const MessengerSettings* settings);
    TemporaryMessenger(const TemporaryMessenger&) = delete;
    TemporaryMessenger& operator=(const TemporaryMessenger&) = delete;
    ~TemporaryMessenger();

 private:
    std::unique_ptr<Listener> listener_;
};

/// To the messengers of one instance, or of all if it is 0, with the names of objects and the labels of sessions added.
void send_to_messengers(uint64_t instance, const MessageKind& kind, const XrDebugUtilsMessengerCallbackDataEXT& data);

}  // namespace xrt::oxr
