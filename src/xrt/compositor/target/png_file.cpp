// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/png_file.hpp"

#include <png.h>

#include <cassert>

#include "compositor/target/unfinished_file.hpp"

namespace xrt::comp {
namespace {

Result<void> write_to(std::FILE* file, const ViewPixels& pixels, const std::string& name) {
    assert(pixels.rgba.size() == size_t{4} * pixels.extent.width * pixels.extent.height);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = pixels.extent.width;
    image.height = pixels.extent.height;
    image.format = PNG_FORMAT_RGBA;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (png_image_write_to_stdio(&image, file, 0, pixels.rgba.data(), 0, nullptr)) return {};
    return Error{ErrorCode::os_error, "cannot write " + name + ": " + image.message};
}

}  // namespace

Result<void> write_png(const std::filesystem::path& path, const ViewPixels& pixels) {
    UnfinishedFile file = TRY(UnfinishedFile::create(path));
    TRY(write_to(file.get(), pixels, path.string()));
    return file.finish();
}

Result<void> print_png(const ViewPixels& pixels) { return write_to(stdout, pixels, "to standard output"); }

}  // namespace xrt::comp
