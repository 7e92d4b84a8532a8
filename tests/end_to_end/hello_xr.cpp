// SPDX-License-Identifier: BSL-1.0
#include "hello_xr.hpp"

#include <cstdio>
#include <ostream>

namespace xrt::end_to_end {

Finished HelloXr::run(const std::string& folder) const {
    Program::Settings settings;
    settings.arguments = {built("monado-run"), "--frames", std::to_string(frames), "--capture", folder,
                          "--view-size",       "256x256"};
    if (in_process) settings.arguments.push_back("--in-process");
    settings.arguments.insert(settings.arguments.end(), options.begin(), options.end());
    settings.arguments.insert(settings.arguments.end(), {"--", "hello_xr", "-g", api});
    for (const auto& [name, value] : variables) settings.environment.set(name, value);
    return Program::run(std::move(settings));
}

void PrintTo(const HelloXr& hello, std::ostream* stream) {
    *stream << hello.api << (hello.in_process ? " in process" : " through the service");
}

std::string picture_path(const std::string& folder, unsigned frame, const std::string& view) {
    char name[64];
    std::snprintf(name, sizeof name, "/frame-%06u-%s.png", frame, view.c_str());
    return folder + name;
}

}  // namespace xrt::end_to_end
