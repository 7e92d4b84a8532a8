// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/mistake.hpp"

#include "proto/mistake.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

void tell(Instance& instance, const std::string& text) {
    if (instance.lost() || instance.usage_counts().told_mistakes++ >= proto::max_told_mistakes) return;
    // If the service goes away meanwhile, there is nobody to be told.
    (void)instance.service().note_mistake(text.substr(0, proto::max_mistake_text));
}

}  // namespace

void tell_service_of_mistake(uint64_t object, const std::string& text) {
    const uint64_t handle = handle_table().ancestor(object, XR_OBJECT_TYPE_INSTANCE);
    if (const auto instance = handle_table().find<Instance>(from_raw<XrInstance>(handle))) return tell(*instance, text);
    for (const auto& instance : handle_table().all<Instance>()) tell(*instance, text);
}

}  // namespace xrt::oxr
