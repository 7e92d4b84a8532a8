// SPDX-License-Identifier: BSL-1.0
#include "targets/run/setting_paths.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

namespace xrt::run {
namespace {

constexpr std::array path_options{"--capture", "--script", "--replay", "--record"};

Result<std::string> absolute(std::string_view flag, const std::string& path) {
    std::error_code error;
    std::string result = std::filesystem::absolute(path, error).lexically_normal().string();
    if (error) return os_error(std::string(flag) + " " + path, error.value());
    return result;
}

/// Standard output, or a descriptor that is open already.
bool is_no_path(std::string_view place) { return place == "-" || place.starts_with("/dev/fd/"); }

}  // namespace

Result<void> make_paths_absolute(RunOptions& options) {
    for (Setting& setting : options.settings) {
        if (std::ranges::find(path_options, setting.option.flag) == path_options.end()) continue;
        if (!is_no_path(setting.value)) setting.value = TRY(absolute(setting.option.flag, setting.value));
    }
    if (options.capture && !is_no_path(*options.capture)) {
        set_capture(options, TRY(absolute("--capture", *options.capture)));
    }
    return {};
}

bool captures_a_stream(const RunOptions& options) {
    return options.capture && comp::is_stream({.place = *options.capture, .format = options.runtime.capture_format});
}

void set_capture(RunOptions& options, const std::string& place) {
    options.capture = options.runtime.capture = place;
    for (Setting& setting : options.settings) {
        if (setting.option.flag == "--capture") setting.value = place;
    }
}

Result<void> make_capture_folder(const RunOptions& options) {
    if (!options.capture || captures_a_stream(options)) return {};
    std::error_code error;
    std::filesystem::create_directories(*options.capture, error);
    if (error) return os_error("--capture " + *options.capture, error.value());
    if (::access(options.capture->c_str(), W_OK | X_OK) != 0) return os_error("--capture " + *options.capture, errno);
    return {};
}

}  // namespace xrt::run
