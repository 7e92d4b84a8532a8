// SPDX-License-Identifier: BSL-1.0
//
// A picture as it is in memory, after a header in words: the Portable Arbitrary Map of netpbm, which ffmpeg and
// ImageMagick read. R8G8B8A8 sRGB, rows from the top without gaps. Several may follow each other in one stream.
#pragma once

#include <filesystem>
#include <string>

#include "compositor/target/target.hpp"

namespace xrt::comp {

std::string raw_picture_header(const Extent2D& extent);

Result<void> write_raw_picture(const std::filesystem::path& path, const ViewPixels& pixels);

}  // namespace xrt::comp
