// SPDX-License-Identifier: BSL-1.0
//
// A folder for a test's files, pictures among them.
#pragma once

#include <span>

#include "auxiliary/os/test_folder.hpp"
#include "compositor/target/png_file.hpp"
#include "targets/compare/bitmap.hpp"

namespace xrt::compare {

class PictureFolder : public TestFolder {
 protected:
    using TestFolder::write;
    void write(const std::filesystem::path& path, const Bitmap& bitmap) const {
        std::filesystem::create_directories((folder / path).parent_path());
        ASSERT_TRUE(comp::write_png(folder / path, {bitmap.extent, std::as_bytes(std::span(bitmap.rgba))}).ok());
    }
};

}  // namespace xrt::compare
