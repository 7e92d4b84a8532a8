// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/raw_picture.hpp"

#include "compositor/target/unfinished_file.hpp"

namespace xrt::comp {

std::string raw_picture_header(const Extent2D& extent) {
    return "P7\nWIDTH " + std::to_string(extent.width) + "\nHEIGHT " + std::to_string(extent.height) +
           "\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n";
}

Result<void> write_raw_picture(const std::filesystem::path& path, const ViewPixels& pixels) {
    UnfinishedFile file = TRY(UnfinishedFile::create(path));
    TRY(file.write(raw_picture_header(pixels.extent)));
    TRY(file.write(pixels.rgba));
    return file.finish();
}

}  // namespace xrt::comp
