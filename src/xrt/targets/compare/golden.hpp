// SPDX-License-Identifier: BSL-1.0
//
// Captured pictures against the golden ones: files of the same names in another folder, with masks beside them.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "targets/compare/comparison.hpp"
#include "xrt/result.hpp"

namespace xrt::compare {

struct GoldenSettings {
    std::filesystem::path golden;  ///< a folder
    Tolerance tolerance{};
    std::optional<std::filesystem::path> mask{};  ///< of all pictures, besides each one's own NAME.mask.png
};

enum class Finding {
    same,
    different,  ///< beyond the tolerance
    size_differs,
    golden_missing,
    golden_unreadable,
    mask_unfit,
    picture_unreadable,  ///< the captured one
    not_captured,        ///< there is a golden one, and the run made none
};
/// "same", "size_differs".
std::string_view to_string(Finding finding);

struct PictureResult {
    std::string name;  ///< of both files
    Finding finding = Finding::same;
    Comparison comparison{};  ///< if finding is same or different
    std::string message;      ///< what is wrong and what to do about it, without names of folders; empty if same

    bool good() const { return finding == Finding::same; }
};

/// What was compared, for whoever wants to show it; empty where it could not be read.
struct ComparedPictures {
    PictureResult result;
    std::optional<Bitmap> actual, expected;
    Mask mask;
};

ComparedPictures compare_picture(const std::filesystem::path& captured, const GoldenSettings& settings);

/// The captured pictures that a golden folder has names for, in order. An error says why it cannot be listed.
Result<std::vector<std::string>> list_golden(const std::filesystem::path& folder);

struct GoldenUpdate {
    size_t written = 0, unchanged = 0;
};
/// Puts the captured pictures into the folder, which is made if it is not there. Nothing there is deleted.
Result<GoldenUpdate> update_golden(std::span<const std::filesystem::path> captured,
                                   const std::filesystem::path& folder);

}  // namespace xrt::compare
