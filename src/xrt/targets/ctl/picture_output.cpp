// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/picture_output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "compositor/target/png_file.hpp"
#include "compositor/target/raw_picture.hpp"

namespace xrt::ctl {
namespace {

constexpr int64_t longest_still = 10 * 90;  // pictures; whoever shows nothing for longer makes no long video

Result<void> print(std::span<const std::byte> bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0) return {};
    return os_error("cannot write to standard output", errno);
}

Result<void> print_raw(const comp::ViewPixels& pixels) {
    const std::string header = comp::raw_picture_header(pixels.extent);
    TRY(print(std::as_bytes(std::span(header))));
    return print(pixels.rgba);
}

}  // namespace

Result<void> PictureOutput::write(const proto::CapturedPicture& picture) {
    const BitmapPixels mapped = TRY(picture.pixels.map());
    const BitmapLayout& layout = mapped.layout();
    if (layout.format != BitmapFormat::rgba8_srgb) {
        return Error{ErrorCode::protocol_violation, "the service sends pictures of another format"};
    }
    pixels_.clear();
    for (uint32_t y = 0; y < layout.height; ++y) {
        const auto row = mapped.row(y);
        pixels_.insert(pixels_.end(), row.begin(), row.end());
    }
    const comp::ViewPixels pixels{{layout.width, layout.height}, pixels_};
    ++written_;
    return options_.format == PictureFormat::y4m ? write_video(pixels, picture.display_time) : write_one(pixels);
}

Result<void> PictureOutput::write_one(const comp::ViewPixels& pixels) {
    const bool raw = options_.format == PictureFormat::raw;
    if (options_.file == "-") return raw ? print_raw(pixels) : comp::print_png(pixels);
    const std::string path = picture_path(options_, written_);
    return raw ? comp::write_raw_picture(path, pixels) : comp::write_png(path, pixels);
}

Result<void> PictureOutput::write_video(const comp::ViewPixels& pixels, Time display_time) {
    if (!video_) video_.emplace(TRY(open_video(pixels.extent)));
    const Duration spacing = display_period_ * options_.every;
    const int64_t times = last_ ? (display_time - *last_ + spacing / 2) / spacing : 1;
    last_ = display_time;
    for (int64_t i = 0; i < std::clamp<int64_t>(times, 1, longest_still); ++i) TRY(video_->write(pixels));
    return {};
}

Result<comp::VideoFile> PictureOutput::open_video(const Extent2D& extent) const {
    const comp::FrameRate rate = comp::frame_rate_of(display_period_, options_.every);
    auto stream = options_.file == "-" ? comp::OutputStream::open("-") : comp::OutputStream::create(options_.file);
    return comp::VideoFile::on(TRY(std::move(stream)), extent, rate);
}

}  // namespace xrt::ctl
