// SPDX-License-Identifier: BSL-1.0
#include "hello_xr.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <ostream>

namespace xrt::end_to_end {

Finished HelloXr::run(const std::string& folder) const {
    Program::Settings settings;
    settings.arguments = before;
    settings.arguments.insert(settings.arguments.end(), {built("monado-run"), "--frames", std::to_string(frames),
                                                         "--capture", folder, "--view-size", "256x256"});
    if (in_process) settings.arguments.push_back("--in-process");
    settings.arguments.insert(settings.arguments.end(), options.begin(), options.end());
    settings.arguments.insert(settings.arguments.end(), {"--", "hello_xr", "-g", api});
    for (const auto& [name, value] : variables) settings.environment.set(name, value);
    return Program::run(std::move(settings));
}

void PrintTo(const HelloXr& hello, std::ostream* stream) {
    *stream << hello.api << (hello.in_process ? " in process" : " through the service");
}

HelloBeside::HelloBeside(run::Environment environment, const std::string& api)
    : program_(start(std::move(environment), api)) {}

Program HelloBeside::start(run::Environment environment, const std::string& api) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const UniqueFd theirs(ends[0]);
    input_.reset(ends[1]);
    return Program::start({{"hello_xr", "-g", api}, std::move(environment), theirs.get()});
}

std::string picture_path(const std::string& folder, unsigned frame, const std::string& view) {
    char name[64];
    std::snprintf(name, sizeof name, "/frame-%06u-%s.png", frame, view.c_str());
    return folder + name;
}

}  // namespace xrt::end_to_end
