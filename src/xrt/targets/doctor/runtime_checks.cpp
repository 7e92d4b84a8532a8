// SPDX-License-Identifier: BSL-1.0
#include <filesystem>

#include "targets/common/phrases.hpp"
#include "targets/doctor/checks.hpp"

namespace xrt::doctor {
namespace {

constexpr const char* reinstall = "build the target `programs`, or install again with cmake --install";

bool is_ours(const RuntimeFacts& facts, const run::RuntimeManifest& manifest) {
    return manifest.problem.empty() &&
           (manifest.library == facts.ours.library || manifest.library == facts.ours_in_process.library);
}

std::string describe(const RuntimeFacts& facts, const run::RuntimeManifest& other) {
    if (other.runtime_name.empty()) return "another runtime: " + other.library;
    if (other.runtime_name == facts.ours.runtime_name) return "another copy of this runtime: " + other.library;
    return "another runtime: " + other.runtime_name;
}

Finding other_runtime(const RuntimeFacts& facts, const run::RuntimeManifest& manifest, const std::string& from) {
    const std::string lead =
        "monado-run leads its command to this runtime all the same; for applications that are "
        "started otherwise, export XR_RUNTIME_JSON=" +
        facts.ours.path;
    if (!manifest.problem.empty()) {
        return {"active-runtime", Severity::warning,
                from + " " + manifest.path + ", which is of no use: " + manifest.problem, lead};
    }
    return {"active-runtime", Severity::warning, from + " " + manifest.path + ", " + describe(facts, manifest), lead};
}

/// Debian 12's loader, 1.0.20, refuses applications that ask for OpenXR 1.1.
bool is_of_1_0(const std::string& loader) { return loader.find(".so.1.0.") != std::string::npos; }

}  // namespace

Finding check_service(const RuntimeFacts& facts) {
    if (facts.service_problem.empty()) return {"service", Severity::ok, facts.service};
    return {"service", Severity::error, facts.service_problem, reinstall};
}

Finding check_runtime(const RuntimeFacts& facts) {
    for (const run::RuntimeManifest* manifest : {&facts.ours, &facts.ours_in_process}) {
        if (manifest->problem.empty()) continue;
        return {"runtime", Severity::error, manifest->path + ": " + manifest->problem, reinstall};
    }
    return {"runtime", Severity::ok, facts.ours.path};
}

Finding check_libmonado(const RuntimeFacts& facts) {
    if (facts.ours.libmonado_there) return {"libmonado", Severity::ok, facts.ours.libmonado};
    return {"libmonado", Severity::warning,
            facts.ours.path + " names " + facts.ours.libmonado + " for libmonado, which is not there", reinstall};
}

Finding check_openxr_loader(const RuntimeFacts& facts) {
    constexpr std::string_view name = "openxr-loader";
    if (!facts.openxr_loader) {
        return {name, Severity::warning,
                "libopenxr_loader.so.1 is not installed: only applications that bring their own will run",
                "install the OpenXR loader (on Debian: apt-get install libopenxr-loader1)"};
    }
    if (!is_of_1_0(*facts.openxr_loader)) return {name, Severity::ok, *facts.openxr_loader};
    return {name, Severity::warning, *facts.openxr_loader + " refuses applications that ask for OpenXR 1.1",
            "for such an application, install or link a loader of 1.1 (Debian 13 has one)"};
}

Finding check_active_runtime(const RuntimeFacts& facts) {
    constexpr std::string_view name = "active-runtime";
    if (facts.variable) {
        if (!is_ours(facts, *facts.variable)) return other_runtime(facts, *facts.variable, "XR_RUNTIME_JSON names");
        return {name, Severity::ok, "XR_RUNTIME_JSON names this runtime"};
    }
    if (!facts.active) {
        return {name, Severity::ok, "no runtime is active: monado-run leads its command to this one"};
    }
    if (!is_ours(facts, *facts.active)) return other_runtime(facts, *facts.active, "the active runtime is");
    return {name, Severity::ok, "this runtime is the active one (" + facts.active->path + ")"};
}

Finding check_api_layers(const RuntimeFacts& facts) {
    constexpr std::string_view name = "openxr-layers";
    if (facts.implicit_api_layers.empty()) return {name, Severity::ok, "no implicit OpenXR layers"};
    return {name, Severity::warning,
            "these layers load themselves between application and runtime: " + joined(facts.implicit_api_layers),
            "set the variable that each manifest names as disable_environment, or take the manifests away"};
}

}  // namespace xrt::doctor
