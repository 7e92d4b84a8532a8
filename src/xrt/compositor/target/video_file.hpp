// SPDX-License-Identifier: BSL-1.0
//
// A Y4M file, or any stream that one can be written to. Ends when it is destroyed; what was written is whole at any time.
#pragma once

#include <filesystem>
#include <string>

#include "compositor/target/output_stream.hpp"
#include "compositor/target/y4m_encoder.hpp"

namespace xrt::comp {

class VideoFile {
 public:
    static Result<VideoFile> create(const std::filesystem::path& path, const Extent2D& extent, const FrameRate& rate);
    /// `name` is for messages.
    static Result<VideoFile> on(OutputStream stream, std::string name, const Extent2D& extent, const FrameRate& rate);
    /// Standard output, which stays open.
    static Result<VideoFile> to_standard_output(const Extent2D& extent, const FrameRate& rate);

    /// invalid_argument if it is of another size than the first.
    Result<void> write(const ViewPixels& pixels);

 private:
    VideoFile(OutputStream stream, std::string name, const Extent2D& extent, const FrameRate& rate)
        : stream_(std::move(stream)), name_(std::move(name)), encoder_(extent, rate) {}
    Result<void> write(std::span<const std::byte> bytes);
    Result<void> begin();

    OutputStream stream_;
    std::string name_;
    Y4mEncoder encoder_;
};

}  // namespace xrt::comp
