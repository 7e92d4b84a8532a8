// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/search_path.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "targets/doctor/layer_manifest.hpp"

namespace xrt::doctor {
namespace {

namespace fs = std::filesystem;

#if defined(__x86_64__)
constexpr const char* processor = "x86_64";
#elif defined(__aarch64__)
constexpr const char* processor = "aarch64";
#elif defined(__i386__)
constexpr const char* processor = "i686";
#else
constexpr const char* processor = "other";
#endif

void add_all(std::vector<std::string>& folders, const std::string& list) {
    std::istringstream stream(list);
    for (std::string folder; std::getline(stream, folder, ':');) {
        if (folder.starts_with('/')) folders.push_back(folder);
    }
}

}  // namespace

SearchPath::SearchPath(Lookup variable, std::string system)
    : variable_(std::move(variable)), system_(std::move(system)) {}

std::string SearchPath::value(const char* name, const std::string& otherwise) const {
    const char* const found = variable_(name);
    return found && *found ? found : otherwise;
}

std::string SearchPath::in_home(const char* name, const char* otherwise) const {
    const std::string home = value("HOME", "");
    return value(name, home.empty() ? "" : home + otherwise);
}

std::vector<std::string> SearchPath::config_folders() const {
    std::vector<std::string> folders;
    add_all(folders, in_home("XDG_CONFIG_HOME", "/.config"));
    add_all(folders, value("XDG_CONFIG_DIRS", "/etc/xdg"));
    folders.push_back(system_);
    return folders;
}

std::vector<std::string> SearchPath::data_folders() const {
    std::vector<std::string> folders = config_folders();
    add_all(folders, in_home("XDG_DATA_HOME", "/.local/share"));
    add_all(folders, value("XDG_DATA_DIRS", "/usr/local/share:/usr/share"));
    return folders;
}

std::optional<std::string> SearchPath::active_runtime() const {
    for (const std::string& folder : config_folders()) {
        for (const std::string& name :
             {std::string("active_runtime.") + processor + ".json", std::string("active_runtime.json")}) {
            const std::string path = folder + "/openxr/1/" + name;
            std::error_code ignored;
            // A link that leads nowhere is there as well: the loader trips over it.
            if (fs::symlink_status(path, ignored).type() != fs::file_type::not_found && !ignored) return path;
        }
    }
    return std::nullopt;
}

bool SearchPath::is_set(const std::string& name) const { return variable_(name.c_str()) != nullptr; }

bool SearchPath::loads_itself(const std::string& manifest) const {
    const auto is_set_one = [this](const std::string& name) { return is_set(name); };
    for (const LayerSwitches& layer : read_layer_switches(manifest)) {
        const bool enabled = layer.enable.empty() || std::ranges::any_of(layer.enable, is_set_one);
        if (enabled && std::ranges::none_of(layer.disable, is_set_one)) return true;
    }
    return false;
}

std::vector<std::string> SearchPath::implicit_layers(const std::string& folder) const {
    std::vector<std::string> found;
    for (const std::string& base : data_folders()) {
        std::error_code code;
        for (fs::directory_iterator entry(base + "/" + folder, code), end; !code && entry != end;
             entry.increment(code)) {
            const std::string path = entry->path();
            const bool known = std::ranges::find(found, path) != found.end();
            if (path.ends_with(".json") && !known && loads_itself(path)) found.push_back(path);
        }
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace xrt::doctor
