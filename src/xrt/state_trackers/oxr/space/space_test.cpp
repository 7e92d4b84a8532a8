// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/space.hpp"

#include <numbers>

#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing + 1'234'567;
constexpr XrSpaceLocationFlags valid = XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT;
constexpr XrSpaceLocationFlags tracked =
    XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT | XR_SPACE_LOCATION_POSITION_TRACKED_BIT;
constexpr Vec3 up{0, 1, 0}, right_axis{1, 0, 0};

class SpaceTest : public InputFixture {
 protected:
    SpaceTest() {
        SharedSpaces spaces;
        spaces.world_from_local = {from_axis_angle(up, 1), {0, 1.6f, 0}};
        spaces.world_from_local_floor = {from_axis_angle(up, 1), {}};
        spaces.stage_bounds = {3, 2};
        FakeDevices::set_spaces(service.devices(), spaces);
        place(head, Pose{from_axis_angle(up, 0.5f), {0, 1.7f, 0.3f}});
        make_focused();
    }

    XrResult create(XrReferenceSpaceType type, const Pose& pose, XrSpace* space) {
        const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, type, to_xr(pose)};
        return api::xrCreateReferenceSpace(session, &info, space);
    }
    XrSpace make(XrReferenceSpaceType type, const Pose& pose = {}) {
        XrSpace space = XR_NULL_HANDLE;
        EXPECT_EQ(create(type, pose, &space), XR_SUCCESS);
        return space;
    }
    XrSpaceLocation locate(XrSpace space, XrSpace base, XrTime at = now, XrSpaceVelocity* velocity = nullptr) {
        XrSpaceLocation location{XR_TYPE_SPACE_LOCATION, velocity};
        EXPECT_EQ(api::xrLocateSpace(space, base, at, &location), XR_SUCCESS);
        return location;
    }
    Pose pose_of(XrSpace space, XrSpace base) { return from_xr(locate(space, base).pose); }
    std::optional<LayerSpace> layer_place(XrSpace space) {
        return handle_table().find<Space>(space)->place_for_layer(time_from_nanoseconds(now));
    }
};

TEST_F(SpaceTest, ReferenceSpacesLieWhereTheServiceSays) {
    const XrSpace stage = make(XR_REFERENCE_SPACE_TYPE_STAGE), local = make(XR_REFERENCE_SPACE_TYPE_LOCAL),
                  view = make(XR_REFERENCE_SPACE_TYPE_VIEW);
    EXPECT_EQ(locate(local, stage).locationFlags, valid | tracked);
    EXPECT_TRUE(near(pose_of(local, stage), Pose{from_axis_angle(up, 1), {0, 1.6f, 0}}));
    EXPECT_TRUE(near(pose_of(view, stage), Pose{from_axis_angle(up, 0.5f), {0, 1.7f, 0.3f}}));
    EXPECT_TRUE(near(pose_of(stage, view), inverse(pose_of(view, stage))));
}

TEST_F(SpaceTest, OffsetsApplyOnBothSides) {
    const Pose a{from_axis_angle(right_axis, -std::numbers::pi_v<float> / 2), {2, 3, 5}};
    const Pose b{from_axis_angle(up, std::numbers::pi_v<float> / 2), {7, -13, 17}};
    for (const auto type : {XR_REFERENCE_SPACE_TYPE_VIEW, XR_REFERENCE_SPACE_TYPE_LOCAL}) {
        EXPECT_TRUE(
            near(pose_of(make(type, a), make(type, b)), Pose{{-0.5f, -0.5f, -0.5f, 0.5f}, {12, 16, -5}}, 1e-4f));
    }
    const XrSpace stage = make(XR_REFERENCE_SPACE_TYPE_STAGE);
    const XrSpace local = make(XR_REFERENCE_SPACE_TYPE_LOCAL, {{}, {0, 0, -1}});
    EXPECT_TRUE(near(pose_of(local, stage).position, rotate(from_axis_angle(up, 1), {0, 0, -1}) + Vec3{0, 1.6f, 0}));
}

