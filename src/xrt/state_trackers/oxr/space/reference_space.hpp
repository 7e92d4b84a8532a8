// SPDX-License-Identifier: BSL-1.0
//
// A space in one of the system's reference spaces (specification: spaces-reference-spaces).
#pragma once

#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {

class Instance;

/// The instance's core version, or an extension, has LOCAL_FLOOR.
bool has_local_floor(const Instance& instance);

class ReferenceSpace final : public Space {
 public:
    static Outcome<std::shared_ptr<Space>> create(std::shared_ptr<Session> session,
                                                  const XrReferenceSpaceCreateInfo* info);
    ReferenceSpace(std::shared_ptr<Session> session, Anchor::Kind kind, const Pose& anchor_from_space)
        : Space(std::move(session), anchor_from_space), kind_(kind) {}

    Anchor anchor() override { return {kind_, 0}; }

 private:
    const Anchor::Kind kind_;
};

}  // namespace xrt::oxr
