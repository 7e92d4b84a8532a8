// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/png_file.hpp"

#include <png.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

namespace xrt::comp {
namespace {

/// A file that gets its name only when it is complete.
class UnfinishedFile {
 public:
    explicit UnfinishedFile(const std::filesystem::path& path)
        : path_(path), unfinished_(path.string() + ".part"), file_(std::fopen(unfinished_.c_str(), "wbe")) {}
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;
    ~UnfinishedFile() {
        if (!file_) return;
        std::fclose(file_);
        std::remove(unfinished_.c_str());
    }

    std::FILE* get() const { return file_; }

    Result<void> finish() {
        const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
        if (closed && std::rename(unfinished_.c_str(), path_.c_str()) == 0) return {};
        const int reason = errno;
        std::remove(unfinished_.c_str());
        return os_error("cannot write " + path_.string(), reason);
    }

 private:
    const std::filesystem::path path_;
    const std::string unfinished_;
    std::FILE* file_;
};

}  // namespace

Result<void> write_png(const std::filesystem::path& path, const ViewPixels& pixels) {
    assert(pixels.rgba.size() == size_t{4} * pixels.extent.width * pixels.extent.height);
    UnfinishedFile file(path);
    if (!file.get()) return os_error("cannot create " + path.string(), errno);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = pixels.extent.width;
    image.height = pixels.extent.height;
    image.format = PNG_FORMAT_RGBA;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (!png_image_write_to_stdio(&image, file.get(), 0, pixels.rgba.data(), 0, nullptr)) {
        return Error{ErrorCode::os_error, "cannot write " + path.string() + ": " + image.message};
    }
    return file.finish();
}

}  // namespace xrt::comp
