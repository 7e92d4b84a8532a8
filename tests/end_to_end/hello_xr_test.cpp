// SPDX-License-Identifier: BSL-1.0
//
// An application that nobody here wrote, and what its user would see.
#include "hello_xr.hpp"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>

#include "support/x_display.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// Rasterisers may differ by a rounding step in colour, and about pixels on the edges of cubes; the smallest cube that is seen
/// covers more than this share of the picture.
constexpr int colour_tolerance = 8;
constexpr double edge_share = 0.003;

class HelloXrTest : public testing::TestWithParam<HelloXr> {
 protected:
    void SetUp() override {
        hello_ = GetParam();
        if (hello_.api != "OpenGL") return;
        auto display = XDisplay::start();
        ASSERT_TRUE(display) << "no X server";
        display_.emplace(std::move(*display));
        hello_.variables.emplace_back("DISPLAY", display_->name());
    }

    static Picture load(const std::string& path) {
        auto picture = Picture::load(path);
        EXPECT_TRUE(picture) << path;
        return picture.value_or(Picture{});
    }
    Picture frame(unsigned number, const std::string& view) const {
        return load(picture_path(folder_.path(), number, view));
    }
    static Picture golden(const std::string& view) {
        return load(std::string(XRT_GOLDEN_DIR) + "/hello_xr-" + view + ".png");
    }

    run::PrivateFolder folder_ = temporary_folder();
    std::optional<XDisplay> display_;
    HelloXr hello_;
};

std::string name_of_case(const testing::TestParamInfo<HelloXr>& info) {
    return info.param.api + (info.param.in_process ? "InProcess" : "ThroughTheService");
}

INSTANTIATE_TEST_SUITE_P(Ways, HelloXrTest,
                         testing::Values(HelloXr{.api = "Vulkan"}, HelloXr{.api = "Vulkan2"}, HelloXr{.api = "OpenGL"},
                                         HelloXr{.api = "Vulkan", .in_process = true},
                                         HelloXr{.api = "Vulkan2", .in_process = true},
                                         HelloXr{.api = "OpenGL", .in_process = true}),
                         name_of_case);

TEST_P(HelloXrTest, ShowsItsCubesToBothEyes) {
    const Finished run = hello_.run(folder_.path());
    ASSERT_EQ(run.end, exited(0)) << run;
    for (const char* view : {"left", "right"}) {
        const Difference difference = compare(frame(10, view), golden(view), colour_tolerance);
        EXPECT_LT(difference.share_off, edge_share) << view << ", mean difference " << difference.mean;
    }
}

TEST_P(HelloXrTest, ShowsTheEyesDifferentSidesOfTheCubes) {
    const Finished run = hello_.run(folder_.path());
    ASSERT_EQ(run.end, exited(0)) << run;
    const Picture left = frame(10, "left");
    const Picture right = frame(10, "right");
    EXPECT_GT(compare(left, right, colour_tolerance).share_off, edge_share);
    // What lies before the eyes is further to the left for the right eye.
    EXPECT_GT(disparity(left, right, 32), 0);
}

TEST_P(HelloXrTest, LeavesOnePictureForEachEyeAndFrame) {
    const Finished run = hello_.run(folder_.path());
    ASSERT_EQ(run.end, exited(0)) << run;
    const auto count = std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator());
    EXPECT_EQ(count, 20);
    EXPECT_THAT(run.err, HasSubstr("10 frames"));
    EXPECT_THAT(run.err, HasSubstr("20 pictures of 2 views in " + folder_.path()));
}

TEST_P(HelloXrTest, GivesTheSamePicturesByteForByteWithTheVirtualClock) {
    const auto other = temporary_folder();
    HelloXr moving = hello_;
    moving.options = {"--motion", "wobble", "--inputs", "cycle"};
    ASSERT_EQ(moving.run(folder_.path()).end, exited(0));
    ASSERT_EQ(moving.run(other.path()).end, exited(0));
    for (unsigned number = 1; number <= 10; ++number) {
        for (const char* view : {"left", "right"}) {
            const std::string first = read_file(picture_path(folder_.path(), number, view));
            ASSERT_FALSE(first.empty()) << number << view;
            EXPECT_EQ(first, read_file(picture_path(other.path(), number, view))) << number << view;
        }
    }
}

TEST_P(HelloXrTest, ShowsThatTheHeadMoves) {
    HelloXr moving = hello_;
    moving.options = {"--motion", "wobble"};
    ASSERT_EQ(moving.run(folder_.path()).end, exited(0));
    EXPECT_GT(compare(frame(1, "left"), frame(10, "left"), colour_tolerance).share_off, 0);
}

TEST_P(HelloXrTest, GivesTheValidationLayersNothingToSay) {
    HelloXr watched = hello_;
    watched.options = {"--vulkan-validation", "on", "--verbose"};
    watched.variables.emplace_back("VK_INSTANCE_LAYERS", "VK_LAYER_KHRONOS_validation");
    watched.variables.emplace_back("VK_LOADER_DEBUG", "layer");
    const Finished run = watched.run(folder_.path());
    ASSERT_EQ(run.end, exited(0)) << run;
    const std::string all = run.out + run.err;
    EXPECT_THAT(all, HasSubstr("libVkLayer_khronos_validation"));  // it was there to say something
    EXPECT_THAT(all, Not(HasSubstr("VUID-"))) << run;
    EXPECT_THAT(all, Not(HasSubstr("Validation Error"))) << run;
    EXPECT_THAT(all, Not(HasSubstr("UNASSIGNED-"))) << run;
}

TEST_P(HelloXrTest, RunsWithItsStandardInputClosed) {
    Program::Settings settings;
    settings.arguments = {"sh", "-c",
                          "exec 0<&-; exec " + built("monado-run") + (hello_.in_process ? " --in-process" : "") +
                              " --frames 5 -- hello_xr -g " + hello_.api};
    for (const auto& [name, value] : hello_.variables) settings.environment.set(name, value);
    const Finished run = Program::run(std::move(settings));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.err, HasSubstr("5 frames"));
}

TEST(HelloXrInRealTime, RunsAtTheDisplaysRateAtMost) {
    const auto folder = temporary_folder();
    const Finished run = Program::run({built("monado-run"), "--clock", "real", "--refresh-rate", "30", "--frames", "30",
                                       "--", "hello_xr", "-g", "Vulkan2"});
    ASSERT_EQ(run.end, exited(0)) << run;
    EXPECT_GT(run.took, 29 / 30.0 * 1s);  // frames are never shown faster; slower they may be
}

}  // namespace
}  // namespace xrt::end_to_end
