// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/plane_detector.hpp"

#include <numbers>

#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/devices/plane_filter.hpp"
#include "state_trackers/oxr/testing/fake_devices.hpp"
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr float quarter = std::numbers::pi_v<float> / 2;
constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing;

/// A floor of 4 by 2 metres, a wall with a window 5 metres ahead, and a table of 1 by 0.5 metres.
class PlaneDetectorTest : public RuntimeFixture {
 protected:
    PlaneDetectorTest() {
        add({2, 0, {from_axis_angle({1, 0, 0}, -quarter), {}}, {4, 2}, {}});
        add({3, 2, {{}, {0, 1, -5}}, {4, 2}, {{0.5f, 0}, {1, 1}}});
        add({4, 0, {from_axis_angle({1, 0, 0}, -quarter), {0, 0.7f, -1}}, {1, 0.5f}, {}});
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::MND_headless, Feature::EXT_plane_detection});
        session = make_headless_session();
        stage_ = make_space(XR_REFERENCE_SPACE_TYPE_STAGE, {});
    }

    void add(const SharedPlane& plane) { service.devices().planes[service.devices().plane_count++] = plane; }

    XrSpace make_space(XrReferenceSpaceType type, const Pose& pose) {
        const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, type, to_xr(pose)};
        XrSpace space = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &info, &space), XR_SUCCESS);
        return space;
    }
    XrPlaneDetectorEXT make(XrPlaneDetectorFlagsEXT flags = XR_PLANE_DETECTOR_ENABLE_CONTOUR_BIT_EXT) {
        const XrPlaneDetectorCreateInfoEXT info{XR_TYPE_PLANE_DETECTOR_CREATE_INFO_EXT, nullptr, flags};
        XrPlaneDetectorEXT detector = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreatePlaneDetectorEXT(session, &info, &detector), XR_SUCCESS);
        return detector;
    }
    /// Everything within ten metres.
    XrPlaneDetectorBeginInfoEXT everything() const {
        XrPlaneDetectorBeginInfoEXT info{XR_TYPE_PLANE_DETECTOR_BEGIN_INFO_EXT};
        info.baseSpace = stage_;
        info.time = now;
        info.maxPlanes = 10;
        info.boundingBoxPose = to_xr(Pose{});
        info.boundingBoxExtent = {20, 20, 20};
        return info;
    }
    XrPlaneDetectionStateEXT state_of(XrPlaneDetectorEXT detector) {
        XrPlaneDetectionStateEXT state{};
        EXPECT_EQ(api::xrGetPlaneDetectionStateEXT(detector, &state), XR_SUCCESS);
        return state;
    }
    XrPlaneDetectorGetInfoEXT get_info() const { return {XR_TYPE_PLANE_DETECTOR_GET_INFO_EXT, nullptr, stage_, now}; }
    std::vector<XrPlaneDetectorLocationEXT> get(XrPlaneDetectorEXT detector, const XrPlaneDetectorGetInfoEXT& info) {
        XrPlaneDetectorLocationsEXT locations{XR_TYPE_PLANE_DETECTOR_LOCATIONS_EXT};
        EXPECT_EQ(api::xrGetPlaneDetectionsEXT(detector, &info, &locations), XR_SUCCESS);
        std::vector<XrPlaneDetectorLocationEXT> planes(locations.planeLocationCountOutput,
                                                       {.type = XR_TYPE_PLANE_DETECTOR_LOCATION_EXT});
        locations.planeLocationCapacityInput = static_cast<uint32_t>(planes.size());
        locations.planeLocations = planes.data();
        EXPECT_EQ(api::xrGetPlaneDetectionsEXT(detector, &info, &locations), XR_SUCCESS);
        return planes;
    }
    std::vector<XrPlaneDetectorLocationEXT> find(const XrPlaneDetectorBeginInfoEXT& info) {
        const XrPlaneDetectorEXT detector = make();
        EXPECT_EQ(api::xrBeginPlaneDetectionEXT(detector, &info), XR_SUCCESS);
        EXPECT_EQ(state_of(detector), XR_PLANE_DETECTION_STATE_DONE_EXT);
        return get(detector, get_info());
    }
    std::vector<int> labels(const XrPlaneDetectorBeginInfoEXT& info) {
        std::vector<int> found;
        for (const auto& plane : find(info)) found.push_back(plane.semanticType);
        return found;
    }
    XrResult begin(const XrPlaneDetectorBeginInfoEXT& info) { return api::xrBeginPlaneDetectionEXT(make(), &info); }

    XrSession session = XR_NULL_HANDLE;
    XrSpace stage_ = XR_NULL_HANDLE;
};

using Labels = std::vector<int>;

