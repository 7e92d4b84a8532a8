// SPDX-License-Identifier: BSL-1.0
//
// Whose turn each image of a swapchain is. Images are acquired one after the other, waited for in that order, each released
// before the next is waited for. Pure: waiting itself is somebody else's.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "xrt/compositor_native.hpp"

namespace xrt::oxr {

class ImageRing {
 public:
    /// `static_image`: acquired once and never again.
    ImageRing(uint32_t image_count, bool static_image) : count_(image_count), static_(static_image) {}

    uint32_t count() const { return count_; }

    /// None: all are acquired, or the only one was.
    std::optional<uint32_t> next_to_acquire() const;
    void acquire() { ++acquired_; }
    uint32_t acquired_count() const { return static_cast<uint32_t>(acquired_ - released_); }

    /// The oldest acquired image, unless it has been waited for already.
    std::optional<uint32_t> next_to_wait_for() const;
    void finish_wait() { waited_ = true; }

    /// The image that was waited for.
    std::optional<uint32_t> next_to_release() const;
    void release();

    /// The last image that was released, which is what frames show.
    std::optional<uint32_t> released() const;

    /// Frame `number` reads the image.
    void note_use(uint32_t index, uint64_t number) { last_use_[index] = number; }
    /// The last frame that read the image; 0: none.
    uint64_t last_use(uint32_t index) const { return last_use_[index]; }

 private:
    uint32_t index(uint64_t turn) const { return static_cast<uint32_t>(turn % count_); }

    uint32_t count_;
    bool static_;
    uint64_t acquired_ = 0;  ///< turns: how many images were ever acquired, and released
    uint64_t released_ = 0;
    bool waited_ = false;  ///< for the image of turn `released_`
    std::array<uint64_t, max_swapchain_images> last_use_{};
};

}  // namespace xrt::oxr
