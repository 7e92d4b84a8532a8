// SPDX-License-Identifier: BSL-1.0
//
// The ways on which pictures come to the compositor other than the usual one, and what comes into its process.
#include "hello_xr.hpp"

#include <filesystem>

#include <gmock/gmock.h>

#include "support/service.hpp"
#include "support/x_display.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr int colour_tolerance = 8;
constexpr double edge_share = 0.003;

/// The same cubes as on the usual way.
void expect_golden_cubes(const HelloXr& hello) {
    const auto folder = temporary_folder();
    const Finished run = hello.run(folder.path());
    ASSERT_EQ(run.end, exited(0)) << run;
    for (const std::string view : {"left", "right"}) {
        const auto frame = Picture::load(picture_path(folder.path(), 10, view));
        const auto golden = Picture::load(std::string(XRT_GOLDEN_DIR) + "/hello_xr-" + view + ".png");
        ASSERT_TRUE(frame && golden) << view;
        const Difference difference = compare(*frame, *golden, colour_tolerance);
        EXPECT_LT(difference.share_off, edge_share) << view << ", mean difference " << difference.mean;
    }
}

class ImagesOfTheApplication : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Places, ImagesOfTheApplication, testing::Bool(),
                         [](const auto& test) { return test.param ? "InProcess" : "ThroughTheService"; });

TEST_P(ImagesOfTheApplication, AreShownLikeThoseOfTheService) {
    for (const char* api : {"Vulkan", "Vulkan2"}) {
        expect_golden_cubes({.api = api,
                             .in_process = GetParam(),
                             .options = {"--vulkan-validation", "on"},
                             .variables = {{"MONADO_SWAPCHAIN_IMAGES", "client"}}});
    }
}

TEST_P(ImagesOfTheApplication, AreCopiedWhereOpenGlCannotShareThem) {
    const auto display = XDisplay::start();
    ASSERT_TRUE(display) << "no X server";
    expect_golden_cubes({.api = "OpenGL",
                         .in_process = GetParam(),
                         .variables = {{"DISPLAY", display->name()},
                                       {"MESA_EXTENSION_OVERRIDE", "-GL_EXT_memory_object -GL_EXT_memory_object_fd"}}});
}

/// With visual id 0 and no framebuffer configuration.
TEST(CarelessGlxBinding, IsUnderstoodByTheContextAlone) {
    const auto display = XDisplay::start();
    ASSERT_TRUE(display) << "no X server";
    const auto service = Service::start({"--vulkan-validation", "on"});
    ASSERT_TRUE(service);
    auto environment = service->environment();
    environment.set("DISPLAY", display->name());
    const Finished run =
        Program::run({.arguments = {built("xrt-test-client"), "glx", "leave"}, .environment = std::move(environment)});
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.out, HasSubstr("three frames\n"));
    EXPECT_THAT(service->program().err(), Not(HasSubstr("VUID-")));
}

/// OpenGL ES through EGL (XR_MNDX_egl_enable), where there is neither X nor Wayland.
TEST(EglBinding, DrawsWithoutAWindowSystem) {
    const auto folder = temporary_folder();
    auto environment = run::Environment::of_this_process();
    environment.unset("DISPLAY");
    environment.unset("WAYLAND_DISPLAY");
    const Finished run =
        Program::run({.arguments = {built("monado-run"), "--capture", folder.path(), "--vulkan-validation", "on", "--",
                                    built("xrt-test-client"), "egl", "leave"},
                      .environment = std::move(environment)});
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.out, HasSubstr("three frames\n"));
    EXPECT_THAT(run.err, Not(HasSubstr("VUID-")));
    for (const std::string view : {"left", "right"}) {
        const auto picture = Picture::load(picture_path(folder.path(), 3, view));
        ASSERT_TRUE(picture) << view;
        const uint8_t* const middle = &picture->rgba[4 * (picture->height / 2 * picture->width + picture->width / 2)];
        EXPECT_EQ(std::vector<uint8_t>(middle, middle + 4), (std::vector<uint8_t>{255, 0, 0, 255})) << view;
    }
}

/// Libraries that the service has loaded.
std::string libraries_of(Service& service) {
    return read_file("/proc/" + std::to_string(service.program().pid()) + "/maps");
}

/// Mesa's own layer, which Debian installs for every program, stands for those of games.
constexpr const char* implicit_layer = "libVkLayer_MESA_device_select.so";

TEST(ImplicitLayers, AreKeptOutOfTheServiceUnlessAskedFor) {
    if (!fs::exists("/usr/share/vulkan/implicit_layer.d/VkLayer_MESA_device_select.json")) {
        GTEST_SKIP() << "there is no implicit layer on this machine";
    }
    const auto usual = Service::start();
    ASSERT_TRUE(usual);
    EXPECT_THAT(libraries_of(*usual), Not(HasSubstr(implicit_layer)));
    const auto open = Service::start({"--vulkan-layers", "on"});
    ASSERT_TRUE(open);
    EXPECT_THAT(libraries_of(*open), HasSubstr(implicit_layer));
}

}  // namespace
}  // namespace xrt::end_to_end
