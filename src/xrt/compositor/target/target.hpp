// SPDX-License-Identifier: BSL-1.0
//
// Somebody who looks at what the compositor draws: a capture, later a window or a preview.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// One view's pixels: R8G8B8A8 sRGB, rows from the top without gaps.
struct ViewPixels {
    Extent2D extent;
    std::span<const std::byte> rgba;
};

/// What both eyes see of one composition.
struct Picture {
    uint64_t number = 0;  ///< of the composition
    std::array<ViewPixels, view_count> views;
    std::optional<uint32_t> layer = std::nullopt;  ///< of that layer alone, counted from the lowest over all sessions
};

class Target {
 public:
    virtual ~Target() = default;
    /// Whether it looks at the composition of this number. On any thread.
    virtual bool wants(uint64_t number) const = 0;
    /// Whether of each of those compositions it wants the layers as well, one by one.
    virtual bool wants_layers() const { return false; }
    /// The pixels are there until this returns.
    virtual Result<void> show(const Picture& picture) = 0;
    /// Waits until everything shown has gone where it goes; the first error since the last flush. `timeout` where it goes to somebody
    /// who is not waited for, and who takes his time.
    virtual Result<void> flush() = 0;
};

}  // namespace xrt::comp
