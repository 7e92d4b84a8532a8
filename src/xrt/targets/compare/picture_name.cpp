// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/picture_name.hpp"

#include <charconv>

namespace xrt::compare {
namespace {

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// Of at least so many digits.
template <typename Number>
std::optional<Number> take_number(std::string_view& text, size_t digits) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto length = static_cast<size_t>(end - text.data());
    if (error != std::errc() || length < digits) return std::nullopt;
    text.remove_prefix(length);
    return number;
}

}  // namespace

std::optional<PictureName> parse_picture_name(std::string_view text) {
    PictureName name;
    if (!take(text, "frame-")) return std::nullopt;
    const auto frame = take_number<uint64_t>(text, 6);
    if (!frame || !take(text, "-")) return std::nullopt;
    name.frame = *frame;
    if (take(text, "layer-")) {
        name.layer = take_number<uint32_t>(text, 2);
        if (!name.layer || !take(text, "-")) return std::nullopt;
    }
    name.view = text == "left.png" ? PictureView::left : PictureView::right;
    return text == "left.png" || text == "right.png" ? std::optional(name) : std::nullopt;
}

}  // namespace xrt::compare
