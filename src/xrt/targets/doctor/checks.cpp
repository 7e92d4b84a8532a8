// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/checks.hpp"

namespace xrt::doctor {
namespace {

void check_vulkan(const VulkanFacts& facts, Findings& findings) {
    findings.push_back(check_vulkan_loader(facts));
    if (findings.back().severity == Severity::error) return;
    findings.push_back(check_vulkan_driver(facts));
    if (findings.back().severity == Severity::error) return;
    findings.push_back(check_vulkan_sharing(facts));
    if (findings.back().severity == Severity::ok) findings.push_back(check_software_driver(facts));
    findings.push_back(check_vulkan_layers(facts));
}

void check_runtimes(const RuntimeFacts& facts, Findings& findings) {
    findings.push_back(check_service(facts));
    findings.push_back(check_runtime(facts));
    if (!facts.ours.libmonado.empty()) findings.push_back(check_libmonado(facts));
    findings.push_back(check_openxr_loader(facts));
    findings.push_back(check_active_runtime(facts));
    findings.push_back(check_api_layers(facts));
}

}  // namespace

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::ok:
            return "ok";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "?";
}

Findings check(const Machine& machine) {
    Findings findings;
    check_vulkan(machine.vulkan, findings);
    check_runtimes(machine.runtime, findings);
    findings.push_back(check_socket(machine.socket));
    if (!machine.socket.inherited.empty()) findings.push_back(check_inherited_socket(machine.socket));
    for (const auto each :
         {&check_private_folder, &check_home, &check_sealing, &check_sockets, &check_fd_limit, &check_shared_memory}) {
        findings.push_back(each(machine.place));
    }
    return findings;
}

}  // namespace xrt::doctor
