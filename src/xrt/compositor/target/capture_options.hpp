// SPDX-License-Identifier: BSL-1.0
//
// What is captured, how, and where it goes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "xrt/time.hpp"

namespace xrt::comp {

enum class CaptureFormat { png, raw, y4m };
enum class CapturedViews { both, left, right };
/// Whether each layer is captured as well, as if it were the only one.
enum class CapturedLayers { left_out, taken };

/// What becomes of pictures that the reader of a FIFO or another pipe has not taken yet.
enum class SlowReader {
    waited_for,   ///< everything waits for it; one that takes nothing for too long ends the capture
    left_behind,  ///< nothing waits for it; it misses pictures
};

struct WrittenPicture {
    uint64_t number = 0;  ///< of the composition
    std::string view;     ///< "left", "right", or "both" where they are one picture
    std::filesystem::path path;
    std::optional<uint32_t> layer = std::nullopt;  ///< counted from the lowest, over all sessions
};

struct CaptureOptions {
    /// A folder, made if it is not there. For y4m also one stream: FILE.y4m, a FIFO, /dev/fd/N, or - for standard output.
    std::filesystem::path place;
    uint64_t every = 1;                                       ///< writes the compositions whose number this divides
    std::function<void(const WrittenPicture&)> on_written{};  ///< on the writing thread, when the file is complete
    CaptureFormat format = CaptureFormat::png;
    Duration display_period = std::chrono::nanoseconds(11'111'111);  ///< for y4m
    std::vector<uint64_t> at{};                                      ///< not empty: those compositions alone, ascending
    CapturedViews views = CapturedViews::both;
    CapturedLayers layers = CapturedLayers::left_out;  ///< not for y4m
    /// On the writing thread: the first picture that could not be written, and why.
    std::function<void(const std::string& reason)> on_failed{};
    /// At the end: how many pictures were left out for a slow reader, if any were.
    std::function<void(uint64_t count)> on_left_out{};
    SlowReader slow_reader = SlowReader::waited_for;
    /// How long a reader may take nothing where it is waited for; where it is left behind, how long it is waited for at the end
    /// and in a flush.
    Duration reader_patience = std::chrono::seconds(5);
};

/// "left" or "right".
inline const char* view_name(size_t view) { return view == 0 ? "left" : "right"; }

inline bool is_captured(CapturedViews views, size_t view) {
    return views == CapturedViews::both || (views == CapturedViews::left) == (view == 0);
}

/// A stream, and not a folder with a video for each eye.
bool is_stream(const CaptureOptions& options);

}  // namespace xrt::comp
