// SPDX-License-Identifier: BSL-1.0
//
// What `monado-ctl capture` is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proto/capture.hpp"
#include "xrt/result.hpp"
#include "xrt/time.hpp"

namespace xrt::ctl {

enum class PictureFormat { png, raw, y4m };

struct CaptureOptions {
    std::string file;  ///< "-": standard output
    PictureFormat format = PictureFormat::png;
    uint64_t pictures = 1;  ///< 0: until somebody ends it
    uint32_t every = 1;
    proto::CapturedView view = proto::CapturedView::left;
    std::optional<uint32_t> client;            ///< nothing: the only one
    std::optional<uint32_t> layer, swapchain;  ///< neither: what the eye sees
    uint32_t array_index = 0;
    Duration patience = std::chrono::seconds(10);  ///< for each picture
};

/// `words` is what follows "capture" on the command line.
Result<CaptureOptions> parse_capture(const std::vector<std::string>& words);

/// Where picture `number`, from 1, goes: into the file itself, or, where there are several, "name-000001.png".
std::string picture_path(const CaptureOptions& options, uint64_t number);

}  // namespace xrt::ctl
