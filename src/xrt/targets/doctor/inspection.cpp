// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/inspection.hpp"

#include <dlfcn.h>
#include <link.h>

#include <filesystem>

#include "auxiliary/os/socket_path.hpp"
#include "targets/doctor/search_path.hpp"
#include "targets/doctor/vulkan_probe.hpp"

namespace xrt::doctor {
namespace {

namespace fs = std::filesystem;

run::RuntimeManifest inspect_ours(const run::Installation& installation, run::Place place) {
    const auto path = installation.manifest(place);
    if (path) return run::read_runtime_manifest(*path);
    return {.path = "the manifest", .problem = path.error().message};
}

/// Where the dynamic loader finds it for programs of this machine.
std::optional<std::string> find_openxr_loader() {
    constexpr const char* name = "libopenxr_loader.so.1";
    void* const library = ::dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    if (!library) return std::nullopt;
    link_map* map = nullptr;
    std::string path;
    std::error_code error;
    if (::dlinfo(library, RTLD_DI_LINKMAP, &map) == 0) path = fs::canonical(map->l_name, error);
    ::dlclose(library);
    return path.empty() ? name : path;
}

std::vector<std::string> file_names(const std::vector<std::string>& paths) {
    std::vector<std::string> names;
    for (const std::string& path : paths) names.push_back(fs::path(path).filename());
    return names;
}

/// The variable by which whoever uses the machine keeps layers out.
bool keeps_layers_out(const Lookup& variable) {
    const char* const value = variable("VK_LOADER_LAYERS_DISABLE");
    const std::string filters = value ? value : "";
    return filters.find("~implicit~") != std::string::npos || filters.find("~all~") != std::string::npos;
}

VulkanFacts inspect_vulkan(const Lookup& variable) {
    VulkanFacts facts = probe_in_child(&probe_vulkan);
    facts.named_drivers = advice::named_vulkan_drivers(variable);
    if (keeps_layers_out(variable)) return facts;
    facts.implicit_layers = file_names(SearchPath(variable).implicit_layers("vulkan/implicit_layer.d"));
    return facts;
}

}  // namespace

RuntimeFacts inspect_runtimes(const run::Installation& installation, const Lookup& variable) {
    RuntimeFacts facts;
    const auto service = installation.service();
    (service ? facts.service : facts.service_problem) = service ? *service : service.error().message;
    facts.ours = inspect_ours(installation, run::Place::service);
    facts.ours_in_process = inspect_ours(installation, run::Place::in_process);
    const char* const named = variable("XR_RUNTIME_JSON");
    if (named && *named) facts.variable = run::read_runtime_manifest(named);
    const SearchPath search(variable);
    if (const auto active = search.active_runtime()) facts.active = run::read_runtime_manifest(*active);
    facts.openxr_loader = find_openxr_loader();
    facts.implicit_api_layers = file_names(search.implicit_layers("openxr/1/api_layers/implicit.d"));
    return facts;
}

Machine inspect_machine(const run::Installation& installation, const Lookup& variable) {
    return {inspect_vulkan(variable), inspect_runtimes(installation, variable),
            inspect_socket(default_socket_path(), variable), inspect_places(variable)};
}

}  // namespace xrt::doctor
