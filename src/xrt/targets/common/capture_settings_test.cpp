// SPDX-License-Identifier: BSL-1.0
//
// What can be said about captures, and what makes no sense.
#include <gmock/gmock.h>

#include "targets/common/options.hpp"

namespace xrt {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Options parsed(std::vector<std::string> arguments) {
    Options options;
    EXPECT_TRUE(parse_command_line(arguments, options).ok());
    return options;
}

std::string error_of(std::vector<std::string> arguments) {
    Options options;
    const Result<Request> result = parse_command_line(arguments, options);
    return result ? "" : result.error().message;
}

TEST(CaptureSettings, TakeEveryFrameAndBothEyesAndNoLayersByDefault) {
    const Options options = parsed({"--capture", "out"});
    EXPECT_EQ(options.capture_every, 1u);
    EXPECT_THAT(options.capture_at, IsEmpty());
    EXPECT_EQ(options.capture_views, comp::CapturedViews::both);
    EXPECT_EQ(options.capture_layers, comp::CapturedLayers::left_out);
}

TEST(CaptureSettings, TakeAListOfFramesInAnyOrder) {
    EXPECT_THAT(parsed({"--capture-at-frame", "30,10,20,10"}).capture_at, ElementsAre(10, 20, 30));
    EXPECT_THAT(parsed({"--capture-at-frame=7"}).capture_at, ElementsAre(7));
    for (const char* list : {"", ",", "0", "1,", ",1", "1,,2", "x", "-1", "1 2", "1-3"}) {
        EXPECT_THAT(error_of({"--capture-at-frame", list}), HasSubstr("is not a list of whole numbers above 0"))
            << list;
    }
}

TEST(CaptureSettings, TakeNoListWithoutEnd) {
    std::string list = "1";
    for (int i = 2; i <= 10'000; ++i) list += "," + std::to_string(i);
    EXPECT_EQ(error_of({"--capture-at-frame", list}), "");
    EXPECT_NE(error_of({"--capture-at-frame", list + ",10001"}), "");
}

TEST(CaptureSettings, TakeOneEyeAndTheLayers) {
    const Options options = parsed({"--capture-views", "right", "--capture-layers", "on"});
    EXPECT_EQ(options.capture_views, comp::CapturedViews::right);
    EXPECT_EQ(options.capture_layers, comp::CapturedLayers::taken);
    EXPECT_EQ(error_of({"--capture-views", "middle"}), "--capture-views: 'middle' is not left, right or both");
}

TEST(CaptureSettings, SayWhatExcludesWhat) {
    EXPECT_EQ(error_of({"--capture-every", "2", "--capture-at-frame", "3"}),
              "--capture-every and --capture-at-frame exclude each other");
    EXPECT_EQ(error_of({"--capture", "-"}),
              "--capture -: only a video can go to standard output; add --capture-format y4m");
    EXPECT_EQ(error_of({"--capture=out", "--capture-format=y4m", "--capture-layers=on"}),
              "--capture-format y4m has no room for single layers; take png or raw");
}

}  // namespace
}  // namespace xrt
