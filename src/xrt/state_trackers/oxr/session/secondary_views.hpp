// SPDX-License-Identifier: BSL-1.0
//
// XR_MSFT_secondary_view_configuration: which secondary view configurations a session was begun with, and which of them
// somebody looks at now.
#pragma once

#include "auxiliary/util/guarded.hpp"
#include "proto/session.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/bounded_vector.hpp"

namespace xrt::oxr {

class Instance;

class SecondaryViews {
 public:
    using Types = BoundedVector<XrViewConfigurationType, proto::max_secondary_view_configurations>;

    explicit SecondaryViews(const Instance& instance) : instance_(instance) {}

    /// What the application asks for in xrBeginSession. XR_ERROR_VALIDATION_FAILURE for a primary type or one that is
    /// there twice, XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED for one that the system does not have.
    Outcome<Types> read(const XrSessionBeginInfo& info) const;
    /// From now on.
    void enable(const Types& types);

    bool is_enabled(XrViewConfigurationType type) const;
    bool is_active(XrViewConfigurationType type) const;

    /// Fills what is chained to the XrFrameState, if anything is.
    Outcome<> write_states(XrFrameState& state) const;

 private:
    const Instance& instance_;
    Guarded<Types> enabled_;
};

}  // namespace xrt::oxr
