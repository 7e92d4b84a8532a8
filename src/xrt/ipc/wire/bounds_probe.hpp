// SPDX-License-Identifier: BSL-1.0
//
// Messages that break exactly one rule of the interface language, for tests, fuzzing and hostile clients. Generated code
// (proto/probe.hpp) walks through a message and names each rule on the way; a probe writes one of them wrong and all
// else right. With a rule that is past the last one, the message is right.
//
//     for (size_t rule = 0;; ++rule) {
//         BoundsProbe probe(message, header, {.rule = rule});
//         walk(probe);
//         if (!probe.broke()) break;
//         expect_refusal(message, probe.what(), probe.violation());
//     }
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "ipc/wire/fd_kind.hpp"
#include "ipc/wire/message.hpp"
#include "xrt/bitmap.hpp"
#include "xrt/math.hpp"
#include "xrt/time.hpp"

namespace xrt::ipc {

class BoundsProbe {
 public:
    struct Choice {
        size_t rule = SIZE_MAX;  ///< the one to break
        size_t alternative = 0;  ///< of every union, as far as it has so many
    };

    /// `message` outlives the probe; its fds live as long as the probe.
    BoundsProbe(OutgoingMessage& message, const MessageHeader& header, const Choice& choice);

    bool broke() const { return !violation_.empty(); }
    /// "frame.layers[].head_locked"
    const std::string& what() const { return what_; }
    /// What the reader says of it.
    const std::string& violation() const { return violation_; }

    // What generated code calls.

    void enter(const char* name);
    void leave();
    /// A number without a rule.
    template <typename T>
    void number(T right) {
        append(&right, sizeof(right));
    }
    template <typename T>
    void value(T right, std::type_identity_t<T> wrong, const char* violation) {
        number(breaks(violation) ? wrong : right);
    }
    /// A rule for each end that a value can be beyond.
    template <typename T>
    void range(T first, std::type_identity_t<T> last, const char* violation) {
        T chosen = first;
        if (first != std::numeric_limits<T>::min() && breaks(violation)) chosen = static_cast<T>(first - 1);
        if (last != std::numeric_limits<T>::max() && breaks(violation)) chosen = static_cast<T>(last + 1);
        number(chosen);
    }
    /// A boolean that is 1: what it announces follows.
    void presence();
    void f32();
    void f64();
    void string(uint64_t bound);
    void bytes(uint64_t bound);
    void count(uint64_t bound);
    /// Gives the number of entries that follow: 2, with the same key, if that is the rule to break.
    size_t map_count(uint64_t bound, const char* violation);
    /// Gives the index of the alternative that follows.
    size_t alternative(size_t count, const char* violation);
    void fd(FdKind kind);
    void bitmap(uint64_t max_edge);
    void orientation();

 private:
    bool breaks(const char* violation);
    void append(const void* data, size_t size);
    void lend(UniqueFd fd);

    OutgoingMessage& message_;
    Choice choice_;
    size_t next_rule_ = 0;
    std::string path_;
    std::vector<size_t> path_lengths_;
    std::string what_, violation_;
    std::vector<UniqueFd> fds_;
};

// The project's vocabulary, for `extern` types.

void walk(BoundsProbe& probe, std::type_identity<Time>);
void walk(BoundsProbe& probe, std::type_identity<Duration>);
void walk(BoundsProbe& probe, std::type_identity<Vec2>);
void walk(BoundsProbe& probe, std::type_identity<Pose>);
void walk(BoundsProbe& probe, std::type_identity<Fov>);
void walk(BoundsProbe& probe, std::type_identity<Extent2D>);
void walk(BoundsProbe& probe, std::type_identity<Rect2D>);

}  // namespace xrt::ipc
