// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/space.hpp"

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"

namespace xrt::oxr {
namespace {

constexpr uint32_t orientation_flags = PoseSample::orientation_valid | PoseSample::orientation_tracked;
constexpr uint32_t position_flags = PoseSample::position_valid | PoseSample::position_tracked;

/// A space or the head itself, as a place at an anchor.
struct Place {
    Anchor anchor;
    Pose anchor_from_place;
};

Place place_of(Space& space) { return {space.anchor(), space.anchor_from_space()}; }

SpaceRelation fixed(const std::optional<SharedSpaces>& spaces, Pose SharedSpaces::*world_from_anchor) {
    if (!spaces) return {};
    return {{(*spaces).*world_from_anchor, {}, {}}, PoseSample::all_flags};
}

SpaceRelation relation_of(const PoseSample& sample) {
    return {{sample.world_from_pose, sample.linear_velocity, sample.angular_velocity}, sample.flags};
}

SpaceRelation locate_anchor(const DeviceSegmentReader& reader, const Anchor& anchor, Time time) {
    switch (anchor.kind) {
        case Anchor::Kind::world:
            return {{}, PoseSample::all_flags};
        case Anchor::Kind::stage:
            return fixed(reader.spaces_at(time), &SharedSpaces::world_from_stage);
        case Anchor::Kind::local:
            return fixed(reader.spaces_at(time), &SharedSpaces::world_from_local);
        case Anchor::Kind::local_floor:
            return fixed(reader.spaces_at(time), &SharedSpaces::world_from_local_floor);
        case Anchor::Kind::head:
            return relation_of(reader.locate_head(time));
        case Anchor::Kind::device_pose:
            return relation_of(reader.locate(anchor.pose, time));
        case Anchor::Kind::nowhere:
            break;
    }
    return {};
}

/// A position relative to something turned needs its orientation, and a velocity both.
uint32_t sound_flags(uint32_t flags) {
    if ((flags & PoseSample::orientation_valid) == 0) flags &= ~(orientation_flags | position_flags);
    if ((flags & PoseSample::position_valid) == 0) flags &= ~(position_flags | PoseSample::linear_velocity_valid);
    if ((flags & PoseSample::orientation_valid) == 0) flags &= ~PoseSample::angular_velocity_valid;
    return flags;
}

SpaceRelation without_unknown_parts(SpaceRelation relation) {
    Motion& motion = relation.base_from_space;
    relation.flags = sound_flags(relation.flags);
    if ((relation.flags & PoseSample::orientation_valid) == 0) motion.a_from_b.orientation = {};
    if ((relation.flags & PoseSample::position_valid) == 0) motion.a_from_b.position = {};
    if ((relation.flags & PoseSample::linear_velocity_valid) == 0) motion.linear_velocity = {};
    if ((relation.flags & PoseSample::angular_velocity_valid) == 0) motion.angular_velocity = {};
    return relation;
}

SpaceRelation locate_in_world(const DeviceSegmentReader& reader, const Place& place, Time time) {
    SpaceRelation relation = locate_anchor(reader, place.anchor, time);
    relation.base_from_space = relation.base_from_space * Motion{place.anchor_from_place, {}, {}};
    return relation;
}

/// Two places at one anchor: they do not move against each other, and reference spaces need no tracking for that.
SpaceRelation at_one_anchor(const DeviceSegmentReader& reader, const Place& place, const Place& base, Time time) {
    const bool is_device = base.anchor.kind == Anchor::Kind::device_pose;
    const uint32_t flags = is_device ? reader.locate(base.anchor.pose, time).flags : PoseSample::all_flags;
    return {{inverse(base.anchor_from_place) * place.anchor_from_place, {}, {}}, flags};
}

SpaceRelation relate(const DeviceSegment& segment, const Place& place, const Place& base, Time time) {
    const Anchor nowhere;
    if (place.anchor == nowhere || base.anchor == nowhere) return {};
    const DeviceSegmentReader reader(segment);
    if (place.anchor == base.anchor) return without_unknown_parts(at_one_anchor(reader, place, base, time));
    const SpaceRelation world_from_place = locate_in_world(reader, place, time);
    const SpaceRelation world_from_base = locate_in_world(reader, base, time);
    return without_unknown_parts({inverse(world_from_base.base_from_space) * world_from_place.base_from_space,
                                  world_from_place.flags & world_from_base.flags});
}

}  // namespace

Instance& Space::instance() { return session_->instance(); }

std::optional<LayerSpace> Space::place_for_layer(Time display_time) {
    constexpr uint32_t needed = PoseSample::orientation_valid | PoseSample::position_valid;
    const Place place = place_of(*this);
    if (place.anchor.kind == Anchor::Kind::head) return LayerSpace{true, place.anchor_from_place};
    const SpaceRelation relation =
        locate_in_world(DeviceSegmentReader(instance().device_segment()), place, display_time);
    if ((relation.flags & needed) != needed) return std::nullopt;
    return LayerSpace{false, relation.base_from_space.a_from_b};
}

SpaceRelation resolve_pose(Space& space, Space& base, Time time) {
    return relate(base.instance().device_segment(), place_of(space), place_of(base), time);
}

SpaceRelation resolve_head(Space& base, Time time) {
    return relate(base.instance().device_segment(), {{Anchor::Kind::head, 0}, {}}, place_of(base), time);
}

SpaceRelation resolve_device_pose(uint32_t pose, Space& base, Time time) {
    return relate(base.instance().device_segment(), {{Anchor::Kind::device_pose, pose}, {}}, place_of(base), time);
}

SpaceRelation resolve_world(Space& base, Time time) {
    const Place place = place_of(base);
    if (place.anchor.kind == Anchor::Kind::nowhere) return {};
    const SpaceRelation world_from_base =
        locate_in_world(DeviceSegmentReader(base.instance().device_segment()), place, time);
    return without_unknown_parts({inverse(world_from_base.base_from_space), world_from_base.flags});
}

Outcome<std::shared_ptr<Space>> find_space_of(Session& session, XrSpace handle) {
    std::shared_ptr<Space> space = TRY(find_or_error<Space>(handle));
    if (&space->session() != &session) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"@XrSpace", "fundamentals-valid-usage-for-object-handles"},
                    "is of another session");
    }
    return space;
}

XrResult api::xrDestroySpace(XrSpace space) { return destroy<Space>(space); }

}  // namespace xrt::oxr