TEST_F(SpaceTest, OneReferenceSpaceNeedsNoTracking) {
    place(head, Pose{}, 0);
    const XrSpace a = make(XR_REFERENCE_SPACE_TYPE_VIEW, {{}, {1, 2, 3}}), b = make(XR_REFERENCE_SPACE_TYPE_VIEW);
    EXPECT_EQ(locate(a, b).locationFlags, valid | tracked);
    EXPECT_EQ(locate(a, make(XR_REFERENCE_SPACE_TYPE_STAGE)).locationFlags, 0u);
}

TEST_F(SpaceTest, UnknownPartsAreNotValid) {
    place(head, Pose{{}, {1, 1, 1}}, PoseSample::orientation_valid | PoseSample::orientation_tracked);
    const XrSpace view = make(XR_REFERENCE_SPACE_TYPE_VIEW), stage = make(XR_REFERENCE_SPACE_TYPE_STAGE);
    const XrSpaceLocation location = locate(view, stage);
    EXPECT_EQ(location.locationFlags, XrSpaceLocationFlags{XR_SPACE_LOCATION_ORIENTATION_VALID_BIT |
                                                           XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT});
    EXPECT_EQ(location.pose.position.x, 0);
    place(head, Pose{{}, {1, 1, 1}}, PoseSample::position_valid);
    EXPECT_EQ(locate(stage, view).locationFlags, 0u) << "a position in something of unknown orientation";
}

TEST_F(SpaceTest, VelocitiesAreThoseOfTheOriginInTheBase) {
    for (int64_t k = 50; k < 114; ++k) {
        const float t = static_cast<float>(k) * 0.01f;
        publish(head, k, {0, {from_axis_angle(up, 2 * t), {3 * t, 0, 0}}, {3, 0, 0}, {0, 2, 0}, PoseSample::all_flags});
    }
    XrSpaceVelocity velocity{XR_TYPE_SPACE_VELOCITY};
    const XrSpace stage = make(XR_REFERENCE_SPACE_TYPE_STAGE);
    const XrSpace ahead = make(XR_REFERENCE_SPACE_TYPE_VIEW, {{}, {0, 0, -1}});
    const Pose pose = from_xr(locate(ahead, stage, now, &velocity).pose);
    EXPECT_EQ(velocity.velocityFlags,
              XrSpaceVelocityFlags{XR_SPACE_VELOCITY_LINEAR_VALID_BIT | XR_SPACE_VELOCITY_ANGULAR_VALID_BIT});
    const Vec3 arm = rotate(pose.orientation, {0, 0, -1});
    const Vec3 linear = Vec3{3, 0, 0} + cross({0, 2, 0}, arm);
    EXPECT_TRUE(near(from_xr(velocity.linearVelocity), linear, 1e-3f));
    EXPECT_TRUE(near(from_xr(velocity.angularVelocity), Vec3{0, 2, 0}, 1e-3f));
}

TEST_F(SpaceTest, TimesThatAreNoneAreInvalid) {
    const XrSpace view = make(XR_REFERENCE_SPACE_TYPE_VIEW);
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    EXPECT_EQ(api::xrLocateSpace(view, view, 0, &location), XR_ERROR_TIME_INVALID);
    EXPECT_EQ(api::xrLocateSpace(view, view, -42, &location), XR_ERROR_TIME_INVALID);
    EXPECT_EQ(api::xrLocateSpace(view, view, 1, &location), XR_SUCCESS);
    EXPECT_EQ(api::xrLocateSpace(view, view, INT64_MAX, &location), XR_SUCCESS);
}

