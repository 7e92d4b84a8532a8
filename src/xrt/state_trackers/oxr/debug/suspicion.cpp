// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/suspicion.hpp"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <map>
#include <string>

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/core/report.hpp"
#include "state_trackers/oxr/debug/deferred_messages.hpp"
#include "state_trackers/oxr/debug/repetition.hpp"
#include "state_trackers/oxr/debug/validation_level.hpp"
#include "state_trackers/oxr/frame/swapchain.hpp"
#include "state_trackers/oxr/input/action_set.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// The message's id, and the words of the summary.
struct Words {
    const char* id;
    const char* plural;
};
constexpr std::array<Words, static_cast<size_t>(Suspicion::count)> words{{
    {"monado-strict-action-set-never-synced", "action sets never synced"},
    {"monado-strict-frames-without-layers", "stretches of frames without layers"},
    {"monado-strict-image-never-released", "swapchains with images never released"},
    {"monado-strict-session-destroyed-running", "sessions destroyed while running"},
    {"monado-strict-handles-left", "kinds of handles left to the instance"},
    {"monado-strict-label-region-never-begun", "label regions ended that were never begun"},
}};

std::shared_ptr<Instance> instance_of(uint64_t object) {
    const uint64_t handle = handle_table().ancestor(object, XR_OBJECT_TYPE_INSTANCE);
    return handle_table().find<Instance>(from_raw<XrInstance>(handle));
}

void tell(const char* id, uint64_t object, const char* function, const std::string& text) {
    log_warning(report_area, "%s: %s (%s)", function, text.c_str(), id);
    defer_message({XR_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT, XR_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT}, id,
                  function, object, text);
}

/// "space", "action set"
std::string plain_name(XrObjectType type) {
    std::string name = handle_type_name(type).substr(2);
    for (size_t i = 1; i < name.size(); ++i) {
        if (name[i] >= 'A' && name[i] <= 'Z' && name[i - 1] >= 'a' && name[i - 1] <= 'z') name.insert(i, 1, ' ');
    }
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
}

void look_at(Swapchain& swapchain, const char* function) {
    if (const uint32_t kept = swapchain.acquired_count(); kept != 0) {
        suspect(Suspicion::image_never_released, swapchain.raw_handle(), function,
                "a swapchain ends with %u of its images acquired and not released", kept);
    }
}

void look_at(Session& session, const char* function) {
    if (session.is_running() && session.state() != XR_SESSION_STATE_LOSS_PENDING) {
        suspect(Suspicion::session_destroyed_running, session.raw_handle(), function,
                "a session ends that still runs: xrRequestExitSession, and xrEndSession in the state STOPPING, let it "
                "end in order");
    }
    for (const uint64_t each : handle_table().descendants(session.raw_handle())) {
        if (const auto swapchain = handle_table().find<Swapchain>(from_raw<XrSwapchain>(each)))
            look_at(*swapchain, function);
    }
}

void look_at_action_sets(uint64_t instance, const char* function) {
    for (const uint64_t each : handle_table().descendants(instance)) {
        const auto set = handle_table().find<ActionSet>(from_raw<XrActionSet>(each));
        if (set == nullptr || !set->record()->is_frozen() || set->record()->was_synced()) continue;
        suspect(Suspicion::action_set_never_synced, each, function,
                "the action set \"%s\" was attached to a session and never named in xrSyncActions: its actions were "
                "never active",
                set->record()->names().name.c_str());
    }
}

/// What belongs to something else that was left is left with it. Messengers are meant to live to the end.
void look_at_handles(uint64_t instance, const char* function) {
    std::map<XrObjectType, size_t> left;
    for (const uint64_t each : handle_table().descendants(instance)) ++left[handle_table().type_of(each)];
    left.erase(XR_OBJECT_TYPE_DEBUG_UTILS_MESSENGER_EXT);
    for (const auto& [type, count] : left) {
        suspect(Suspicion::handles_left, instance, function,
                "the instance ends with %zu handle%s of the type %s not destroyed", count, count == 1 ? "" : "s",
                plain_name(type).c_str());
    }
}

void summarize(Instance& instance, const char* function) {
    const UsageCounts& counts = instance.usage_counts();
    std::string text = std::to_string(counts.failed_calls) + " calls failed";
    for (size_t i = 0; i < words.size(); ++i) {
        if (counts.suspicions[i] == 0) continue;
        text.append("; ").append(std::to_string(counts.suspicions[i])).append(" ").append(words[i].plural);
    }
    tell("monado-strict-summary", instance.raw_handle(), function, "summary: " + text);
}

}  // namespace

bool is_strict() { return validation_level() == ValidationLevel::strict; }

void suspect(Suspicion what, uint64_t object, const char* function, const char* format, ...) {
    std::array<char, 400> text{};
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(text.data(), text.size(), format, arguments);
    va_end(arguments);
    const auto index = static_cast<size_t>(what);
    if (const auto instance = instance_of(object)) ++instance->usage_counts().suspicions[index];
    tell(words[index].id, object, function, text.data());
}

void look_before_end(uint64_t handle, const char* function) {
    if (const auto session = handle_table().find<Session>(from_raw<XrSession>(handle))) look_at(*session, function);
    const auto instance = handle_table().find<Instance>(from_raw<XrInstance>(handle));
    if (instance != nullptr) {
        for (const uint64_t each : handle_table().descendants(handle)) {
            if (const auto session = handle_table().find<Session>(from_raw<XrSession>(each)))
                look_at(*session, function);
        }
        look_at_action_sets(handle, function);
        look_at_handles(handle, function);
        summarize(*instance, function);
    }
    deliver_deferred_messages();
}

void count_failed_call(uint64_t object) {
    if (const auto instance = instance_of(object)) ++instance->usage_counts().failed_calls;
}

}  // namespace xrt::oxr
