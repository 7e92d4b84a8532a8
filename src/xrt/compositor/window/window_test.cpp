// SPDX-License-Identifier: BSL-1.0
#include "compositor/window/window.hpp"

#include <gtest/gtest.h>

#include <map>

namespace xrt::comp {
namespace {

std::map<std::string, std::string>& variables() {
    static std::map<std::string, std::string> instance;
    return instance;
}
char* get_variable(const char* name) {
    const auto found = variables().find(name);
    return found == variables().end() ? nullptr : found->second.data();
}
std::optional<WindowSystem> usual(std::map<std::string, std::string> environment) {
    variables() = std::move(environment);
    return usual_window_system(&get_variable);
}

TEST(UsualWindowSystem, IsWaylandWhereThereIsOne) {
    EXPECT_EQ(usual({{"WAYLAND_DISPLAY", "wayland-1"}, {"DISPLAY", ":0"}}), WindowSystem::wayland);
    EXPECT_EQ(usual({{"WAYLAND_DISPLAY", ""}, {"DISPLAY", ":0"}}), WindowSystem::xcb);
}

TEST(UsualWindowSystem, IsNoneInATextTerminal) { EXPECT_FALSE(usual({})); }

}  // namespace
}  // namespace xrt::comp
