// SPDX-License-Identifier: BSL-1.0
//
// OpenGL's names of the formats that the service knows as VkFormats.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compositor/client/gl_context.hpp"

namespace xrt::comp {

/// A sized internal format that the API can draw into; none if it has no such format.
std::optional<int64_t> gl_format_of(int64_t vk_format, GlApi api);
std::optional<int64_t> vk_format_of(int64_t gl_format);

/// What glReadPixels is told to get texels as Vulkan lays them out in rows; none if the API gives no such ones away.
struct GlPixels {
    unsigned format = 0;
    unsigned type = 0;
};
std::optional<GlPixels> gl_pixels_of(int64_t vk_format, GlApi api);

/// Those of the service's formats that the API has, in the same order.
std::vector<int64_t> gl_formats(std::span<const int64_t> vk_formats, GlApi api);

}  // namespace xrt::comp
