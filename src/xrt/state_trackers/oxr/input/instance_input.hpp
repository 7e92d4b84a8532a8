// SPDX-License-Identifier: BSL-1.0
//
// What an instance knows of input: its paths, the names of its action sets, and the bindings that were suggested. Owned by
// the Instance. Thread-safe.
#pragma once

#include <memory>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/input/suggested_bindings.hpp"
#include "state_trackers/oxr/input/vive_trackers.hpp"
#include "state_trackers/oxr/instance/path_store.hpp"

namespace xrt::oxr {

class Instance;

class InstanceInput {
 public:
    explicit InstanceInput(Instance& instance);

    Instance& instance() { return instance_; }
    PathStore& paths() { return paths_; }
    const PathStore& paths() const { return paths_; }
    ViveTrackers& trackers() { return trackers_; }
    /// What the application enabled of that which brings interaction profiles and their paths.
    OriginSet origins() const { return origins_; }

    /// The user path that an atom stands for, if the application has it.
    std::optional<UserPath> find_user(XrPath path) const;
    /// A binding path taken apart, likewise.
    std::optional<BindingPath> split(std::string_view path) const;

    /// XR_ERROR_NAME_DUPLICATED, XR_ERROR_LOCALIZED_NAME_DUPLICATED.
    Outcome<std::shared_ptr<ActionSetRecord>> add_action_set(const Names& names, uint32_t priority);
    /// The handle is gone; its names may be used again.
    void free_names(const ActionSetRecord& set);

    /// xrSuggestInteractionProfileBindings.
    Outcome<> suggest(const XrInteractionProfileSuggestedBinding* info);
    SuggestedBindings suggestions() const;

 private:
    struct State {
        std::vector<std::shared_ptr<const ActionSetRecord>> named_sets;
        SuggestedBindings suggestions;
    };

    bool has(UserPath user) const { return users_.has(user); }
    bool has_trackers() const { return has(UserPath::tracker_waist); }
    Outcome<SuggestedBinding> check(const InteractionProfile& profile, const XrActionSuggestedBinding& binding) const;

    Instance& instance_;
    const OriginSet origins_;
    const UserPathSet users_;
    PathStore paths_;
    ViveTrackers trackers_;
    Guarded<State> state_;
};

}  // namespace xrt::oxr
