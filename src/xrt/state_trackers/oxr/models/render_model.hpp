// SPDX-License-Identifier: BSL-1.0
//
// XrRenderModelEXT, XrRenderModelAssetEXT and the space of a model (XR_EXT_render_model). The only source of models is
// XR_EXT_interaction_render_model, so every model is one of a device.
#pragma once

#include <memory>
#include <vector>

#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/models/interaction_models.hpp"
#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {

class Instance;
class Session;

class RenderModel final : public Object {
 public:
    using Handle = XrRenderModelEXT;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_RENDER_MODEL_EXT;

    /// XR_ERROR_RENDER_MODEL_ID_INVALID_EXT for what is no id of the session's, or none any more.
    static Outcome<> create(std::shared_ptr<Session> session, const XrRenderModelCreateInfoEXT* info,
                            XrRenderModelEXT* handle);
    RenderModel(std::shared_ptr<Session> session, std::shared_ptr<const InteractionModel> model)
        : session_(std::move(session)), model_(std::move(model)) {}

    Instance& instance();
    Session& session() { return *session_; }
    const InteractionModel& model() const { return *model_; }

    Outcome<> get_properties(const XrRenderModelPropertiesGetInfoEXT* info, XrRenderModelPropertiesEXT* properties);
    Outcome<> get_state(const XrRenderModelStateGetInfoEXT* info, XrRenderModelStateEXT* state);
    /// The subaction paths of active actions that the device's input serves.
    Outcome<> enumerate_subactions(uint32_t capacity, uint32_t* count, XrPath* paths);
    /// Which of the paths the device belongs to.
    Outcome<> get_user_path(const XrInteractionRenderModelTopLevelUserPathGetInfoEXT* info, XrPath* path);

 private:
    const std::shared_ptr<Session> session_;
    const std::shared_ptr<const InteractionModel> model_;
};

/// The file and the names in it. Goes on when the model ends.
class RenderModelAsset final : public Object {
 public:
    using Handle = XrRenderModelAssetEXT;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_RENDER_MODEL_ASSET_EXT;

    /// XR_ERROR_RENDER_MODEL_ASSET_UNAVAILABLE_EXT for what xrGetRenderModelPropertiesEXT did not tell in this session.
    static Outcome<> create(std::shared_ptr<Session> session, const XrRenderModelAssetCreateInfoEXT* info,
                            XrRenderModelAssetEXT* handle);
    RenderModelAsset(std::shared_ptr<Session> session, std::shared_ptr<const ModelAsset> asset)
        : session_(std::move(session)), asset_(std::move(asset)) {}

    Instance& instance();
    Session& session() { return *session_; }

    Outcome<> get_data(XrRenderModelAssetDataEXT* data) const;
    Outcome<> get_properties(XrRenderModelAssetPropertiesEXT* properties) const;

 private:
    const std::shared_ptr<Session> session_;
    const std::shared_ptr<const ModelAsset> asset_;
};

/// Where the model is to be drawn. Nowhere while the session has no focus, and when the model's handle or its device is gone.
class RenderModelSpace final : public Space {
 public:
    static Outcome<> create(std::shared_ptr<Session> session, const XrRenderModelSpaceCreateInfoEXT* info,
                            XrSpace* handle);
    RenderModelSpace(std::shared_ptr<Session> session, std::weak_ptr<RenderModel> model)
        : Space(std::move(session), {}), model_(std::move(model)) {}

    Anchor anchor() override;

 private:
    const std::weak_ptr<RenderModel> model_;
};

}  // namespace xrt::oxr
