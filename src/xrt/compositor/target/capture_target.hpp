// SPDX-License-Identifier: BSL-1.0
//
// Writes every n-th composition, or some of them, into a folder: frame-000001-left.png, frame-000001-right.png and
// frame-000001-layer-00-left.png; or uncompressed, as frame-000001-left.pam; or all of them as left.y4m and right.y4m, or as one
// stream. This has a thread of its own behind a short queue; when that is full, show() waits, and nothing is dropped. Only where the
// pictures go to somebody who reads a pipe, nothing waits for him for long, as the options say.
//
//     auto target = TRY(CaptureTarget::create({.place = "out", .every = 1, .on_written = tell}));
#pragma once

#include <condition_variable>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "compositor/target/capture_options.hpp"
#include "compositor/target/picture_writer.hpp"

namespace xrt::comp {

class CaptureTarget final : public Target {
 public:
    /// An error says why pictures cannot be written there.
    static Result<std::unique_ptr<CaptureTarget>> create(CaptureOptions options);
    ~CaptureTarget() override;

    bool wants(uint64_t number) const override;
    bool wants_layers() const override { return options_.layers == CapturedLayers::taken; }
    Result<void> show(const Picture& picture) override;
    Result<void> flush() override;

 private:
    static constexpr size_t capacity = 3;  ///< pictures that wait or are being written

    /// A picture with pixels of its own, whose memory is used again and again.
    struct Entry {
        uint64_t number = 0;
        std::optional<uint32_t> layer;
        std::array<Extent2D, view_count> extents{};
        std::array<std::vector<std::byte>, view_count> rgba;
    };
    struct Queue {
        std::array<Entry, capacity> entries;
        size_t first = 0, count = 0;
        bool stop = false;
        uint64_t left_out = 0;
        std::optional<Error> error;
    };

    CaptureTarget(CaptureOptions options, std::shared_ptr<const TimerFd> end, std::unique_ptr<PictureWriter> writer);

    bool leaves_out() const { return options_.slow_reader == SlowReader::left_behind && writer_->has_reader(); }
    void leave_out(Queue& queue) const;
    void run();
    void note_error(Queue& queue, const Error& error) const;
    Result<void> write(const Entry& entry) const;

    const CaptureOptions options_;
    Guarded<Queue> queue_;
    std::condition_variable changed_;
    const std::shared_ptr<const TimerFd> end_;     ///< of all waiting for a reader that is left behind
    const std::unique_ptr<PictureWriter> writer_;  ///< the writing thread's
    std::thread thread_;
};

}  // namespace xrt::comp
