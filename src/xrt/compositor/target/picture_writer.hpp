// SPDX-License-Identifier: BSL-1.0
//
// Where a capture's pictures go: files of their own in a folder, a video for each eye there, or one stream that shows
// both eyes side by side.
#pragma once

#include <memory>

#include "compositor/target/capture_options.hpp"
#include "compositor/target/output_stream.hpp"
#include "compositor/target/target.hpp"

namespace xrt::comp {

class PictureWriter {
 public:
    virtual ~PictureWriter() = default;
    /// Called on one thread, with ascending numbers.
    virtual Result<void> write(const Picture& picture) = 0;
    /// Whether somebody at the other end of a pipe may take nothing for as long as he likes.
    virtual bool has_reader() const { return false; }
};

/// An error says why pictures cannot be written there.
Result<std::unique_ptr<PictureWriter>> make_picture_writer(const CaptureOptions& options, const ReaderLimits& limits);

}  // namespace xrt::comp
