// SPDX-License-Identifier: BSL-1.0
//
// Makes the system compositor that draws with Vulkan.
//
//     auto compositor = TRY(create_vulkan_compositor({.hmd = hmd, .head = head, .clock = make_system_clock(mode)}));
#pragma once

#include <optional>

#include "compositor/multi/multi_compositor.hpp"
#include "compositor/render/screen.hpp"
#include "compositor/render/vulkan_instance.hpp"
#include "compositor/target/capture_target.hpp"
#include "xrt/instance.hpp"

namespace xrt::comp {

struct VulkanCompositorOptions {
    HmdInfo hmd;          ///< what to compose for
    HeadPoseSource head;  ///< called on the compositor's thread
    SystemClock clock;
    std::optional<CaptureOptions> capture{};
    Validation validation = Validation::off;
    Room room{};                                    ///< what passthrough shows
    std::vector<const char*> surface_extensions{};  ///< of the instance: what the screens' surfaces need
    MakeScreens make_screens{};                     ///< may be empty
};

/// Nobody looks without a capture or a screen. ErrorCode::unavailable where no Vulkan device will do; capture's errors where the folder cannot be used.
Result<std::unique_ptr<MultiCompositor>> create_vulkan_compositor(VulkanCompositorOptions options);

}  // namespace xrt::comp
