// SPDX-License-Identifier: BSL-1.0
//
// Tells the service of a mistake of the application's, so that whoever tests it hears of it (proto::Service::note_mistake). No more
// than the protocol's bound for each instance. No lock may be held.
#pragma once

#include <cstdint>
#include <string>

namespace xrt::oxr {

/// `object`: the handle that the call was given. All instances tell of a handle that belongs to none.
[[gnu::cold]] void tell_service_of_mistake(uint64_t object, const std::string& text);

}  // namespace xrt::oxr
