// SPDX-License-Identifier: BSL-1.0
//
// The functions that deal with spaces: recentring, offsets of reference spaces and of tracking origins.
#include "targets/libmonado/call.hpp"

namespace {

using namespace xrt;
using mnd::call;
using mnd::Outcome;
using mnd::Root;

/// The property that says where the space lies. Null: it cannot be moved by itself.
const char* property_of(mnd_reference_space_type_t type) {
    if (type == MND_SPACE_REFERENCE_TYPE_LOCAL) return "local_offset";
    if (type == MND_SPACE_REFERENCE_TYPE_LOCAL_FLOOR) return "local_floor_offset";
    return type == MND_SPACE_REFERENCE_TYPE_STAGE ? "stage_offset" : nullptr;
}

mnd_result_t refusal(mnd_reference_space_type_t type) {
    const bool known = type == MND_SPACE_REFERENCE_TYPE_VIEW || type == MND_SPACE_REFERENCE_TYPE_UNBOUNDED;
    return known ? MND_ERROR_INVALID_OPERATION : MND_ERROR_INVALID_VALUE;
}

mnd_pose_t to_mnd(const Pose& pose) {
    const auto& [q, p] = pose;
    return {{q.x, q.y, q.z, q.w}, {p.x, p.y, p.z}};
}

Pose from_mnd(const mnd_pose_t& pose) {
    const auto& [q, p] = pose;
    return {{q.x, q.y, q.z, q.w}, {p.x, p.y, p.z}};
}

}  // namespace

mnd_result_t mnd_root_recenter_local_spaces(mnd_root_t* root) {
    return call(root, [](Root& r) -> Outcome {
        const Result<void> recentred = r.control().recentre();
        const bool impossible = !recentred && recentred.error().code == ErrorCode::unsupported;
        return impossible ? MND_ERROR_RECENTERING_NOT_SUPPORTED : Outcome(recentred);
    });
}

mnd_result_t mnd_root_get_reference_space_offset(mnd_root_t* root, mnd_reference_space_type_t type,
                                                 mnd_pose_t* out_offset) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const char* const property = property_of(type);
            if (property == nullptr) return refusal(type);
            const auto reply = r.control().get_property(property);
            if (reply) *out_offset = to_mnd(std::get<Pose>(reply->value));
            return reply;
        },
        out_offset);
}

mnd_result_t mnd_root_set_reference_space_offset(mnd_root_t* root, mnd_reference_space_type_t type,
                                                 const mnd_pose_t* offset) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const char* const property = property_of(type);
            if (property == nullptr) return refusal(type);
            return r.control().set_property(property, from_mnd(*offset));
        },
        offset);
}

mnd_result_t mnd_root_get_tracking_origin_offset(mnd_root_t* root, uint32_t origin_id, mnd_pose_t* out_offset) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const auto origin = r.tracking_origin(origin_id);
            if (origin) *out_offset = to_mnd(origin->offset);
            return origin;
        },
        out_offset);
}

mnd_result_t mnd_root_set_tracking_origin_offset(mnd_root_t* root, uint32_t origin_id, const mnd_pose_t* offset) {
    return call(
        root, [&](Root& r) { return r.control().move_tracking_origin(origin_id, from_mnd(*offset)); }, offset);
}

mnd_result_t mnd_root_get_tracking_origin_count(mnd_root_t* root, uint32_t* out_track_count) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const auto origins = r.control().list_tracking_origins();
            if (origins) *out_track_count = static_cast<uint32_t>(origins->origins.size());
            return origins;
        },
        out_track_count);
}

mnd_result_t mnd_root_get_tracking_origin_name(mnd_root_t* root, uint32_t origin_id, const char** out_string) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const auto origin = r.tracking_origin(origin_id);
            if (origin) *out_string = r.keep(origin->name);
            return origin;
        },
        out_string);
}