TEST_F(SpaceTest, LocatingChecksItsArguments) {
    const XrSpace view = make(XR_REFERENCE_SPACE_TYPE_VIEW);
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    EXPECT_EQ(api::xrLocateSpace(XR_NULL_HANDLE, view, now, &location), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrLocateSpace(view, XR_NULL_HANDLE, now, &location), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrLocateSpace(view, view, now, nullptr), XR_ERROR_VALIDATION_FAILURE);
    location.type = XR_TYPE_SPACE_VELOCITY;
    EXPECT_EQ(api::xrLocateSpace(view, view, now, &location), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrDestroySpace(view), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySpace(view), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SpaceTest, LayersHangOnTheHeadOrOnTheWorld) {
    const Pose offset{{}, {0, 0, -2}};
    const auto on_head = layer_place(make(XR_REFERENCE_SPACE_TYPE_VIEW, offset));
    ASSERT_TRUE(on_head);
    EXPECT_TRUE(on_head->head_locked);
    EXPECT_EQ(on_head->base_from_space, offset);
    const auto in_world = layer_place(make(XR_REFERENCE_SPACE_TYPE_LOCAL, offset));
    ASSERT_TRUE(in_world);
    EXPECT_FALSE(in_world->head_locked);
    EXPECT_TRUE(near(in_world->base_from_space, Pose{from_axis_angle(up, 1), {0, 1.6f, 0}} * offset));
}

TEST_F(SpaceTest, CreationChecksItsArguments) {
    XrSpace space = XR_NULL_HANDLE;
    EXPECT_EQ(create(XR_REFERENCE_SPACE_TYPE_MAX_ENUM, {}, &space), XR_ERROR_REFERENCE_SPACE_UNSUPPORTED);
    EXPECT_EQ(create(XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR, {}, &space), XR_ERROR_REFERENCE_SPACE_UNSUPPORTED) << "1.0";
    EXPECT_EQ(create(XR_REFERENCE_SPACE_TYPE_VIEW, {{0, 0, 0, 0}, {}}, &space), XR_ERROR_POSE_INVALID);
    EXPECT_EQ(create(XR_REFERENCE_SPACE_TYPE_VIEW, {{}, {INFINITY, 0, 0}}, &space), XR_ERROR_POSE_INVALID);
    EXPECT_EQ(space, XR_NULL_HANDLE);
    EXPECT_EQ(create(XR_REFERENCE_SPACE_TYPE_VIEW, {}, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateReferenceSpace(session, nullptr, &space), XR_ERROR_VALIDATION_FAILURE);
    session = XR_NULL_HANDLE;
    EXPECT_EQ(create(XR_REFERENCE_SPACE_TYPE_VIEW, {}, &space), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SpaceTest, TypesAreEnumerated) {
    uint32_t count = 0;
    XrReferenceSpaceType types[4]{};
    EXPECT_EQ(api::xrEnumerateReferenceSpaces(session, 0, &count, nullptr), XR_SUCCESS);
    EXPECT_EQ(count, 3u);
    EXPECT_EQ(api::xrEnumerateReferenceSpaces(session, 2, &count, types), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(api::xrEnumerateReferenceSpaces(session, 4, &count, types), XR_SUCCESS);
    EXPECT_EQ(types[2], XR_REFERENCE_SPACE_TYPE_STAGE);
    EXPECT_EQ(api::xrEnumerateReferenceSpaces(session, 0, nullptr, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrEnumerateReferenceSpaces(XR_NULL_HANDLE, 0, &count, nullptr), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SpaceTest, OnlyTheStageHasBounds) {
    XrExtent2Df bounds{-1, -1};
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_STAGE, &bounds), XR_SUCCESS);
    EXPECT_EQ(bounds.width, 3);
    EXPECT_EQ(bounds.height, 2);
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_VIEW, &bounds),
              XR_SPACE_BOUNDS_UNAVAILABLE);
    EXPECT_EQ(bounds.width, 0);
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR, &bounds),
              XR_ERROR_REFERENCE_SPACE_UNSUPPORTED);
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_MAX_ENUM, &bounds),
              XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_STAGE, nullptr),
              XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(XR_NULL_HANDLE, XR_REFERENCE_SPACE_TYPE_STAGE, &bounds),
              XR_ERROR_HANDLE_INVALID);
    FakeDevices::set_spaces(service.devices(), {});
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_STAGE, &bounds),
              XR_SPACE_BOUNDS_UNAVAILABLE);
}

