// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/report.hpp"

#include <algorithm>
#include <array>

#include "compositor/target/png_file.hpp"
#include "compositor/target/unfinished_file.hpp"
#include "targets/compare/difference_picture.hpp"
#include "targets/compare/picture_name.hpp"

namespace xrt::compare {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kinds{"side-by-side", "actual", "expected", "difference"};

/// Ours, and nobody else's: "frame-000010-left-difference.png".
bool is_of_a_report(std::string name) {
    for (const std::string_view kind : kinds) {
        const std::string ending = "-" + std::string(kind) + ".png";
        if (!name.ends_with(ending)) continue;
        name.resize(name.size() - ending.size());
        return parse_picture_name(name + ".png").has_value();
    }
    return false;
}

void remove_earlier_pictures(const fs::path& folder) {
    std::error_code code;
    std::vector<fs::path> earlier;
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
        if (is_of_a_report(entry->path().filename().string())) earlier.push_back(entry->path());
    }
    for (const fs::path& path : earlier) fs::remove(path, code);
}

}  // namespace

std::string report_picture_name(const std::string& picture, const std::string& kind) {
    return fs::path(picture).stem().string() + "-" + kind + ".png";
}

Result<Report> Report::create(const fs::path& folder) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) return os_error("cannot make the report's folder " + folder.string(), code.value());
    remove_earlier_pictures(folder);
    return Report(folder);
}

Result<void> Report::write(ReportEntry& entry, const std::string& kind, const Bitmap& picture) const {
    const comp::ViewPixels pixels{picture.extent, std::as_bytes(std::span(picture.rgba))};
    TRY(comp::write_png(folder_ / report_picture_name(entry.result.name, kind), pixels));
    entry.pictures.push_back(kind);
    return {};
}

Result<void> Report::add(const ComparedPictures& pictures, const Tolerance& tolerance) {
    ReportEntry& entry = entries_.emplace_back(ReportEntry{pictures.result, {}});
    if (entry.result.good()) return {};
    const auto& [result, actual, expected, mask] = pictures;
    std::vector<const Bitmap*> all;
    if (actual) all.push_back(&*actual);
    if (expected) all.push_back(&*expected);
    const bool comparable = actual && expected && actual->extent == expected->extent;
    const Bitmap difference = comparable ? difference_picture(*actual, *expected, mask, tolerance) : Bitmap();
    if (comparable) all.push_back(&difference);
    if (all.size() > 1) TRY(write(entry, "side-by-side", beside_each_other(all)));
    if (actual) TRY(write(entry, "actual", *actual));
    if (expected) TRY(write(entry, "expected", *expected));
    if (comparable) TRY(write(entry, "difference", difference));
    return {};
}

Result<void> Report::finish(const std::string& title, const Tolerance& tolerance) const {
    return comp::write_file(page(), report_page(title, tolerance, entries_));
}

}  // namespace xrt::compare
