// SPDX-License-Identifier: BSL-1.0
//
// XrEventDataReferenceSpaceChangePending (specification: spaces-reference-spaces): a person, or a tool, has moved the
// play space.
#pragma once

#include "proto/event.hpp"

namespace xrt::oxr {

class Session;

/// Queues the event, unless it is about a space that the application's version of OpenXR does not have.
void tell(const proto::ReferenceSpaceChangePending& change, Session& session);

}  // namespace xrt::oxr
