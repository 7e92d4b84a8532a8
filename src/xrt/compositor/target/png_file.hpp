// SPDX-License-Identifier: BSL-1.0
//
// Writes a picture as a PNG file. The same pixels always make the same bytes, and nobody ever sees half a file.
#pragma once

#include <filesystem>

#include "compositor/target/target.hpp"

namespace xrt::comp {

Result<void> write_png(const std::filesystem::path& path, const ViewPixels& pixels);
/// To standard output, as it is.
Result<void> print_png(const ViewPixels& pixels);

}  // namespace xrt::comp