TEST_F(PlaneDetectorTest, FindsTheRoomsPlanes) {
    const auto planes = find(everything());
    ASSERT_EQ(planes.size(), 3u);
    EXPECT_EQ(planes[1].semanticType, XR_PLANE_DETECTOR_SEMANTIC_TYPE_WALL_EXT);
    EXPECT_EQ(planes[1].orientation, XR_PLANE_DETECTOR_ORIENTATION_VERTICAL_EXT);
    EXPECT_EQ(planes[1].locationFlags, 0xfu);
    EXPECT_FLOAT_EQ(planes[1].extents.width, 4);
    EXPECT_FLOAT_EQ(planes[1].extents.height, 2);
    EXPECT_TRUE(near(from_xr(planes[1].pose), Pose{{}, {0, 1, -5}}));
    EXPECT_NE(planes[0].planeId, planes[1].planeId);
}

TEST_F(PlaneDetectorTest, SaysWhereTheyAreInAnySpace) {
    const XrPlaneDetectorEXT detector = make();
    const XrPlaneDetectorBeginInfoEXT info = everything();
    EXPECT_EQ(api::xrBeginPlaneDetectionEXT(detector, &info), XR_SUCCESS);
    state_of(detector);
    const XrSpace ahead = make_space(XR_REFERENCE_SPACE_TYPE_STAGE, {{}, {0, 1, -4}});
    EXPECT_TRUE(near(from_xr(get(detector, {XR_TYPE_PLANE_DETECTOR_GET_INFO_EXT, nullptr, ahead, now})[1].pose),
                     Pose{{}, {0, 0, -1}}));
}

TEST_F(PlaneDetectorTest, GivesNothingBeforeTheStateWasToldToBeDone) {
    const XrPlaneDetectorEXT detector = make();
    XrPlaneDetectorLocationsEXT locations{XR_TYPE_PLANE_DETECTOR_LOCATIONS_EXT};
    const XrPlaneDetectorGetInfoEXT get = get_info();
    EXPECT_EQ(state_of(detector), XR_PLANE_DETECTION_STATE_NONE_EXT);
    EXPECT_EQ(api::xrGetPlaneDetectionsEXT(detector, &get, &locations), XR_ERROR_CALL_ORDER_INVALID);
    const XrPlaneDetectorBeginInfoEXT info = everything();
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(api::xrBeginPlaneDetectionEXT(detector, &info), XR_SUCCESS);
        EXPECT_EQ(api::xrGetPlaneDetectionsEXT(detector, &get, &locations), XR_ERROR_CALL_ORDER_INVALID);
        EXPECT_EQ(state_of(detector), XR_PLANE_DETECTION_STATE_DONE_EXT);
        EXPECT_EQ(api::xrGetPlaneDetectionsEXT(detector, &get, &locations), XR_SUCCESS);
    }
}

TEST_F(PlaneDetectorTest, FiltersByOrientationTypeAreaAndNumber) {
    const auto vertical = XR_PLANE_DETECTOR_ORIENTATION_VERTICAL_EXT;
    const std::array types{XR_PLANE_DETECTOR_SEMANTIC_TYPE_PLATFORM_EXT, XR_PLANE_DETECTOR_SEMANTIC_TYPE_WALL_EXT};
    XrPlaneDetectorBeginInfoEXT info = everything();
    info.orientationCount = 1;
    info.orientations = &vertical;
    EXPECT_EQ(labels(info), (Labels{3}));
    info = everything();
    info.semanticTypeCount = 2;
    info.semanticTypes = types.data();
    EXPECT_EQ(labels(info), (Labels{3, 4}));
    info = everything();
    info.minArea = 7.5f;  // the window does not count
    EXPECT_EQ(labels(info), (Labels{2}));
    info = everything();
    info.maxPlanes = 1;
    EXPECT_EQ(labels(info), (Labels{2}));
}

TEST_F(PlaneDetectorTest, FindsWhatReachesIntoTheBox) {
    XrPlaneDetectorBeginInfoEXT info = everything();
    info.boundingBoxExtent = {0.5f, 0.5f, 0.5f};
    EXPECT_EQ(labels(info), (Labels{2}));
    info.boundingBoxPose.position = {0, 0.8f, -1.4f};
    EXPECT_EQ(labels(info), (Labels{4}));
    info.boundingBoxPose.position = {0, 0.8f, -1.6f};
    EXPECT_EQ(labels(info), Labels{});
    info.baseSpace = make_space(XR_REFERENCE_SPACE_TYPE_STAGE, {{}, {0, 0, -4}});
    info.boundingBoxPose.position = {0, 1, -1};
    EXPECT_EQ(labels(info), (Labels{3}));
}

