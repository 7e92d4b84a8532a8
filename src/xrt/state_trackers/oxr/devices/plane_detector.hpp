// SPDX-License-Identifier: BSL-1.0
//
// XrPlaneDetectorEXT: finds the planes of the room that pass a filter, and keeps what it found until it is asked to look
// again (XR_EXT_plane_detection). The room is known, so a search is done at once; the application still learns of it
// by asking for the state, as the extension demands. Thread-safe.
#pragma once

#include <memory>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

class Instance;
class Session;

class PlaneDetector final : public Object {
 public:
    using Handle = XrPlaneDetectorEXT;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_PLANE_DETECTOR_EXT;

    static Outcome<std::shared_ptr<PlaneDetector>> create(std::shared_ptr<Session> session,
                                                          const XrPlaneDetectorCreateInfoEXT* info);
    enum class Contours : uint8_t { left_out, wanted };
    PlaneDetector(std::shared_ptr<Session> session, Contours contours)
        : session_(std::move(session)), contours_(contours) {}

    Instance& instance();
    Session& session() { return *session_; }

    Outcome<> begin(const XrPlaneDetectorBeginInfoEXT* info);
    Outcome<> get_state(XrPlaneDetectionStateEXT* state);
    Outcome<> get_planes(const XrPlaneDetectorGetInfoEXT* info, XrPlaneDetectorLocationsEXT* locations);
    Outcome<> get_polygon(uint64_t plane, uint32_t index, XrPlaneDetectorPolygonBufferEXT* polygon);

 private:
    /// What was found: indices into DeviceSegment::planes. The id of plane i is i + 1.
    struct Search {
        XrPlaneDetectionStateEXT state = XR_PLANE_DETECTION_STATE_NONE_EXT;
        bool state_was_told = false;  ///< since the search began
        std::vector<uint32_t> found;
    };

    const SharedPlane& plane(uint32_t index);
    uint32_t polygon_count(const SharedPlane& plane) const;
    void write(uint32_t index, const Pose& base_from_world, uint32_t flags, XrPlaneDetectorLocationEXT& location);
    /// XR_ERROR_CALL_ORDER_INVALID until the application was told that the search is done.
    Outcome<std::vector<uint32_t>> found();

    const std::shared_ptr<Session> session_;
    const Contours contours_;
    Guarded<Search> search_;
};

}  // namespace xrt::oxr
