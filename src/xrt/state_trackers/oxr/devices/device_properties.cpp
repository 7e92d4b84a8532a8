// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/device_properties.hpp"

#include <span>

#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/devices/eye_gaze.hpp"
#include "state_trackers/oxr/devices/hand_reader.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

/// Calls write(structure) if the application chained it and enabled its extension.
template <typename Structure, typename Write>
void write_if_asked(const Instance& instance, Feature feature, void* next, XrStructureType type, Write&& write) {
    auto* structure = find_in_output_chain<Structure>(next, type);
    if (structure != nullptr && instance.has(feature)) write(*structure);
}

/// What the labels and shapes of the room's planes amount to.
XrPlaneDetectionCapabilityFlagsEXT plane_capabilities(const DeviceSegment& segment) {
    if (segment.plane_count == 0) return 0;
    XrPlaneDetectionCapabilityFlagsEXT flags =
        XR_PLANE_DETECTION_CAPABILITY_PLANE_DETECTION_BIT_EXT | XR_PLANE_DETECTION_CAPABILITY_ORIENTATION_BIT_EXT;
    for (const SharedPlane& plane : std::span(segment.planes).first(segment.plane_count)) {
        switch (static_cast<PlaneLabel>(plane.label)) {
            case PlaneLabel::ceiling:
                flags |= XR_PLANE_DETECTION_CAPABILITY_SEMANTIC_CEILING_BIT_EXT;
                break;
            case PlaneLabel::floor:
                flags |= XR_PLANE_DETECTION_CAPABILITY_SEMANTIC_FLOOR_BIT_EXT;
                break;
            case PlaneLabel::wall:
                flags |= XR_PLANE_DETECTION_CAPABILITY_SEMANTIC_WALL_BIT_EXT;
                break;
            case PlaneLabel::platform:
                flags |= XR_PLANE_DETECTION_CAPABILITY_SEMANTIC_PLATFORM_BIT_EXT;
                break;
            case PlaneLabel::none:
                break;
        }
        if (plane.hole.size.x > 0 && plane.hole.size.y > 0) flags |= XR_PLANE_DETECTION_CAPABILITY_PLANE_HOLES_BIT_EXT;
    }
    return flags;
}

constexpr XrBool32 to_bool(bool value) { return value ? XR_TRUE : XR_FALSE; }

}  // namespace

void write_device_properties(const Instance& instance, void* next) {
    const DeviceSegment& segment = instance.device_segment();
    write_if_asked<XrSystemHandTrackingPropertiesEXT>(
        instance, Feature::EXT_hand_tracking, next, XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT,
        [&](auto& hands) { hands.supportsHandTracking = to_bool(HandReader(segment).has_hands()); });
    write_if_asked<XrSystemEyeGazeInteractionPropertiesEXT>(
        instance, Feature::EXT_eye_gaze_interaction, next, XR_TYPE_SYSTEM_EYE_GAZE_INTERACTION_PROPERTIES_EXT,
        [&](auto& eyes) { eyes.supportsEyeGazeInteraction = to_bool(has_eye_tracker(segment)); });
    write_if_asked<XrSystemPlaneDetectionPropertiesEXT>(
        instance, Feature::EXT_plane_detection, next, XR_TYPE_SYSTEM_PLANE_DETECTION_PROPERTIES_EXT,
        [&](auto& planes) { planes.supportedFeatures = plane_capabilities(segment); });
    // Whoever draws shows the room.
    const bool shows_room = instance.system_info().graphics;
    write_if_asked<XrSystemPassthroughPropertiesFB>(
        instance, Feature::FB_passthrough, next, XR_TYPE_SYSTEM_PASSTHROUGH_PROPERTIES_FB,
        [&](auto& passthrough) { passthrough.supportsPassthrough = to_bool(shows_room); });
    write_if_asked<XrSystemPassthroughProperties2FB>(
        instance, Feature::FB_passthrough, next, XR_TYPE_SYSTEM_PASSTHROUGH_PROPERTIES2_FB, [&](auto& passthrough) {
            passthrough.capabilities =
                shows_room ? XR_PASSTHROUGH_CAPABILITY_BIT_FB | XR_PASSTHROUGH_CAPABILITY_COLOR_BIT_FB : 0;
        });
}

}  // namespace xrt::oxr