TEST(PlaneFilter, TellsARotatedRectangleBesideABoxFromOneInIt) {
    const Pose diagonal{from_axis_angle({0, 1, 0}, quarter / 2), {}};
    Pose beside = diagonal;
    beside.position = {0.8f, 0, 0.8f};  // its bounds overlap those of the box, it does not
    EXPECT_TRUE(touches_box(diagonal, {1, 1}, {1, 1, 1}));
    EXPECT_FALSE(touches_box(beside, {1.2f, 0.2f}, {1, 1, 1}));
    EXPECT_TRUE(touches_box({diagonal.orientation, {0.45f, 0, 0.45f}}, {1.2f, 0.2f}, {1, 1, 1}));
}

TEST_F(PlaneDetectorTest, GivesContoursCounterClockwiseAndHolesClockwise) {
    const XrPlaneDetectorEXT detector = make();
    const XrPlaneDetectorBeginInfoEXT info = everything();
    EXPECT_EQ(api::xrBeginPlaneDetectionEXT(detector, &info), XR_SUCCESS);
    state_of(detector);
    const XrPlaneDetectorLocationEXT wall = get(detector, get_info())[1];
    ASSERT_EQ(wall.polygonBufferCount, 2u);
    for (const uint32_t index : {0u, 1u}) {
        std::array<XrVector2f, 4> v{};
        XrPlaneDetectorPolygonBufferEXT polygon{XR_TYPE_PLANE_DETECTOR_POLYGON_BUFFER_EXT, nullptr, 4, 0, v.data()};
        EXPECT_EQ(api::xrGetPlanePolygonBufferEXT(detector, wall.planeId, index, &polygon), XR_SUCCESS);
        EXPECT_EQ(polygon.vertexCountOutput, 4u);
        float twice_area = 0;
        for (size_t i = 0; i < 4; ++i) twice_area += v[i].x * v[(i + 1) % 4].y - v[(i + 1) % 4].x * v[i].y;
        EXPECT_FLOAT_EQ(twice_area, index == 0 ? 16.0f : -2.0f);
    }
    XrPlaneDetectorPolygonBufferEXT polygon{XR_TYPE_PLANE_DETECTOR_POLYGON_BUFFER_EXT};
    EXPECT_EQ(api::xrGetPlanePolygonBufferEXT(detector, wall.planeId, 2, &polygon), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetPlanePolygonBufferEXT(detector, 99, 0, &polygon), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(PlaneDetectorTest, LeavesContoursOutUnlessAskedForThem) {
    const XrPlaneDetectorEXT detector = make(0);
    const XrPlaneDetectorBeginInfoEXT info = everything();
    EXPECT_EQ(api::xrBeginPlaneDetectionEXT(detector, &info), XR_SUCCESS);
    state_of(detector);
    EXPECT_EQ(get(detector, get_info())[0].polygonBufferCount, 0u);
}

TEST_F(PlaneDetectorTest, ChecksWhatItIsGiven) {
    XrPlaneDetectorBeginInfoEXT info = everything();
    info.maxPlanes = 0;
    EXPECT_EQ(begin(info), XR_ERROR_VALIDATION_FAILURE);
    info = everything();
    info.time = 0;
    EXPECT_EQ(begin(info), XR_ERROR_TIME_INVALID);
    info = everything();
    info.boundingBoxPose.orientation = {0, 0, 0, 0};
    EXPECT_EQ(begin(info), XR_ERROR_POSE_INVALID);
    info = everything();
    info.boundingBoxExtent.depth = -1;
    EXPECT_EQ(begin(info), XR_ERROR_VALIDATION_FAILURE);
    const auto nonsense = XR_PLANE_DETECTOR_ORIENTATION_MAX_ENUM_EXT;
    info = everything();
    info.orientationCount = 1;
    info.orientations = &nonsense;
    EXPECT_EQ(begin(info), XR_ERROR_VALIDATION_FAILURE);
    info = everything();
    info.baseSpace = make_space(XR_REFERENCE_SPACE_TYPE_VIEW, {});  // the head is nowhere
    EXPECT_EQ(begin(info), XR_ERROR_SPACE_NOT_LOCATABLE_EXT);
}

TEST_F(PlaneDetectorTest, IsNotMadeWhereThereIsNoRoom) {
    XrSystemPlaneDetectionPropertiesEXT planes{XR_TYPE_SYSTEM_PLANE_DETECTION_PROPERTIES_EXT};
    XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &planes};
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_NE(planes.supportedFeatures & XR_PLANE_DETECTION_CAPABILITY_PLANE_DETECTION_BIT_EXT, 0u);
    service.devices().plane_count = 0;
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(planes.supportedFeatures, 0u);
    const XrPlaneDetectorCreateInfoEXT info{XR_TYPE_PLANE_DETECTOR_CREATE_INFO_EXT};
    XrPlaneDetectorEXT detector = XR_NULL_HANDLE;
    EXPECT_EQ(api::xrCreatePlaneDetectorEXT(session, &info, &detector), XR_ERROR_FEATURE_UNSUPPORTED);
}

}  // namespace
}  // namespace xrt::oxr
