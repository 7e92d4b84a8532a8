// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/annotated_message.hpp"

#include <algorithm>

#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/debug/session_labels.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

using Objects = std::vector<XrDebugUtilsObjectNameInfoEXT>;

/// Empty for what has no name, and for what is no live object of the type that it is said to have.
std::string name_given_to(const XrDebugUtilsObjectNameInfoEXT& object) {
    HandleTable& table = handle_table();
    const bool is_ours = table.type_of(object.objectHandle) == object.objectType;
    return is_ours ? table.name_of(object.objectHandle) : std::string();
}

/// The sessions that the objects are or belong to, each once.
std::vector<uint64_t> sessions_of(const Objects& objects) {
    std::vector<uint64_t> sessions;
    for (const XrDebugUtilsObjectNameInfoEXT& object : objects) {
        const uint64_t session = handle_table().ancestor(object.objectHandle, XR_OBJECT_TYPE_SESSION);
        const bool is_new = std::find(sessions.begin(), sessions.end(), session) == sessions.end();
        if (session != 0 && is_new) sessions.push_back(session);
    }
    return sessions;
}

std::vector<std::string> labels_of(const std::vector<uint64_t>& sessions) {
    std::vector<std::string> labels;
    for (const uint64_t handle : sessions) {
        const auto session = handle_table().find<Session>(from_raw<XrSession>(handle));
        if (session == nullptr) continue;
        const std::vector<std::string> more = session->labels().newest_first();
        labels.insert(labels.end(), more.begin(), more.end());
    }
    return labels;
}

}  // namespace

AnnotatedMessage::AnnotatedMessage(const XrDebugUtilsMessengerCallbackDataEXT& data)
    : data_(data), objects_(data.objects, data.objects + data.objectCount) {
    name_objects();
    add_labels();
}

/// A name that an object was given goes before the one in the message: that may be old.
void AnnotatedMessage::name_objects() {
    for (const XrDebugUtilsObjectNameInfoEXT& object : objects_) names_.push_back(name_given_to(object));
    for (size_t i = 0; i < objects_.size(); ++i) {
        if (!names_[i].empty()) objects_[i].objectName = names_[i].c_str();
    }
    data_.objects = objects_.data();
}

/// Labels that came with the message are those of a layer that keeps them itself: they stay where the runtime knows of none.
void AnnotatedMessage::add_labels() {
    label_texts_ = labels_of(sessions_of(objects_));
    if (label_texts_.empty()) return;
    for (const std::string& text : label_texts_) {
        labels_.push_back({XR_TYPE_DEBUG_UTILS_LABEL_EXT, nullptr, text.c_str()});
    }
    data_.sessionLabelCount = static_cast<uint32_t>(labels_.size());
    data_.sessionLabels = labels_.data();
}

}  // namespace xrt::oxr
