// SPDX-License-Identifier: BSL-1.0
//
// What a debug messenger is given, completed with what the runtime knows (XR_EXT_debug_utils): the names that objects were given,
// and the labels that hold in the sessions that they belong to. Runtime's and application's own messages go through here alike.
#pragma once

#include <string>
#include <vector>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

/// Made for one delivery: refers to what `data` refers to.
class AnnotatedMessage {
 public:
    explicit AnnotatedMessage(const XrDebugUtilsMessengerCallbackDataEXT& data);
    AnnotatedMessage(const AnnotatedMessage&) = delete;
    AnnotatedMessage& operator=(const AnnotatedMessage&) = delete;

    const XrDebugUtilsMessengerCallbackDataEXT& data() const { return data_; }

 private:
    void name_objects();
    void add_labels();

    XrDebugUtilsMessengerCallbackDataEXT data_;
    std::vector<XrDebugUtilsObjectNameInfoEXT> objects_;
    std::vector<std::string> names_;
    std::vector<std::string> label_texts_;
    std::vector<XrDebugUtilsLabelEXT> labels_;
};

}  // namespace xrt::oxr
