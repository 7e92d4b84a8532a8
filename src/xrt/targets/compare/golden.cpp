// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/golden.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "compositor/target/unfinished_file.hpp"
#include "targets/compare/picture_name.hpp"
#include "targets/compare/png_reader.hpp"

namespace xrt::compare {
namespace {

namespace fs = std::filesystem;

std::string size_text(const Extent2D& extent) {
    return std::to_string(extent.width) + "x" + std::to_string(extent.height);
}

std::string percent(double share) {
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.4g %%", share * 100);
    return text.data();
}

std::string describe(const Comparison& found, const Tolerance& tolerance) {
    const Rect2D where = found.where.value_or(Rect2D());
    return std::to_string(found.differing) + " of " + std::to_string(found.compared) + " pixels (" +
           percent(found.share()) + ") differ by more than " + std::to_string(tolerance.channel) +
           " in a channel, the most by " + std::to_string(found.largest) + ", within " +
           size_text({where.width, where.height}) + " pixels at " + std::to_string(where.x) + "," +
           std::to_string(where.y) + "; " + percent(tolerance.pixel_share) + " may";
}

/// One mask that fits the picture, or why there is none.
Result<Mask> load_mask(const fs::path& path, const Extent2D& extent) {
    const std::string name = "the mask " + path.filename().string();
    const Result<Bitmap> picture = read_png(path);
    if (!picture) {
        return Error{picture.error().code, name + " cannot be used: " + picture.error().message +
                                               "; it has to be a PNG file, black where nothing is to be compared"};
    }
    if (picture->extent == extent) return mask_of(*picture);
    return Error{ErrorCode::invalid_argument, name + " is " + size_text(picture->extent) + " pixels, and the picture " +
                                                  size_text(extent) + ": draw it anew in the picture's size"};
}

Result<Mask> load_masks(const fs::path& golden, const GoldenSettings& settings, const Extent2D& extent) {
    const fs::path own = fs::path(golden).replace_extension(".mask.png");
    Mask mask;
    if (settings.mask) mask = TRY(load_mask(*settings.mask, extent));
    Result<Mask> beside = load_mask(own, extent);
    if (beside) mask = combine(std::move(mask), *beside);
    if (!beside && beside.error().code != ErrorCode::not_found) return beside.error();
    const bool nothing_left = !mask.empty() && std::find(mask.begin(), mask.end(), true) == mask.end();
    if (!nothing_left) return mask;
    return Error{ErrorCode::invalid_argument, "the mask leaves nothing to compare: it is black everywhere"};
}

void judge(ComparedPictures& pictures, const fs::path& golden, const GoldenSettings& settings) {
    const auto wrong = [&](Finding finding, std::string message) {
        pictures.result.finding = finding;
        pictures.result.message = std::move(message);
    };
    const Extent2D &is = pictures.actual->extent, &was = pictures.expected->extent;
    if (!(is == was)) {
        return wrong(Finding::size_differs, "it is " + size_text(is) + " pixels, and the golden one " + size_text(was) +
                                                ": capture with --view-size " + size_text(was) +
                                                ", or take the new size with --update-golden");
    }
    Result<Mask> mask = load_masks(golden, settings, is);
    if (!mask) return wrong(Finding::mask_unfit, mask.error().message);
    pictures.mask = std::move(*mask);
    Comparison& found = pictures.result.comparison;
    found = compare_bitmaps(*pictures.actual, *pictures.expected, pictures.mask, settings.tolerance);
    if (!found.is_within(settings.tolerance)) wrong(Finding::different, describe(found, settings.tolerance));
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::string_view to_string(Finding finding) {
    constexpr std::array<std::string_view, 8> names{
        "same",       "different",          "size_differs", "golden_missing", "golden_unreadable",
        "mask_unfit", "picture_unreadable", "not_captured"};
    return names[static_cast<size_t>(finding)];
}

ComparedPictures compare_picture(const fs::path& captured, const GoldenSettings& settings) {
    ComparedPictures pictures;
    PictureResult& result = pictures.result;
    result.name = captured.filename().string();
    Result<Bitmap> actual = read_png(captured);
    if (!actual) {
        result.finding = Finding::picture_unreadable;
        result.message = "the captured picture cannot be used: " + actual.error().message;
        return pictures;
    }
    pictures.actual = std::move(*actual);
    const fs::path golden = settings.golden / result.name;
    Result<Bitmap> expected = read_png(golden);
    if (expected) {
        pictures.expected = std::move(*expected);
        judge(pictures, golden, settings);
    } else if (expected.error().code == ErrorCode::not_found) {
        result.finding = Finding::golden_missing;
        result.message =
            "there is no golden picture of this name: if the captured one is right, --update-golden puts it there";
    } else {
        result.finding = Finding::golden_unreadable;
        result.message = "the golden picture cannot be used: " + expected.error().message +
                         "; if the captured one is right, --update-golden puts it in its place";
    }
    return pictures;
}

Result<std::vector<std::string>> list_golden(const fs::path& folder) {
    std::error_code code;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
        const std::string name = entry->path().filename().string();
        if (parse_picture_name(name)) names.push_back(name);
    }
    if (code) return os_error("the golden folder " + folder.string() + " cannot be listed", code.value());
    std::sort(names.begin(), names.end());
    return names;
}

Result<GoldenUpdate> update_golden(std::span<const fs::path> captured, const fs::path& folder) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) return os_error("cannot make the golden folder " + folder.string(), code.value());
    GoldenUpdate update;
    for (const fs::path& path : captured) {
        const std::string picture = contents(path);
        if (picture.empty()) return Error{ErrorCode::not_found, "cannot read the captured picture " + path.string()};
        const fs::path golden = folder / path.filename();
        const bool unchanged = contents(golden) == picture;
        if (!unchanged) TRY(comp::write_file(golden, picture));
        ++(unchanged ? update.unchanged : update.written);
    }
    return update;
}

}  // namespace xrt::compare
