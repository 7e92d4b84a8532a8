// SPDX-License-Identifier: BSL-1.0
//
// A picture in memory that two processes share: painted once, then sealed, so that nobody can change or shrink it while
// another looks at it.
//
//     const Bitmap picture = TRY(Bitmap::paint(layout, [&](std::span<std::byte> pixels) { ... }));  // here
//     const BitmapPixels pixels = TRY(picture.map());                                               // there
//     show(pixels.row(0));
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

enum class BitmapFormat : uint8_t { r8 = 1, rgba8_srgb = 2, bgra8_srgb = 3, rgba16_float = 4 };

struct BitmapLayout {
    uint32_t width = 0, height = 0;
    uint32_t stride = 0;  ///< bytes from one row to the next
    BitmapFormat format = BitmapFormat::rgba8_srgb;

    uint64_t bytes() const { return uint64_t{stride} * height; }
    /// What is wrong with it, as a literal, or null.
    const char* fault() const;
    bool operator==(const BitmapLayout&) const = default;
};

/// 0 for what is no format.
uint32_t bytes_per_pixel(BitmapFormat format);

/// The picture as this process sees it, until this is destroyed.
class BitmapPixels {
   public:
    BitmapPixels(BitmapPixels&& other) noexcept
        : layout_(other.layout_), address_(std::exchange(other.address_, nullptr)) {}
    BitmapPixels& operator=(BitmapPixels&&) = delete;
    BitmapPixels(const BitmapPixels&) = delete;
    BitmapPixels& operator=(const BitmapPixels&) = delete;
    ~BitmapPixels();

    const BitmapLayout& layout() const { return layout_; }
    /// The pixels of a row, without what pads it to the stride. `y` is below the height.
    std::span<const std::byte> row(uint32_t y) const;

   private:
    friend class Bitmap;
    BitmapPixels(const BitmapLayout& layout, const std::byte* address) : layout_(layout), address_(address) {}

    BitmapLayout layout_;
    const std::byte* address_;
};

class Bitmap {
   public:
    /// No picture.
    Bitmap() = default;
    /// `painter` is given layout.bytes() zeroed bytes.
    static Result<Bitmap> paint(const BitmapLayout& layout, const std::function<void(std::span<std::byte>)>& painter);
    /// What a peer sent: protocol_violation unless find_fault() finds none.
    static Result<Bitmap> adopt(UniqueFd memory, const BitmapLayout& layout);
    /// Why `memory` cannot be such a picture, as a literal, or null: it must be a memfd, large enough and sealed.
    static const char* find_fault(int memory, const BitmapLayout& layout);

    bool valid() const { return memory_.valid(); }
    const BitmapLayout& layout() const { return layout_; }
    Result<BitmapPixels> map() const;

    /// To be sent; a loan.
    const UniqueFd& memory() const { return memory_; }
    UniqueFd take_memory() { return std::move(memory_); }

   private:
    Bitmap(UniqueFd memory, const BitmapLayout& layout) : memory_(std::move(memory)), layout_(layout) {}

    UniqueFd memory_;
    BitmapLayout layout_;
};

}  // namespace xrt
