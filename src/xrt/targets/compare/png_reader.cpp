// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/png_reader.hpp"

#include <fcntl.h>
#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "xrt/unique_fd.hpp"

namespace xrt::compare {
namespace {

Error bad(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// Never waits, as opening a FIFO would.
Result<File> open_regular(const std::filesystem::path& path) {
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!fd.valid()) return os_error("it cannot be opened", errno);
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0) return os_error("it cannot be read", errno);
    if (!S_ISREG(status.st_mode)) return bad("it is not a file");
    if (static_cast<uintmax_t>(status.st_size) > largest_png_file) return bad("it is larger than 128 MiB");
    File file(::fdopen(fd.get(), "rb"), &std::fclose);
    if (!file) return os_error("it cannot be read", errno);
    (void)fd.release();
    return file;
}

/// libpng's own state for a reading, gone with its owner.
class Reading {
 public:
    Reading() { image_.version = PNG_IMAGE_VERSION; }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    ~Reading() { png_image_free(&image_); }

    Result<Bitmap> read(std::FILE* file) {
        if (!png_image_begin_read_from_stdio(&image_, file)) return broken();
        TRY(check_size());
        image_.format = PNG_FORMAT_RGBA;
        Bitmap bitmap{{image_.width, image_.height}, std::vector<uint8_t>(PNG_IMAGE_SIZE(image_))};
        if (!png_image_finish_read(&image_, nullptr, bitmap.rgba.data(), 0, nullptr)) return broken();
        return bitmap;
    }

 private:
    Error broken() const { return bad(std::string("it is no PNG file that can be read: ") + image_.message); }

    /// Before memory is taken: a few bytes can promise a picture of any size.
    Result<void> check_size() const {
        const bool large = image_.width > largest_png_side || image_.height > largest_png_side ||
                           uint64_t{image_.width} * image_.height > most_png_pixels;
        if (!large) return {};
        return bad("it is too large: " + std::to_string(image_.width) + "x" + std::to_string(image_.height) +
                   " pixels");
    }

    png_image image_{};
};

}  // namespace

Result<Bitmap> read_png(const std::filesystem::path& path) {
    const File file = TRY(open_regular(path));
    return Reading().read(file.get());
}

}  // namespace xrt::compare
