// SPDX-License-Identifier: BSL-1.0
#include "targets/run/check_options.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "targets/common/parse_number.hpp"
#include "targets/compare/png_reader.hpp"

namespace xrt::run {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> flags{"--golden", "--tolerance", "--tolerance-pixels", "--mask",
                                                "--report", "--junit",     "--results"};

Error bad(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

template <typename Number>
Result<Number> number(std::string_view flag, std::string_view text, Number most, std::string_view allowed) {
    if (const auto value = parse_number<Number>(text, 0, most)) return *value;
    return bad(std::string(flag) + ": '" + std::string(text) + "' is not " + std::string(allowed));
}

Result<void> make_absolute(std::string_view flag, std::optional<std::string>& path) {
    if (!path) return {};
    std::error_code error;
    const fs::path absolute = fs::absolute(*path, error).lexically_normal();
    if (error) return os_error(std::string(flag) + " " + *path, error.value());
    // "DIR/" and "DIR" are the same folder.
    path = absolute.has_filename() ? absolute.string() : absolute.parent_path().string();
    return {};
}

/// file_type::not_found if there is none. An error if nobody can tell, as below a folder that we may not look into.
Result<fs::file_type> type_of(std::string_view flag, const std::string& path) {
    std::error_code error;
    const fs::file_type type = fs::status(path, error).type();
    if (!error || type == fs::file_type::not_found) return type;
    return os_error(std::string(flag) + " " + path, error.value());
}

Result<void> make_folder_of(std::string_view flag, const std::optional<std::string>& file) {
    if (!file) return {};
    std::error_code error;
    fs::create_directories(fs::path(*file).parent_path(), error);
    if (error) return os_error(std::string(flag) + " " + *file, error.value());
    if (TRY(type_of(flag, *file)) == fs::file_type::directory) {
        return bad(std::string(flag) + " " + *file + ": that is a folder; name a file");
    }
    return {};
}

Result<void> check_golden_folder(const std::string& folder, const std::string& capture, GoldenUse use) {
    const fs::file_type type = TRY(type_of("--golden", folder));
    std::error_code not_both_there;
    if (fs::equivalent(folder, capture, not_both_there)) {
        return bad("--golden and --capture are the same folder: captured pictures would overwrite the golden ones");
    }
    if (use == GoldenUse::update || type == fs::file_type::directory) return {};
    if (type != fs::file_type::not_found) return bad("--golden " + folder + ": that is not a folder");
    return Error{ErrorCode::not_found, "--golden " + folder +
                                           ": there is no such folder; run once with --update-golden, which makes it, "
                                           "and look at the pictures that it puts there"};
}

Result<void> check_mask(const std::string& mask) {
    const auto picture = compare::read_png(mask);
    if (picture.ok()) return {};
    return Error{picture.error().code, "--mask " + mask + ": " + picture.error().message +
                                           "; it has to be a PNG file, black where nothing is to be compared"};
}

}  // namespace

bool CheckOptions::knows(std::string_view flag) { return std::find(flags.begin(), flags.end(), flag) != flags.end(); }

Result<void> CheckOptions::set(std::string_view flag, std::string_view value) {
    if (flag == "--tolerance") {
        if (!tolerance) tolerance.emplace();
        tolerance->channel = static_cast<uint8_t>(TRY(number<int>(flag, value, 255, "a whole number from 0 to 255")));
    } else if (flag == "--tolerance-pixels") {
        if (!tolerance) tolerance.emplace();
        tolerance->pixel_share = TRY(number<double>(flag, value, 1, "a fraction from 0 to 1, such as 0.003"));
    } else if (flag == "--golden") {
        golden = value;
    } else if (flag == "--mask") {
        mask = value;
    } else if (flag == "--report") {
        report = value;
    } else if (flag == "--junit") {
        junit = value;
    } else {
        results = value;
    }
    return {};
}

Result<void> CheckOptions::check(const Options& runtime) const {
    if (!golden) {
        if (use == GoldenUse::update) return bad("--update-golden needs --golden DIR, the folder to write into");
        const char* const useless = tolerance ? "--tolerance" : mask ? "--mask" : report ? "--report" : nullptr;
        return useless ? bad(std::string(useless) + " is of no use without --golden") : Result<void>();
    }
    if (runtime.capture.empty()) return bad("--golden needs --capture DIR: the pictures captured there are compared");
    if (runtime.capture_format == comp::CaptureFormat::png) return {};
    return bad("--golden compares PNG files: leave --capture-format out");
}

Result<void> CheckOptions::prepare(const std::string& capture) {
    if (golden && !report) report = capture + "/compare";
    TRY(make_absolute("--golden", golden));
    TRY(make_absolute("--mask", mask));
    TRY(make_absolute("--report", report));
    TRY(make_absolute("--junit", junit));
    TRY(make_absolute("--results", results));
    TRY(make_folder_of("--junit", junit));
    TRY(make_folder_of("--results", results));
    if (golden) TRY(check_golden_folder(*golden, capture, use));
    if (mask) TRY(check_mask(*mask));
    return {};
}

}  // namespace xrt::run
