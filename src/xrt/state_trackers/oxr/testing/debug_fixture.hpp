// SPDX-License-Identifier: BSL-1.0
//
// For tests: an instance with a debug messenger that remembers what it was told.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {

/// What a messenger heard, copied: the API's structures live only as long as the callback.
struct HeardMessage {
    XrDebugUtilsMessageSeverityFlagsEXT severity = 0;
    XrDebugUtilsMessageTypeFlagsEXT types = 0;
    std::string id, function, text;
    struct NamedObject {
        XrObjectType type = XR_OBJECT_TYPE_UNKNOWN;
        uint64_t handle = 0;
        std::string name;
        bool operator==(const NamedObject&) const = default;
    };
    std::vector<NamedObject> objects;
    std::vector<std::string> labels;
};

/// Thread-safe. Give &Ear::callback as callback and the Ear as user data.
class Ear {
 public:
    static XRAPI_ATTR XrBool32 XRAPI_CALL callback(XrDebugUtilsMessageSeverityFlagsEXT severity,
                                                   XrDebugUtilsMessageTypeFlagsEXT types,
                                                   const XrDebugUtilsMessengerCallbackDataEXT* data, void* user_data) {
        static_cast<Ear*>(user_data)->hear(severity, types, *data);
        return XR_FALSE;
    }

    /// All so far, and forgets them.
    std::vector<HeardMessage> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(heard_, {});
    }
    /// The only one; fails if there is not exactly one.
    HeardMessage take_one() {
        const std::vector<HeardMessage> all = take();
        EXPECT_EQ(all.size(), 1u);
        return all.empty() ? HeardMessage{} : all.front();
    }

    XrDebugUtilsMessengerCreateInfoEXT everything() {
        return {XR_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT, nullptr, 0x1111, 0xf, &callback, this};
    }

 private:
    void hear(XrDebugUtilsMessageSeverityFlagsEXT severity, XrDebugUtilsMessageTypeFlagsEXT types,
              const XrDebugUtilsMessengerCallbackDataEXT& data) {
        HeardMessage message{severity, types, {}, {}, data.message, {}, {}};
        if (data.messageId != nullptr) message.id = data.messageId;
        if (data.functionName != nullptr) message.function = data.functionName;
        for (uint32_t i = 0; i < data.objectCount; ++i) {
            const XrDebugUtilsObjectNameInfoEXT& each = data.objects[i];
            message.objects.push_back(
                {each.objectType, each.objectHandle, each.objectName == nullptr ? "" : each.objectName});
        }
        for (uint32_t i = 0; i < data.sessionLabelCount; ++i)
            message.labels.emplace_back(data.sessionLabels[i].labelName);
        const std::lock_guard lock(mutex_);
        heard_.push_back(std::move(message));
    }

    std::mutex mutex_;
    std::vector<HeardMessage> heard_;
};

class DebugFixture : public RuntimeFixture {
 protected:
    DebugFixture() { messenger = listen(ear.everything()); }

    XrDebugUtilsMessengerEXT listen(const XrDebugUtilsMessengerCreateInfoEXT& info) {
        XrDebugUtilsMessengerEXT made = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateDebugUtilsMessengerEXT(instance, &info, &made), XR_SUCCESS);
        return made;
    }
    XrResult name(XrObjectType type, uint64_t handle, const char* text) {
        const XrDebugUtilsObjectNameInfoEXT info{XR_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT, nullptr, type, handle, text};
        return api::xrSetDebugUtilsObjectNameEXT(instance, &info);
    }

    Ear ear;
    XrDebugUtilsMessengerEXT messenger = XR_NULL_HANDLE;
};

}  // namespace xrt::oxr