TEST_F(SpaceTest, AfterRecentringEachTimeHasItsOwnPlace) {
    const XrSpace stage = make(XR_REFERENCE_SPACE_TYPE_STAGE), local = make(XR_REFERENCE_SPACE_TYPE_LOCAL);
    SharedSpacesHistory history;
    ASSERT_TRUE(service.devices().spaces.try_load(history));
    history.changes[history.count] = {now, history.changes[0].spaces};
    history.changes[history.count++].spaces.world_from_local.position = {4, 1.6f, 0};
    service.devices().spaces.store(history);
    EXPECT_EQ(locate(local, stage, now - 1).pose.position.x, 0);
    EXPECT_EQ(locate(local, stage, now).pose.position.x, 4);
    EXPECT_EQ(layer_place(local)->base_from_space.position.x, 4);
}

class MoreSpaces : public SpaceTest {
 protected:
    MoreSpaces() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance(
            {Feature::EXT_local_floor, Feature::MSFT_unbounded_reference_space, Feature::KHR_locate_spaces});
        session = make_session();
    }
};

TEST_F(MoreSpaces, AreEnumeratedWithTheirExtensions) {
    std::vector<XrReferenceSpaceType> types(8);
    uint32_t count = 0;
    ASSERT_EQ(api::xrEnumerateReferenceSpaces(session, 8, &count, types.data()), XR_SUCCESS);
    types.resize(count);
    EXPECT_EQ(types,
              (std::vector{XR_REFERENCE_SPACE_TYPE_VIEW, XR_REFERENCE_SPACE_TYPE_LOCAL, XR_REFERENCE_SPACE_TYPE_STAGE,
                           XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR, XR_REFERENCE_SPACE_TYPE_UNBOUNDED_MSFT}));
    XrExtent2Df bounds{};
    EXPECT_EQ(api::xrGetReferenceSpaceBoundsRect(session, XR_REFERENCE_SPACE_TYPE_UNBOUNDED_MSFT, &bounds),
              XR_SPACE_BOUNDS_UNAVAILABLE);
}

TEST_F(MoreSpaces, TheUnboundedOneStaysWhenTheStageMoves) {
    const XrSpace stage = make(XR_REFERENCE_SPACE_TYPE_STAGE), unbounded = make(XR_REFERENCE_SPACE_TYPE_UNBOUNDED_MSFT),
                  view = make(XR_REFERENCE_SPACE_TYPE_VIEW);
    const Pose before = pose_of(view, unbounded);
    SharedSpaces moved;
    moved.world_from_stage.position = {1, 0, 0};
    FakeDevices::set_spaces(service.devices(), moved);
    EXPECT_EQ(pose_of(view, unbounded), before);
    EXPECT_EQ(pose_of(stage, unbounded).position.x, 1);
}

TEST_F(MoreSpaces, ManyAreLocatedByTheExtensionsName) {
    const XrSpace stage = make(XR_REFERENCE_SPACE_TYPE_STAGE), floor = make(XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR);
    XrSpaceLocationData data{};
    const XrSpacesLocateInfoKHR info{XR_TYPE_SPACES_LOCATE_INFO_KHR, nullptr, stage, now, 1, &floor};
    XrSpaceLocationsKHR locations{XR_TYPE_SPACE_LOCATIONS_KHR, nullptr, 1, &data};
    EXPECT_EQ(api::xrLocateSpacesKHR(session, &info, &locations), XR_SUCCESS);
    EXPECT_EQ(data.locationFlags, valid | tracked);
    EXPECT_TRUE(near(from_xr(data.pose), Pose{from_axis_angle(up, 1), {}}));
}

}  // namespace
}  // namespace xrt::oxr
