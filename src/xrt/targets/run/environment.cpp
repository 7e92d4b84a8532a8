// SPDX-License-Identifier: BSL-1.0
#include "targets/run/environment.hpp"

#include <unistd.h>

namespace xrt::run {
namespace {

/// Socket activation and readiness are between systemd and us; a socket or a status line of somebody else is not ours.
void forget_others(Environment& environment) {
    for (const char* name : {"LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "NOTIFY_SOCKET", "MONADO_SOCKET",
                             "MONADO_SOCKET_FD", "MONADO_STATUS", "LIBMONADO_PATH"}) {
        environment.unset(name);
    }
    for (const RuntimeOption& option : runtime_options()) environment.unset(option.variable);
}

/// The service itself, and the library by which tools steer it, which have no service in process.
void lead_to_service(Environment& environment, const RuntimeAddress& address) {
    environment.set("MONADO_SOCKET", address.socket);
    if (!address.libmonado.empty()) environment.set("LIBMONADO_PATH", address.libmonado);
}

}  // namespace

Environment Environment::of_this_process() {
    Environment environment;
    for (char** variable = environ; *variable; ++variable) environment.variables_.emplace_back(*variable);
    return environment;
}

void Environment::set(std::string_view name, std::string_view value) {
    unset(name);
    variables_.push_back(std::string(name) + "=" + std::string(value));
}

void Environment::unset(std::string_view name) {
    const std::string prefix = std::string(name) + "=";
    std::erase_if(variables_, [&](const std::string& variable) { return variable.starts_with(prefix); });
}

Environment service_environment(Environment ours) {
    forget_others(ours);
    return ours;
}

Environment command_environment(Environment ours, const RunOptions& options, const RuntimeAddress& address) {
    forget_others(ours);
    ours.set("XR_RUNTIME_JSON", address.manifest);
    if (options.place == Place::service) {
        lead_to_service(ours, address);
        return ours;
    }
    ours.set("MONADO_STATUS", address.status);
    for (const Setting& setting : options.settings) ours.set(setting.option.variable, setting.value);
    return ours;
}

Environment wired_environment(Environment ours, const RunOptions& options, const RuntimeAddress& address) {
    forget_others(ours);
    ours.set("XR_RUNTIME_JSON", address.manifest);
    if (options.place == Place::service) lead_to_service(ours, address);
    for (const Setting& setting : options.settings) ours.set(setting.option.variable, setting.value);
    return ours;
}

}  // namespace xrt::run
