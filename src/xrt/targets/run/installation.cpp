// SPDX-License-Identifier: BSL-1.0
#include "targets/run/installation.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "targets/run/runtime_manifest.hpp"

namespace xrt::run {
namespace {

namespace fs = std::filesystem;

bool is_program(const std::string& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

Installation::Installation(std::string program, std::string search_path)
    : folder_(fs::path(program).parent_path()), search_path_(std::move(search_path)) {}

Result<Installation> Installation::of_this_process() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error) return os_error("/proc/self/exe", error.value());
    const char* path = std::getenv("PATH");
    return Installation(program, path ? path : "");
}

Result<std::string> Installation::service() const {
    const std::string beside = folder_ + "/monado-service";
    if (is_program(beside)) return beside;
    std::istringstream folders(search_path_);
    for (std::string folder; std::getline(folders, folder, ':');) {
        const std::string candidate = folder + "/monado-service";
        if (folder.starts_with('/') && is_program(candidate)) return candidate;
    }
    return Error{ErrorCode::not_found, "there is no monado-service in " + folder_ + " or on PATH"};
}

Result<std::string> Installation::manifest(Place place) const {
    const std::string name = place == Place::service ? "openxr_monado.json" : "openxr_monado_inprocess.json";
    std::string tried;
    for (const char* relative : {"/../lib/", "/../share/openxr/1/"}) {
        const std::string candidate = fs::path(folder_ + relative + name).lexically_normal();
        std::error_code ignored;
        if (fs::is_regular_file(candidate, ignored)) return candidate;
        tried += (tried.empty() ? "" : " and no ") + candidate;
    }
    return Error{ErrorCode::not_found, "there is no " + tried};
}

std::optional<std::string> Installation::libmonado() const {
    const auto path = manifest(Place::service);
    if (!path) return std::nullopt;
    const RuntimeManifest found = read_runtime_manifest(*path);
    return found.libmonado_there ? std::optional(found.libmonado) : std::nullopt;
}

}  // namespace xrt::run
