// SPDX-License-Identifier: BSL-1.0
//
// Reads PNG files that anybody may have made: bounded in file, size and memory before anything is decoded.
#pragma once

#include <filesystem>

#include "targets/compare/bitmap.hpp"
#include "xrt/result.hpp"

namespace xrt::compare {

inline constexpr uintmax_t largest_png_file = 128u << 20;  ///< bytes
inline constexpr uint32_t largest_png_side = 16'384;       ///< pixels
inline constexpr uint64_t most_png_pixels = 64u << 20;

/// As eight-bit sRGB with alpha, whatever it holds. not_found if there is none; invalid_argument, and what is wrong with it,
/// if it is no regular file, too large, or no PNG.
Result<Bitmap> read_png(const std::filesystem::path& path);

}  // namespace xrt::compare
