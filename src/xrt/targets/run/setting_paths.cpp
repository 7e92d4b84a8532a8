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

}  // namespace

Result<void> make_paths_absolute(RunOptions& options) {
    for (Setting& setting : options.settings) {
        if (std::ranges::find(path_options, setting.option.flag) == path_options.end()) continue;
        setting.value = TRY(absolute(setting.option.flag, setting.value));
    }
    if (options.capture) options.capture = TRY(absolute("--capture", *options.capture));
    return {};
}

Result<void> make_capture_folder(const RunOptions& options) {
    if (!options.capture) return {};
    std::error_code error;
    std::filesystem::create_directories(*options.capture, error);
    if (error) return os_error("--capture " + *options.capture, error.value());
    if (::access(options.capture->c_str(), W_OK | X_OK) != 0) return os_error("--capture " + *options.capture, errno);
    return {};
}

}  // namespace xrt::run
