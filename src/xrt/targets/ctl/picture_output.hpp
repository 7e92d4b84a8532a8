// SPDX-License-Identifier: BSL-1.0
//
// Where captured pictures go: files of their own, one stream of them, or a video. A video has as many pictures a second as
// the display: while nothing new is shown, the last one is shown again.
#pragma once

#include <optional>
#include <vector>

#include "compositor/target/video_file.hpp"
#include "targets/ctl/capture_options.hpp"

namespace xrt::ctl {

class PictureOutput {
 public:
    PictureOutput(CaptureOptions options, Duration display_period)
        : options_(std::move(options)), display_period_(display_period) {}

    Result<void> write(const proto::CapturedPicture& picture);
    uint64_t written() const { return written_; }

 private:
    Result<void> write_one(const comp::ViewPixels& pixels);
    Result<void> write_video(const comp::ViewPixels& pixels, Time display_time);
    Result<comp::VideoFile> open_video(const Extent2D& extent) const;

    const CaptureOptions options_;
    const Duration display_period_;
    uint64_t written_ = 0;
    std::vector<std::byte> pixels_;  ///< without what pads the rows
    std::optional<comp::VideoFile> video_;
    std::optional<Time> last_;
};

}  // namespace xrt::ctl
