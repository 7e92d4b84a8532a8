// SPDX-License-Identifier: BSL-1.0
//
// The models of the devices that a session's actions are bound to (XR_EXT_interaction_render_model), by their ids. An id is good
// until the device becomes another one; a device that only went away keeps its id. What there is changes in xrSyncActions alone.
// Owned by the Session. Thread-safe.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/models/controller_model.hpp"
#include "xrt/user_path.hpp"

namespace xrt::oxr {

class AttachedActions;

/// A glTF file, known by what it is made of.
struct ModelAsset {
    explicit ModelAsset(ControllerModel made);

    const ControllerModel model;
    const std::vector<uint8_t> glb;
    const XrUuidEXT id;
};

/// A device that there is a model of.
struct InteractionModel {
    XrRenderModelIdEXT id = XR_NULL_RENDER_MODEL_ID_EXT;
    UserPath user = UserPath::left_hand;
    uint32_t pose = 0;  ///< of the model's origin: index into DeviceSegment::poses
    std::string interaction_profile;
    std::shared_ptr<const ModelAsset> asset;
    std::atomic<bool> is_there{true};  ///< false: the device has become another one, for good
};

class InteractionModels {
 public:
    /// After a sync. True: the list of ids has changed. Nothing is done while devices are as they were.
    bool take_over(const AttachedActions& actions);

    std::vector<XrRenderModelIdEXT> ids() const;
    /// Null for an id that is none, or none any more.
    std::shared_ptr<const InteractionModel> find(XrRenderModelIdEXT id) const;

    /// The application knows the asset's id now, and may ask for the asset.
    void tell(const std::shared_ptr<const ModelAsset>& asset);
    /// Null for an id that was never told.
    std::shared_ptr<const ModelAsset> find_told(const XrUuidEXT& id) const;

 private:
    using Model = std::shared_ptr<InteractionModel>;
    struct State {
        std::optional<uint32_t> generation;  ///< of the device table
        std::vector<Model> models;           ///< by user path
        XrRenderModelIdEXT last_id = XR_NULL_RENDER_MODEL_ID_EXT;
        std::vector<std::shared_ptr<const ModelAsset>> assets, told;
    };

    static bool update(State& state, const AttachedActions& actions, UserPath user);
    static std::shared_ptr<const ModelAsset> asset_for(State& state, ControllerModel model);

    Guarded<State> state_;
};

}  // namespace xrt::oxr
