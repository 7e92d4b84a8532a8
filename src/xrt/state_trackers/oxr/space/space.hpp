// SPDX-License-Identifier: BSL-1.0
//
// XrSpace: a place that poses can be relative to, as a pose in something that the service knows (its anchor). Locating is
// arithmetic on the device segment: no call, no system call, no lock that anybody holds for long.
#pragma once

#include <memory>
#include <optional>

#include "auxiliary/math/motion.hpp"
#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

class Instance;
class Session;

/// Where a space is for a layer. Head-locked: a VIEW space, whose layers stay with the head whatever it does.
struct LayerSpace {
    bool head_locked = false;
    Pose base_from_space;  ///< base: the head if head_locked, otherwise the world
};

/// What a space is fixed to.
struct Anchor {
    enum class Kind : uint8_t { nowhere, world, stage, local, local_floor, head, device_pose };
    Kind kind = Kind::nowhere;
    uint32_t pose = 0;  ///< of device_pose: index into DeviceSegment::poses
    bool operator==(const Anchor&) const = default;
};

class Space : public Object {
 public:
    using Handle = XrSpace;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_SPACE;

    Instance& instance();
    Session& session() { return *session_; }

    /// May change from sync to sync. Kind::nowhere: it cannot be located.
    virtual Anchor anchor() = 0;
    const Pose& anchor_from_space() const { return anchor_from_space_; }

    /// None if the space cannot be located at that time: a layer in it is not shown.
    std::optional<LayerSpace> place_for_layer(Time display_time);

 protected:
    Space(std::shared_ptr<Session> session, const Pose& anchor_from_space)
        : session_(std::move(session)), anchor_from_space_(anchor_from_space) {}

 private:
    const std::shared_ptr<Session> session_;
    const Pose anchor_from_space_;
};

/// Where one space is in another. `flags` are PoseSample::Flags; parts that do not hold are zero.
struct SpaceRelation {
    Motion base_from_space;
    uint32_t flags = 0;
};

/// Both are of one session.
SpaceRelation resolve_pose(Space& space, Space& base, Time time);
/// The head in a space.
SpaceRelation resolve_head(Space& base, Time time);
/// A tracked pose, by its index in DeviceSegment::poses, in a space.
SpaceRelation resolve_device_pose(uint32_t pose, Space& base, Time time);
/// The world's origin in a space.
SpaceRelation resolve_world(Space& base, Time time);

/// For a space among the arguments. XR_ERROR_VALIDATION_FAILURE if it is another session's.
Outcome<std::shared_ptr<Space>> find_space_of(Session& session, XrSpace handle);

/// XR_ERROR_TIME_INVALID.
inline Outcome<> check_time(XrTime time, Where where = "time") {
    return time > 0 ? XR_SUCCESS : fail(XR_ERROR_TIME_INVALID, where, "is %lld", static_cast<long long>(time));
}

}  // namespace xrt::oxr
