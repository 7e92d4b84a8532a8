// SPDX-License-Identifier: BSL-1.0
#include "targets/run/picture_check.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "targets/common/phrases.hpp"
#include "targets/compare/picture_name.hpp"
#include "targets/compare/report.hpp"

namespace xrt::run {
namespace {

namespace fs = std::filesystem;
using compare::PictureName;

constexpr size_t most_lines = 10;  // about single pictures; the report has them all

/// By their names, each once: whoever says on the status socket that there is a picture elsewhere is not believed.
std::set<std::string> names_of(const std::vector<std::string>& captured) {
    std::set<std::string> names;
    for (const std::string& path : captured) {
        const std::string name = fs::path(path).filename().string();
        if (compare::parse_picture_name(name)) names.insert(name);
    }
    return names;
}

/// Whether the run was to make a picture of that name, if it had so many frames.
bool is_asked_for(const PictureName& name, const Options& runtime) {
    const size_t view = name.view == compare::PictureView::left ? 0 : 1;
    if (!comp::is_captured(runtime.capture_views, view)) return false;
    if (name.layer && runtime.capture_layers == comp::CapturedLayers::left_out) return false;
    if (runtime.capture_at.empty()) return name.frame % runtime.capture_every == 0;
    return std::binary_search(runtime.capture_at.begin(), runtime.capture_at.end(), name.frame);
}

/// Golden ones that the run should have made anew.
Result<std::vector<compare::PictureResult>> find_missing(const std::set<std::string>& names, const fs::path& golden,
                                                         const Options& runtime) {
    std::vector<compare::PictureResult> missing;
    for (const std::string& name : TRY(compare::list_golden(golden))) {
        if (names.contains(name) || !is_asked_for(*compare::parse_picture_name(name), runtime)) continue;
        missing.push_back(
            {name,
             compare::Finding::not_captured,
             {},
             "the run made no such picture, and there is a golden one: delete that if it is no longer wanted"});
    }
    return missing;
}

void tell(PictureCheck& check, const std::string& golden, const fs::path& page) {
    size_t bad = 0;
    for (const compare::PictureResult& result : check.results) {
        if (!result.good() && ++bad <= most_lines) check.faults.push_back(result.name + ": " + result.message);
    }
    if (bad > most_lines) check.faults.push_back("and " + counted(bad - most_lines, "picture") + " more");
    if (check.results.empty()) check.faults.push_back("there is no picture to compare: none was captured");
    if (bad > 0) {
        check.faults.push_back(std::to_string(bad) + " of " + counted(check.results.size(), "picture") + " not as in " +
                               golden + "; look at " + page.string());
    } else if (check.faults.empty()) {
        check.said = counted(check.results.size(), "picture") + " as in " + golden;
    }
}

Result<PictureCheck> compare_all(const std::set<std::string>& names, const fs::path& folder,
                                 const CheckOptions& options, const Options& runtime, const std::string& title,
                                 RunEnd end) {
    const compare::Tolerance tolerance = options.tolerance.value_or(compare::Tolerance());
    compare::GoldenSettings settings{.golden = *options.golden, .tolerance = tolerance};
    if (options.mask) settings.mask = *options.mask;
    PictureCheck check;
    compare::Report report = TRY(compare::Report::create(*options.report));
    for (const std::string& name : names) {
        const compare::ComparedPictures pictures = compare::compare_picture(folder / name, settings);
        check.results.push_back(pictures.result);
        TRY(report.add(pictures, tolerance));
    }
    if (end == RunEnd::well) {
        for (const compare::PictureResult& result : TRY(find_missing(names, *options.golden, runtime))) {
            check.results.push_back(result);
            TRY(report.add({result, std::nullopt, std::nullopt, {}}, tolerance));
        }
    }
    TRY(report.finish(title, tolerance));
    tell(check, *options.golden, report.page());
    return check;
}

Result<PictureCheck> update_all(const std::set<std::string>& names, const fs::path& folder, const std::string& golden,
                                RunEnd end) {
    PictureCheck check;
    if (end == RunEnd::badly) {
        check.faults.push_back("the golden pictures are left as they were: the run did not end well");
        return check;
    }
    std::vector<fs::path> paths;
    for (const std::string& name : names) paths.push_back(folder / name);
    if (paths.empty()) {
        check.faults.push_back("there is no picture to put into " + golden + ": none was captured");
        return check;
    }
    const compare::GoldenUpdate update = TRY(compare::update_golden(paths, golden));
    check.said = "golden pictures in " + golden + ": " + std::to_string(update.written) + " written, " +
                 std::to_string(update.unchanged) + " as they were";
    return check;
}

}  // namespace

Result<PictureCheck> check_pictures(const std::vector<std::string>& captured, const CheckOptions& options,
                                    const Options& runtime, const std::string& title, RunEnd end) {
    const std::set<std::string> names = names_of(captured);
    const fs::path folder = runtime.capture;
    if (options.use == GoldenUse::update) return update_all(names, folder, *options.golden, end);
    return compare_all(names, folder, options, runtime, title, end);
}

}  // namespace xrt::run
