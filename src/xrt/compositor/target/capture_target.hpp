// SPDX-License-Identifier: BSL-1.0
//
// Writes every n-th composition into a folder: frame-000001-left.png, frame-000001-right.png; or uncompressed, as
// frame-000001-left.pam; or all of them as left.y4m and right.y4m. This has a thread of its own behind a short queue; when
// that is full, show() waits, and nothing is ever dropped.
//
//     auto target = TRY(CaptureTarget::create({.directory = "out", .every = 1, .on_written = tell}));
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "compositor/target/target.hpp"
#include "compositor/target/video_file.hpp"

namespace xrt::comp {

struct WrittenPicture {
    uint64_t number = 0;  ///< of the composition
    size_t view = 0;      ///< 0 left, 1 right
    std::filesystem::path path;
};

/// "left" or "right".
const char* view_name(size_t view);

enum class CaptureFormat { png, raw, y4m };

struct CaptureOptions {
    std::filesystem::path directory;                          ///< made if it is not there
    uint64_t every = 1;                                       ///< writes the compositions whose number this divides
    std::function<void(const WrittenPicture&)> on_written{};  ///< on the writing thread, when the file is complete
    CaptureFormat format = CaptureFormat::png;
    Duration display_period = std::chrono::nanoseconds(11'111'111);  ///< for y4m
};

class CaptureTarget final : public Target {
 public:
    /// An error says why pictures cannot be written into the folder.
    static Result<std::unique_ptr<CaptureTarget>> create(CaptureOptions options);
    ~CaptureTarget() override;

    bool wants(uint64_t number) const override { return number % options_.every == 0; }
    Result<void> show(const Picture& picture) override;
    Result<void> flush() override;

 private:
    static constexpr size_t capacity = 3;  ///< pictures that wait or are being written

    /// A picture with pixels of its own, whose memory is used again and again.
    struct Entry {
        uint64_t number = 0;
        std::array<Extent2D, view_count> extents{};
        std::array<std::vector<std::byte>, view_count> rgba;
    };
    struct Queue {
        std::array<Entry, capacity> entries;
        size_t first = 0, count = 0;
        bool stop = false;
        std::optional<Error> error;
    };

    explicit CaptureTarget(CaptureOptions options);

    void run();
    static void note_error(Queue& queue, const Error& error);
    Result<void> write(const Entry& entry);
    Result<void> write(size_t view, const ViewPixels& pixels, const std::filesystem::path& path);
    Result<void> write_video(size_t view, const ViewPixels& pixels, const std::filesystem::path& path);
    std::filesystem::path path_of(uint64_t number, size_t view) const;

    const CaptureOptions options_;
    Guarded<Queue> queue_;
    std::condition_variable changed_;
    std::array<std::optional<VideoFile>, view_count> videos_;  ///< the writing thread's
    std::thread thread_;
};

}  // namespace xrt::comp
