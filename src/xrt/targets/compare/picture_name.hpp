// SPDX-License-Identifier: BSL-1.0
//
// The names that captured pictures have: frame-000010-left.png, frame-000010-layer-00-right.png.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace xrt::compare {

enum class PictureView { left, right };

struct PictureName {
    uint64_t frame = 0;
    std::optional<uint32_t> layer = std::nullopt;
    PictureView view = PictureView::left;
    bool operator==(const PictureName&) const = default;
};

/// Nothing for any other name; "frame-000010-left.mask.png" is one.
std::optional<PictureName> parse_picture_name(std::string_view file_name);

}  // namespace xrt::compare
