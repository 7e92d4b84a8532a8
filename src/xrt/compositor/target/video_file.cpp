// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/video_file.hpp"

namespace xrt::comp {

Result<VideoFile> VideoFile::on(OutputStream stream, const Extent2D& extent, const FrameRate& rate) {
    VideoFile file(std::move(stream), extent, rate);
    const std::string header = file.encoder_.header();
    TRY(file.stream_.write(std::as_bytes(std::span(header))));
    return file;
}

Result<void> VideoFile::write(const ViewPixels& pixels) {
    if (!(pixels.extent == encoder_.extent())) {
        return Error{ErrorCode::invalid_argument,
                     "the pictures have become larger or smaller: " + stream_.name() + " ends here"};
    }
    return stream_.write(encoder_.frame(pixels));
}

}  // namespace xrt::comp
