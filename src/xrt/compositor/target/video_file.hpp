// SPDX-License-Identifier: BSL-1.0
//
// A video in the Y4M format on a stream. Ends when it is destroyed; what was written is whole at any time.
#pragma once

#include "compositor/target/output_stream.hpp"
#include "compositor/target/y4m_encoder.hpp"

namespace xrt::comp {

class VideoFile {
 public:
    static Result<VideoFile> on(OutputStream stream, const Extent2D& extent, const FrameRate& rate);

    /// invalid_argument if it is of another size than the first.
    Result<void> write(const ViewPixels& pixels);

 private:
    VideoFile(OutputStream stream, const Extent2D& extent, const FrameRate& rate)
        : stream_(std::move(stream)), encoder_(extent, rate) {}

    OutputStream stream_;
    Y4mEncoder encoder_;
};

}  // namespace xrt::comp
