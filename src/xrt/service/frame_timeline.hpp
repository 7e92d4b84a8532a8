// SPDX-License-Identifier: BSL-1.0
//
// What frames went through, kept for tools that ask: a ring that any thread writes without lock or allocation, and that
// overwrites what nobody fetched. While nobody records, record() is one relaxed load.
//
//     FrameTimeline::Reader reader(timeline);   // begins here, ends with the reader
//     reader.take(events);                      // what was recorded meanwhile
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

#include "proto/timeline.hpp"
#include "xrt/bounded_vector.hpp"

namespace xrt {

class FrameTimeline {
 public:
    static constexpr size_t capacity = 16384;
    using Batch = BoundedVector<proto::TimelineEvent, proto::max_timeline_events>;

    bool is_recording() const { return readers_.load(std::memory_order_relaxed) > 0; }
    void record(const proto::TimelineEvent& event) {
        if (is_recording()) write(event);
    }

    /// One thread at a time. The timeline outlives it.
    class Reader {
     public:
        explicit Reader(FrameTimeline& timeline);
        ~Reader();
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;

        /// Appends what fits, oldest first, and gives how many were overwritten before they could be taken.
        uint64_t take(Batch& events);

     private:
        FrameTimeline& timeline_;
        uint64_t next_;
    };

 private:
    static constexpr size_t words = 5;
    struct Slot {
        std::atomic<uint64_t> sequence{0};  ///< 2n + 1 while event n is written, 2n + 2 when it is there
        std::array<std::atomic<uint64_t>, words> content{};
    };
    using Ring = std::array<Slot, capacity>;
    enum class Found { event, nothing_yet, overwritten };

    void write(const proto::TimelineEvent& event);
    Found read(uint64_t number, proto::TimelineEvent& event) const;
    void make_ring();

    std::atomic<uint32_t> readers_{0};
    std::atomic<uint64_t> next_{0};
    std::atomic<Ring*> ring_{nullptr};  ///< made for the first reader, kept from then on
    std::mutex making_;
    std::unique_ptr<Ring> owned_ring_;
};

}  // namespace xrt
