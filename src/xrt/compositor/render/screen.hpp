// SPDX-License-Identifier: BSL-1.0
//
// Somebody who shows what the compositor draws straight from the device's memory: a window, or a display of its own.
// Whoever wants pixels instead is a Target.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "compositor/render/view_image.hpp"
#include "xrt/result.hpp"
#include "xrt/time.hpp"

namespace xrt::comp {

/// One composition.
struct ScreenFrame {
    uint64_t number = 0;
    Time display_time{};  ///< when it should be seen
    ViewImages views;
};

class Screen {
 public:
    virtual ~Screen() = default;
    /// Whether it shows anything now: nothing is drawn for a window that is closed. On any thread.
    virtual bool wants() const = 0;
    /// On the compositor's thread. The views' images stay as they are until show() is called again.
    virtual Result<void> show(const ScreenFrame& frame) = 0;
    /// When the display showed something last, of which nobody was told yet; where it can say so. CLOCK_MONOTONIC.
    virtual std::optional<Time> take_seen() { return std::nullopt; }
};

class VulkanDevice;
using Screens = std::vector<std::unique_ptr<Screen>>;
/// Called for every device that compositions are drawn with: at first, and again when one was lost. The screens are gone
/// before the next call.
using MakeScreens = std::function<Result<Screens>(const std::shared_ptr<VulkanDevice>&)>;

}  // namespace xrt::comp
