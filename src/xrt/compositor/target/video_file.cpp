// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/video_file.hpp"

#include <cerrno>

namespace xrt::comp {

Result<VideoFile> VideoFile::create(const std::filesystem::path& path, const Extent2D& extent, const FrameRate& rate) {
    OutputStream stream(std::fopen(path.c_str(), "wbe"), &std::fclose);
    if (!stream) return os_error("cannot create " + path.string(), errno);
    return on(std::move(stream), path.string(), extent, rate);
}

Result<VideoFile> VideoFile::on(OutputStream stream, std::string name, const Extent2D& extent, const FrameRate& rate) {
    VideoFile file(std::move(stream), std::move(name), extent, rate);
    TRY(file.begin());
    return file;
}

Result<VideoFile> VideoFile::to_standard_output(const Extent2D& extent, const FrameRate& rate) {
    return on(OutputStream(stdout, &std::fflush), "to standard output", extent, rate);
}

Result<void> VideoFile::begin() {
    const std::string header = encoder_.header();
    return write(std::as_bytes(std::span(header)));
}

Result<void> VideoFile::write(const ViewPixels& pixels) {
    if (!(pixels.extent == encoder_.extent())) {
        return Error{ErrorCode::invalid_argument,
                     "the pictures have become larger or smaller: " + name_ + " ends here"};
    }
    return write(encoder_.frame(pixels));
}

/// At once, so that a reader at the other end of a pipe sees it.
Result<void> VideoFile::write(std::span<const std::byte> bytes) {
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stream_.get()) == bytes.size();
    if (written && std::fflush(stream_.get()) == 0) return {};
    return os_error("cannot write " + name_, errno);
}

}  // namespace xrt::comp
