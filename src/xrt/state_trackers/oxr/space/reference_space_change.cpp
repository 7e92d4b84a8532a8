// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/reference_space_change.hpp"

#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/reference_space.hpp"

namespace xrt::oxr {
namespace {

XrReferenceSpaceType type_of(proto::ReferenceSpace space) {
    switch (space) {
        case proto::ReferenceSpace::local:
            return XR_REFERENCE_SPACE_TYPE_LOCAL;
        case proto::ReferenceSpace::local_floor:
            return XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR;
        case proto::ReferenceSpace::stage:
            break;
    }
    return XR_REFERENCE_SPACE_TYPE_STAGE;
}

}  // namespace

void tell(const proto::ReferenceSpaceChangePending& change, Session& session) {
    Instance& instance = session.instance();
    if (change.space == proto::ReferenceSpace::local_floor && !has_local_floor(instance)) return;
    instance.events().push(XrEventDataReferenceSpaceChangePending{
        XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING, nullptr, session.handle(), type_of(change.space),
        to_nanoseconds(change.time), XR_TRUE, to_xr(change.pose_in_previous_space)});
}

}  // namespace xrt::oxr
