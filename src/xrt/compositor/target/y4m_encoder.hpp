// SPDX-License-Identifier: BSL-1.0
//
// Pictures as a YUV4MPEG2 stream, which ffmpeg and most players read: C444, that is eight bits for each of Y', Cb and Cr
// of every pixel, in the limited range (16 to 235, 16 to 240), by the matrix of ITU-R BT.601, which readers take where
// nothing else is said. The format has no word for the matrix. Alpha is left out.
//
//     stream << encoder.header();
//     stream << encoder.frame(pixels);   // as often as there are pictures
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compositor/target/frame_rate.hpp"
#include "compositor/target/target.hpp"

namespace xrt::comp {

class Y4mEncoder {
 public:
    /// All pictures are as large.
    Y4mEncoder(const Extent2D& extent, const FrameRate& rate) : extent_(extent), rate_(rate) {}

    const Extent2D& extent() const { return extent_; }
    std::string header() const;
    /// With its own header. There until the next call; memory is used again and again.
    std::span<const std::byte> frame(const ViewPixels& pixels);

 private:
    const Extent2D extent_;
    const FrameRate rate_;
    std::vector<std::byte> frame_;
};

}  // namespace xrt::comp
