// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/reference_space.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include <algorithm>
#include <array>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"
#include "xrt/bounded_vector.hpp"

namespace xrt::oxr {
namespace {

bool always(const Instance&) { return true; }
bool has_unbounded(const Instance& instance) { return instance.has(Feature::MSFT_unbounded_reference_space); }

struct Type {
    XrReferenceSpaceType type;
    Anchor::Kind anchor;
    bool (*is_there)(const Instance& instance);
};
constexpr std::array types{
    Type{XR_REFERENCE_SPACE_TYPE_VIEW, Anchor::Kind::head, always},
    Type{XR_REFERENCE_SPACE_TYPE_LOCAL, Anchor::Kind::local, always},
    Type{XR_REFERENCE_SPACE_TYPE_STAGE, Anchor::Kind::stage, always},
    Type{XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR, Anchor::Kind::local_floor, has_local_floor},
    Type{XR_REFERENCE_SPACE_TYPE_UNBOUNDED_MSFT, Anchor::Kind::world, has_unbounded},
};

BoundedVector<Type, types.size()> supported_types(const Instance& instance) {
    BoundedVector<Type, types.size()> supported;
    for (const Type& each : types) {
        if (each.is_there(instance)) supported.push_back(each);
    }
    return supported;
}

Outcome<Anchor::Kind> find_anchor(const Instance& instance, XrReferenceSpaceType type) {
    for (const Type& each : supported_types(instance)) {
        if (each.type == type) return each.anchor;
    }
    return fail(XR_ERROR_REFERENCE_SPACE_UNSUPPORTED, "@XrReferenceSpaceType",
                "is %d, which xrEnumerateReferenceSpaces does not list", static_cast<int>(type));
}

/// The core's types, and those of enabled extensions.
bool is_any_type(const Instance& instance, XrReferenceSpaceType type) {
    const auto supported = supported_types(instance);
    return type == XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR ||
           std::ranges::find(supported, type, &Type::type) != supported.end();
}

Outcome<> write_bounds(Instance& instance, XrReferenceSpaceType type, XrExtent2Df* bounds) {
    TRY(check_pointer(bounds, "bounds"));
    if (!is_any_type(instance, type)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "referenceSpaceType", "is %d, which is no type",
                    static_cast<int>(type));
    }
    const Anchor::Kind anchor = TRY(find_anchor(instance, type));
    const std::optional<SharedSpaces> spaces = DeviceSegmentReader(instance.device_segment()).newest_spaces();
    const Vec2 known = anchor == Anchor::Kind::stage && spaces ? spaces->stage_bounds : Vec2{};
    const bool is_known = known.x > 0 && known.y > 0;
    *bounds = is_known ? XrExtent2Df{known.x, known.y} : XrExtent2Df{0, 0};
    return is_known ? XR_SUCCESS : XR_SPACE_BOUNDS_UNAVAILABLE;
}

}  // namespace

bool has_local_floor(const Instance& instance) {
    return instance.has(Feature::VERSION_1_1) || instance.has(Feature::EXT_local_floor);
}

Outcome<std::shared_ptr<Space>> ReferenceSpace::create(std::shared_ptr<Session> session,
                                                       const XrReferenceSpaceCreateInfo* info) {
    TRY(check_type(info, XR_TYPE_REFERENCE_SPACE_CREATE_INFO));
    const Anchor::Kind anchor = TRY(find_anchor(session->instance(), info->referenceSpaceType));
    const Pose pose = from_xr(info->poseInReferenceSpace);
    if (!is_valid(pose)) {
        return fail(XR_ERROR_POSE_INVALID, "createInfo->poseInReferenceSpace", "has the orientation (%g, %g, %g, %g)",
                    double{pose.orientation.x}, double{pose.orientation.y}, double{pose.orientation.z},
                    double{pose.orientation.w});
    }
    return std::shared_ptr<Space>(std::make_shared<ReferenceSpace>(std::move(session), anchor, pose));
}

XrResult api::xrEnumerateReferenceSpaces(XrSession session, uint32_t capacity, uint32_t* count,
                                         XrReferenceSpaceType* spaces) {
    return call<Session>(session, [&](Session& each) -> Outcome<> {
        const auto supported = supported_types(each.instance());
        if (!TRY(begin_two_calls(supported.size(), capacity, count, spaces))) return XR_SUCCESS;
        std::transform(supported.begin(), supported.end(), spaces, [](const Type& type) { return type.type; });
        return XR_SUCCESS;
    });
}

XrResult api::xrGetReferenceSpaceBoundsRect(XrSession session, XrReferenceSpaceType type, XrExtent2Df* bounds) {
    return call<Session>(session, [&](Session& each) { return write_bounds(each.instance(), type, bounds); });
}

XrResult api::xrCreateReferenceSpace(XrSession session, const XrReferenceSpaceCreateInfo* createInfo, XrSpace* space) {
    return call<Session>(session, [&](Session& parent) -> Outcome<> {
        TRY(check_pointer(space, "space"));
        auto owner = TRY(find_or_error<Session>(session));
        const auto created = TRY(ReferenceSpace::create(std::move(owner), createInfo));
        return handle_table().insert(created, parent.raw_handle(), space);
    });
}

}  // namespace xrt::oxr
