// SPDX-License-Identifier: BSL-1.0
//
// xrLocateSpaces and xrLocateViews, in OpenXR 1.1.
#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing;
constexpr auto stereo = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;

class Locating : public InputFixture {
 protected:
    Locating() {
        use_version_1_1();
        SharedSpaces spaces;
        spaces.world_from_local_floor.position = {0.5f, 0, 0};
        FakeDevices::set_spaces(service.devices(), spaces);
        for (size_t eye = 0; eye < 2; ++eye) {
            const float side = eye == 0 ? -1.0f : 1.0f;
            service.devices().views[eye].head_from_eye.position.x = side * 0.03f;
            service.devices().views[eye].fov = {-1, 1, 0.75f, side * 0.5f};
        }
        place(head, Pose{from_rotation_vector({0, 1, 0}), {0, 1.7f, 0}});
        make_focused();
        stage_ = make(XR_REFERENCE_SPACE_TYPE_STAGE);
        view_ = make(XR_REFERENCE_SPACE_TYPE_VIEW);
        floor_ = make(XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR);
    }
    XrSpace make(XrReferenceSpaceType type) {
        const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, type, to_xr(Pose{})};
        XrSpace space = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &info, &space), XR_SUCCESS);
        return space;
    }
    XrSpace stage_ = XR_NULL_HANDLE, view_ = XR_NULL_HANDLE, floor_ = XR_NULL_HANDLE;
};

TEST_F(Locating, LocalFloorIsThere) {
    uint32_t count = 0;
    EXPECT_EQ(api::xrEnumerateReferenceSpaces(session, 0, &count, nullptr), XR_SUCCESS);
    EXPECT_EQ(count, 4u);
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    EXPECT_EQ(api::xrLocateSpace(floor_, stage_, now, &location), XR_SUCCESS);
    EXPECT_EQ(location.pose.position.x, 0.5f);
    XrExtent2Df bounds;
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR, &bounds),
              XR_SPACE_BOUNDS_UNAVAILABLE);
}

TEST_F(Locating, NewerProfilesMayBeSuggested) {
    const XrAction action = make_action(make_set(), "grab", XR_ACTION_TYPE_POSE_INPUT);
    EXPECT_EQ(suggest("/interaction_profiles/ml/ml2_controller", {{action, "/user/hand/left/input/aim/pose"}}),
              XR_SUCCESS);
    EXPECT_EQ(suggest(simple, {{action, "/user/hand/left/input/grip_surface/pose"}}), XR_SUCCESS);
}

class ManySpaces : public Locating {
 protected:
    XrResult locate() { return api::xrLocateSpacesKHR(session, &info_, &out_); }

    std::vector<XrSpace> spaces_{view_, floor_};
    XrSpaceLocationData locations_[2]{};
    XrSpaceVelocityData velocity_data_[2]{};
    XrSpaceVelocities velocities_{XR_TYPE_SPACE_VELOCITIES, nullptr, 2, velocity_data_};
    XrSpacesLocateInfo info_{XR_TYPE_SPACES_LOCATE_INFO, nullptr, stage_, now, 2, spaces_.data()};
    XrSpaceLocations out_{XR_TYPE_SPACE_LOCATIONS, &velocities_, 2, locations_};
};

TEST_F(ManySpaces, AreLocatedAsEachAlone) {
    ASSERT_EQ(locate(), XR_SUCCESS);
    for (size_t i = 0; i < spaces_.size(); ++i) {
        XrSpaceLocation alone{XR_TYPE_SPACE_LOCATION};
        ASSERT_EQ(api::xrLocateSpace(spaces_[i], stage_, now, &alone), XR_SUCCESS);
        EXPECT_EQ(locations_[i].locationFlags, alone.locationFlags);
        EXPECT_EQ(from_xr(locations_[i].pose), from_xr(alone.pose));
        EXPECT_EQ(velocity_data_[i].velocityFlags, 3u);
    }
}

TEST_F(ManySpaces, VelocitiesAreOptional) {
    out_.next = nullptr;
    EXPECT_EQ(locate(), XR_SUCCESS);
    EXPECT_EQ(velocity_data_[0].velocityFlags, 0u);
}

