// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/instance_input.hpp"

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/action.hpp"
#include "state_trackers/oxr/input/binding_modifications.hpp"
#include "state_trackers/oxr/input/user_path.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {

namespace {

OriginSet enabled_origins(const Instance& instance) {
    OriginSet origins{Origin::version_1_0};
    if (instance.has(Feature::VERSION_1_1)) origins.add(Origin::version_1_1);
    for (const Origin origin : all_origins()) {
        const std::optional<Feature> extension = find_extension(to_string(origin));
        if (extension && instance.has(*extension)) origins.add(origin);
    }
    return origins;
}

UserPathSet enabled_users(OriginSet origins) {
    UserPathSet users;
    for (const UserPath user : user_paths) {
        if (is_enabled(user, origins)) users.add(user);
    }
    return users;
}

}  // namespace

InstanceInput::InstanceInput(Instance& instance)
    : instance_(instance),
      origins_(enabled_origins(instance)),
      users_(enabled_users(origins_)),
      trackers_(instance.device_segment(), paths_) {}

std::optional<UserPath> InstanceInput::find_user(XrPath path) const {
    const std::optional<UserPath> user = PathStore::user_path(path);
    if (user) return has(*user) ? user : std::nullopt;
    if (!has_trackers()) return std::nullopt;
    auto text = paths_.text(path);
    return text.ok() ? trackers_.find_role(*text) : std::nullopt;
}

std::optional<BindingPath> InstanceInput::split(std::string_view path) const {
    const std::optional<BindingPath> parts = split_binding_path(path);
    if (!parts && has_trackers()) return trackers_.split(path);
    return parts && has(parts->user) ? parts : std::nullopt;
}

Outcome<std::shared_ptr<ActionSetRecord>> InstanceInput::add_action_set(const Names& names, uint32_t priority) {
    auto set = std::make_shared<ActionSetRecord>(names, priority);
    auto locked = state_.lock();
    for (const auto& each : locked->named_sets) {
        if (each->names().name == names.name) {
            return fail(XR_ERROR_NAME_DUPLICATED, "createInfo->actionSetName",
                        "is \"%s\", which another action set has", names.name.c_str());
        }
    }
    for (const auto& each : locked->named_sets) {
        if (each->names().localized_name == names.localized_name) {
            return fail(XR_ERROR_LOCALIZED_NAME_DUPLICATED, "createInfo->localizedActionSetName",
                        "is \"%s\", which another action set has", names.localized_name.c_str());
        }
    }
    locked->named_sets.push_back(set);
    return set;
}

void InstanceInput::free_names(const ActionSetRecord& set) {
    state_.with(
        [&](State& state) { std::erase_if(state.named_sets, [&](const auto& each) { return each.get() == &set; }); });
}

Outcome<SuggestedBinding> InstanceInput::check(const InteractionProfile& profile,
                                               const XrActionSuggestedBinding& binding) const {
    const std::shared_ptr<Action> action = TRY(find_or_error<Action>(
        binding.action, {"suggestedBindings->suggestedBindings", "VUID-XrActionSuggestedBinding-action-parameter"}));
    TRY(action->check_instance(instance_));
    const std::string_view path = TRY(paths_.text(binding.binding, "suggestedBindings->suggestedBindings"));
    const std::optional<BindingPath> parts = split(path);
    if (!parts || !accepts_binding(profile, parts->user, parts->subpath, origins_)) {
        return fail(XR_ERROR_PATH_UNSUPPORTED,
                    {"suggestedBindings->suggestedBindings", "semantic-paths-interaction-profiles"},
                    "have %s for the action \"%s\", which %s does not have", std::string(path).c_str(),
                    action->record().names.name.c_str(), std::string(profile.path).c_str());
    }
    if (action->set()->is_frozen()) {
        return fail(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "suggestedBindings->suggestedBindings",
                    "have the action \"%s\", whose set has been attached to a session",
                    action->record().names.name.c_str());
    }
    return SuggestedBinding{action->set(), &action->record(), parts->user, std::string(parts->subpath)};
}

Outcome<> InstanceInput::suggest(const XrInteractionProfileSuggestedBinding* info) {
    TRY(check_type(info, XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING));
    const std::string_view path = TRY(paths_.text(info->interactionProfile, "suggestedBindings->interactionProfile"));
    if (info->countSuggestedBindings == 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"suggestedBindings->countSuggestedBindings",
                     "VUID-XrInteractionProfileSuggestedBinding-countSuggestedBindings-arraylength"},
                    "is 0");
    }
    TRY(check_pointer(info->suggestedBindings,
                      {"suggestedBindings->suggestedBindings",
                       "VUID-XrInteractionProfileSuggestedBinding-suggestedBindings-parameter"}));
    const InteractionProfile* profile = find_interaction_profile(path, origins_);
    if (profile == nullptr) {
        return fail(XR_ERROR_PATH_UNSUPPORTED,
                    {"suggestedBindings->interactionProfile", "semantic-paths-interaction-profiles"},
                    "is %s, which is no profile of what is enabled", std::string(path).c_str());
    }
    ProfileSuggestions suggestions;
    for (uint32_t i = 0; i < info->countSuggestedBindings; ++i) {
        suggestions.bindings.push_back(TRY(check(*profile, info->suggestedBindings[i])));
    }
    suggestions.dpads = TRY(read_dpads(*this, *profile, info->next));
    state_.with([&](State& state) { state.suggestions[profile] = std::move(suggestions); });
    return XR_SUCCESS;
}

SuggestedBindings InstanceInput::suggestions() const {
    return state_.with([](const State& state) { return state.suggestions; });
}

XrResult api::xrStringToPath(XrInstance instance, const char* string, XrPath* path) {
    return call_even_if_lost<Instance>(instance, [&](Instance& each) -> Outcome<> {
        TRY(check_pointer(string, "pathString"));
        TRY(check_pointer(path, "path"));
        *path = TRY(each.input().paths().intern(string));
        return XR_SUCCESS;
    });
}

XrResult api::xrPathToString(XrInstance instance, XrPath path, uint32_t capacity, uint32_t* count, char* buffer) {
    return call_even_if_lost<Instance>(instance, [&](Instance& each) -> Outcome<> {
        return copy_out(TRY(each.input().paths().text(path)), capacity, count, buffer);
    });
}

XrResult api::xrSuggestInteractionProfileBindings(XrInstance instance,
                                                  const XrInteractionProfileSuggestedBinding* suggestedBindings) {
    return call<Instance>(instance, [&](Instance& each) { return each.input().suggest(suggestedBindings); });
}

}  // namespace xrt::oxr
