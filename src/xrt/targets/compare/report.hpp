// SPDX-License-Identifier: BSL-1.0
//
// A folder that shows a person what a comparison found: pictures of all that differ, and a page that leads to them. Nothing of
// it is fetched from anywhere else, and it can be moved as a whole.
//
//     Report report = TRY(Report::create(folder));
//     TRY(report.add(pictures));                    // for each
//     TRY(report.finish("hello_xr", tolerance));    // index.html
#pragma once

#include <filesystem>
#include <vector>

#include "targets/compare/golden.hpp"

namespace xrt::compare {

/// An entry of the page.
struct ReportEntry {
    PictureResult result;
    std::vector<std::string> pictures;  ///< which there are: "side-by-side", "actual", "expected", "difference"
};

/// As HTML, with relative links alone.
std::string report_page(const std::string& title, const Tolerance& tolerance, std::span<const ReportEntry> entries);

/// "frame-000010-left-difference.png"
std::string report_picture_name(const std::string& picture, const std::string& kind);

class Report {
 public:
    /// Makes the folder; pictures of an earlier report there are gone.
    static Result<Report> create(const std::filesystem::path& folder);

    /// Of a good one there are no pictures, but its numbers.
    Result<void> add(const ComparedPictures& pictures, const Tolerance& tolerance);
    Result<void> finish(const std::string& title, const Tolerance& tolerance) const;

    std::filesystem::path page() const { return folder_ / "index.html"; }

 private:
    explicit Report(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<void> write(ReportEntry& entry, const std::string& kind, const Bitmap& picture) const;

    std::filesystem::path folder_;
    std::vector<ReportEntry> entries_;
};

}  // namespace xrt::compare