TEST_F(ManySpaces, CountsMustAgree) {
    out_.locationCount = 1;
    EXPECT_EQ(locate(), XR_ERROR_VALIDATION_FAILURE);
    out_.locationCount = 2;
    velocities_.velocityCount = 1;
    EXPECT_EQ(locate(), XR_ERROR_VALIDATION_FAILURE);
    info_.spaceCount = out_.locationCount = velocities_.velocityCount = 0;
    EXPECT_EQ(locate(), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(ManySpaces, ArgumentsAreChecked) {
    info_.time = 0;
    EXPECT_EQ(locate(), XR_ERROR_TIME_INVALID);
    info_.time = now;
    spaces_[1] = XR_NULL_HANDLE;
    EXPECT_EQ(locate(), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(locations_[0].locationFlags, 0u) << "nothing is written before all is checked";
    info_.baseSpace = XR_NULL_HANDLE;
    EXPECT_EQ(locate(), XR_ERROR_HANDLE_INVALID);
    info_.spaces = nullptr;
    EXPECT_EQ(locate(), XR_ERROR_VALIDATION_FAILURE);
    info_.spaces = spaces_.data();
    out_.locations = nullptr;
    EXPECT_EQ(locate(), XR_ERROR_VALIDATION_FAILURE);
    out_.type = XR_TYPE_SPACE_LOCATION;
    EXPECT_EQ(locate(), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrLocateSpacesKHR(session, nullptr, &out_), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrLocateSpacesKHR(XR_NULL_HANDLE, &info_, &out_), XR_ERROR_HANDLE_INVALID);
}

class Views : public Locating {
 protected:
    XrResult locate(uint32_t capacity, XrView* views) {
        return api::xrLocateViews(session, &info_, &state_, capacity, &count_, views);
    }

    XrViewLocateInfo info_{XR_TYPE_VIEW_LOCATE_INFO, nullptr, stereo, now, stage_};
    XrViewState state_{XR_TYPE_VIEW_STATE};
    XrView views_[2]{{XR_TYPE_VIEW}, {XR_TYPE_VIEW}};
    uint32_t count_ = 0;
};

TEST_F(Views, LieBesideTheHeadsMiddle) {
    EXPECT_EQ(locate(0, nullptr), XR_SUCCESS);
    EXPECT_EQ(count_, 2u);
    ASSERT_EQ(locate(2, views_), XR_SUCCESS);
    EXPECT_EQ(state_.viewStateFlags, 0xfu);
    const Pose world_from_head{from_rotation_vector({0, 1, 0}), {0, 1.7f, 0}};
    EXPECT_TRUE(near(from_xr(views_[0].pose), world_from_head * Pose{{}, {-0.03f, 0, 0}}));
    EXPECT_TRUE(near(from_xr(views_[1].pose), world_from_head * Pose{{}, {0.03f, 0, 0}}));
    EXPECT_EQ(views_[0].fov.angleLeft, -1);
    EXPECT_EQ(views_[0].fov.angleUp, 0.75f);
    EXPECT_EQ(views_[1].fov.angleDown, 0.5f);
}

TEST_F(Views, AnUntrackedHeadHasNone) {
    place(head, Pose{}, 0);
    EXPECT_EQ(locate(2, views_), XR_SUCCESS);
    EXPECT_EQ(state_.viewStateFlags, 0u);
    info_.space = view_;
    EXPECT_EQ(locate(2, views_), XR_SUCCESS);
    EXPECT_EQ(state_.viewStateFlags, 0xfu) << "in the head's own space it does not matter";
}

TEST_F(Views, ArgumentsAreChecked) {
    EXPECT_EQ(locate(1, views_), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(locate(2, nullptr), XR_ERROR_VALIDATION_FAILURE);
    info_.displayTime = 0;
    EXPECT_EQ(locate(2, views_), XR_ERROR_TIME_INVALID);
    info_.displayTime = now;
    info_.space = XR_NULL_HANDLE;
    EXPECT_EQ(locate(2, views_), XR_ERROR_HANDLE_INVALID);
    info_.space = stage_;
    info_.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO;
    EXPECT_EQ(locate(2, views_), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    info_.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_MAX_ENUM;
    EXPECT_EQ(locate(2, views_), XR_ERROR_VALIDATION_FAILURE);
    info_.viewConfigurationType = stereo;
    views_[1].type = XR_TYPE_UNKNOWN;
    EXPECT_EQ(locate(2, views_), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrLocateViews(session, &info_, &state_, 0, nullptr, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrLocateViews(session, &info_, nullptr, 0, &count_, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrLocateViews(session, nullptr, &state_, 0, &count_, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrLocateViews(XR_NULL_HANDLE, &info_, &state_, 0, &count_, nullptr), XR_ERROR_HANDLE_INVALID);
}

}  // namespace
}  // namespace xrt::oxr
