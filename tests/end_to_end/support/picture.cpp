// SPDX-License-Identifier: BSL-1.0
#include "support/picture.hpp"

#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace xrt::end_to_end {

std::optional<Picture> Picture::load(const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&image, path.c_str())) return std::nullopt;
    image.format = PNG_FORMAT_RGBA;
    Picture picture{image.width, image.height, std::vector<uint8_t>(PNG_IMAGE_SIZE(image))};
    const bool read = png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) != 0;
    return read ? std::optional(std::move(picture)) : std::nullopt;
}

bool Picture::save(const std::string& path) const {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = PNG_FORMAT_RGBA;
    return png_image_write_to_file(&image, path.c_str(), 0, rgba.data(), 0, nullptr) != 0;
}

int Picture::brightness(uint32_t x, uint32_t y) const {
    const uint8_t* pixel = &rgba[(size_t{y} * width + x) * 4];
    return pixel[0] + pixel[1] + pixel[2];
}

bool Picture::same_colour(const Picture& other, uint32_t x, uint32_t y, int tolerance) const {
    const size_t at = (size_t{y} * width + x) * 4;
    for (size_t i = 0; i < 3; ++i) {
        if (std::abs(rgba[at + i] - other.rgba[at + i]) > tolerance) return false;
    }
    return true;
}

Difference compare(const Picture& one, const Picture& other, int tolerance) {
    if (one.width != other.width || one.height != other.height || one.rgba.empty()) return {};
    size_t off = 0;
    for (uint32_t y = 0; y < one.height; ++y) {
        for (uint32_t x = 0; x < one.width; ++x) off += one.same_colour(other, x, y, tolerance) ? 0 : 1;
    }
    double sum = 0;
    for (size_t i = 0; i < one.rgba.size(); ++i) sum += std::abs(one.rgba[i] - other.rgba[i]);
    const double pixels = static_cast<double>(one.width) * one.height;
    return {.share_off = static_cast<double>(off) / pixels, .mean = sum / static_cast<double>(one.rgba.size())};
}

bool contains(const Picture& whole, const Picture& part) {
    const auto row = [](const Picture& picture, uint32_t x, uint32_t y) {
        return picture.rgba.begin() + static_cast<ptrdiff_t>((size_t{y} * picture.width + x) * 4);
    };
    const auto is_at = [&](uint32_t x, uint32_t y) {
        for (uint32_t line = 0; line < part.height; ++line) {
            const auto begin = row(part, 0, line);
            if (!std::equal(begin, begin + ptrdiff_t{4} * part.width, row(whole, x, y + line))) return false;
        }
        return true;
    };
    for (uint32_t y = 0; y + part.height <= whole.height; ++y) {
        for (uint32_t x = 0; x + part.width <= whole.width; ++x) {
            if (is_at(x, y)) return true;
        }
    }
    return false;
}

int disparity(const Picture& left, const Picture& right, int bound) {
    int best = 0;
    double least = std::numeric_limits<double>::max();
    for (int shift = -bound; shift <= bound; ++shift) {
        double sum = 0;
        for (uint32_t y = 0; y < left.height; y += 2) {
            for (int x = bound; x < static_cast<int>(left.width) - bound; x += 2) {
                sum += std::abs(left.brightness(static_cast<uint32_t>(x), y) -
                                right.brightness(static_cast<uint32_t>(x - shift), y));
            }
        }
        if (sum < least) {
            least = sum;
            best = shift;
        }
    }
    return best;
}

}  // namespace xrt::end_to_end
