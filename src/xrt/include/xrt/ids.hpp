// SPDX-License-Identifier: BSL-1.0
//
// Distinct id types: an id of one kind is never taken for one of another.
//
//     using SwapchainId = Id<struct SwapchainTag, uint32_t>;
#pragma once

#include <compare>
#include <cstddef>
#include <functional>

namespace xrt {

template <typename Tag, typename Representation>
struct Id {
    using representation = Representation;
    Representation value = 0;
    auto operator<=>(const Id&) const = default;
};

}  // namespace xrt

template <typename Tag, typename Representation>
struct std::hash<xrt::Id<Tag, Representation>> {
    size_t operator()(xrt::Id<Tag, Representation> id) const { return std::hash<Representation>{}(id.value); }
};
