// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/y4m_encoder.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

namespace xrt::comp {
namespace {

constexpr std::string_view frame_header = "FRAME\n";

/// One row of BT.601's matrix for eight-bit colours, in 65536ths.
struct Row {
    int64_t red, green, blue, offset;

    std::byte of(const std::byte* rgba) const {
        const auto channel = [&](size_t i) { return std::to_integer<int64_t>(rgba[i]); };
        const int64_t sum = red * channel(0) + green * channel(1) + blue * channel(2);
        return static_cast<std::byte>((sum + (offset << 16) + (1 << 15)) >> 16);
    }
};

/// Kr = 0.299, Kb = 0.114; luma spans 219 steps, chroma 224.
constexpr std::array rows{Row{16829, 33039, 6416, 16}, Row{-9714, -19070, 28784, 128}, Row{28784, -24103, -4681, 128}};

}  // namespace

std::string Y4mEncoder::header() const {
    return "YUV4MPEG2 W" + std::to_string(extent_.width) + " H" + std::to_string(extent_.height) + " F" +
           std::to_string(rate_.numerator) + ":" + std::to_string(rate_.denominator) +
           " Ip A1:1 C444 XCOLORRANGE=LIMITED\n";
}

std::span<const std::byte> Y4mEncoder::frame(const ViewPixels& pixels) {
    assert(pixels.extent == extent_);
    const size_t count = size_t{extent_.width} * extent_.height;
    frame_.resize(frame_header.size() + rows.size() * count);
    const auto header = std::as_bytes(std::span(frame_header));
    auto next = std::ranges::copy(header, frame_.begin()).out;
    for (const Row& row : rows) {
        for (size_t i = 0; i < count; ++i) *next++ = row.of(pixels.rgba.data() + 4 * i);
    }
    return frame_;
}

}  // namespace xrt::comp
