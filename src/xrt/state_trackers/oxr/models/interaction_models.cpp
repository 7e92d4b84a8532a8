// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/models/interaction_models.hpp"

#include <algorithm>
#include <cstring>

#include "auxiliary/interaction/user_paths.hpp"
#include "state_trackers/oxr/core/named_uuid.hpp"
#include "state_trackers/oxr/input/attached_actions.hpp"

namespace xrt::oxr {
namespace {

constexpr std::string_view model_pose = "/input/grip/pose";

std::string_view text_of(const std::vector<uint8_t>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool is_same(const XrUuidEXT& one, const XrUuidEXT& other) {
    return std::memcmp(one.data, other.data, sizeof(one.data)) == 0;
}

/// Bare hands hold nothing that could be shown.
bool is_hand(std::string_view interaction_profile) {
    return interaction_profile.find("/hand_interaction") != std::string_view::npos;
}

/// A device that is bound, has a place and something to show.
struct Candidate {
    uint32_t device = 0;
    uint32_t pose = 0;
    std::string_view interaction_profile;
};

std::optional<Candidate> find_candidate(const AttachedActions& actions, UserPath user) {
    const DeviceTable& devices = actions.devices();
    const std::optional<uint32_t> device = devices.find_device(user);
    const std::optional<uint32_t> pose = device ? devices.find_pose(*device, model_pose) : std::nullopt;
    if (!pose || !devices.is_present(*device) || !actions.is_bound(user)) return std::nullopt;
    const std::string_view profile = devices.interaction_profile(*device);
    if (profile.empty() || is_hand(profile)) return std::nullopt;
    return Candidate{*device, *pose, profile};
}

/// The device is away and may come back as what it was.
bool is_only_away(const AttachedActions& actions, const InteractionModel& model) {
    const DeviceTable& devices = actions.devices();
    const std::optional<uint32_t> device = devices.find_device(model.user);
    return device && !devices.is_present(*device) && devices.interaction_profile(*device) == model.interaction_profile;
}

}  // namespace

ModelAsset::ModelAsset(ControllerModel made) : model(std::move(made)), glb(model.glb()), id(named_uuid(text_of(glb))) {}

bool InteractionModels::take_over(const AttachedActions& actions) {
    return state_.with([&](State& state) {
        const uint32_t generation = actions.devices().generation();
        if (state.generation == generation) return false;
        state.generation = generation;
        bool has_changed = false;
        for (const UserPath user : user_paths) has_changed = update(state, actions, user) || has_changed;
        return has_changed;
    });
}

bool InteractionModels::update(State& state, const AttachedActions& actions, UserPath user) {
    const std::optional<Candidate> found = find_candidate(actions, user);
    const auto known = std::ranges::find_if(state.models, [&](const Model& each) { return each->user == user; });
    const bool is_known = known != state.models.end();
    if (is_known) {
        const InteractionModel& model = **known;
        const bool stays = found ? found->interaction_profile == model.interaction_profile && found->pose == model.pose
                                 : is_only_away(actions, model);
        if (stays) return false;
        (*known)->is_there = false;
        state.models.erase(known);
    }
    if (!found) return is_known;
    auto model = std::make_shared<InteractionModel>();
    model->id = ++state.last_id;
    model->user = user;
    model->pose = found->pose;
    model->interaction_profile = found->interaction_profile;
    model->asset = asset_for(state, ControllerModel(actions.devices().inputs_of(found->device)));
    state.models.push_back(std::move(model));
    return true;
}

/// Two controllers of a pair look alike.
std::shared_ptr<const ModelAsset> InteractionModels::asset_for(State& state, ControllerModel model) {
    auto made = std::make_shared<const ModelAsset>(std::move(model));
    const auto known =
        std::ranges::find_if(state.assets, [&](const auto& each) { return is_same(each->id, made->id); });
    if (known != state.assets.end()) return *known;
    state.assets.push_back(made);
    return made;
}

std::vector<XrRenderModelIdEXT> InteractionModels::ids() const {
    return state_.with([](const State& state) {
        std::vector<XrRenderModelIdEXT> ids;
        for (const Model& each : state.models) ids.push_back(each->id);
        return ids;
    });
}

std::shared_ptr<const InteractionModel> InteractionModels::find(XrRenderModelIdEXT id) const {
    return state_.with([&](const State& state) -> std::shared_ptr<const InteractionModel> {
        const auto found = std::ranges::find_if(state.models, [&](const Model& each) { return each->id == id; });
        return found == state.models.end() ? nullptr : *found;
    });
}

void InteractionModels::tell(const std::shared_ptr<const ModelAsset>& asset) {
    state_.with([&](State& state) {
        if (std::ranges::find(state.told, asset) == state.told.end()) state.told.push_back(asset);
    });
}

std::shared_ptr<const ModelAsset> InteractionModels::find_told(const XrUuidEXT& id) const {
    return state_.with([&](const State& state) -> std::shared_ptr<const ModelAsset> {
        const auto found = std::ranges::find_if(state.told, [&](const auto& each) { return is_same(each->id, id); });
        return found == state.told.end() ? nullptr : *found;
    });
}

}  // namespace xrt::oxr
