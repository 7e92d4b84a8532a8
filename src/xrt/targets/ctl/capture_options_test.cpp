// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/capture_options.hpp"

#include <gtest/gtest.h>

#include "targets/ctl/timeline.hpp"

namespace xrt::ctl {
namespace {

std::string complaint(const std::vector<std::string>& words) {
    const auto parsed = parse_capture(words);
    return parsed ? "" : parsed.error().message;
}

TEST(CaptureOptions, AreOnePictureOfTheLeftEyeByDefault) {
    const CaptureOptions options = *parse_capture({"a.png"});
    EXPECT_EQ(options.file, "a.png");
    EXPECT_EQ(options.format, PictureFormat::png);
    EXPECT_EQ(options.pictures, 1u);
    EXPECT_EQ(options.view, proto::CapturedView::left);
    EXPECT_FALSE(options.layer || options.swapchain || options.client);
}

TEST(CaptureOptions, AreTakenInAnyOrderAndWithAnEqualsSign) {
    const CaptureOptions options =
        *parse_capture({"--layer=3", "out.pam", "--view", "right", "--frames", "7", "--every=2", "--client=4"});
    EXPECT_EQ(options.format, PictureFormat::raw);
    EXPECT_EQ(options.layer, 3u);
    EXPECT_EQ(options.client, 4u);
    EXPECT_EQ(options.pictures, 7u);
    EXPECT_EQ(options.every, 2u);
    EXPECT_EQ(options.view, proto::CapturedView::right);
    const CaptureOptions chain = *parse_capture({"a.png", "--swapchain", "2", "--array", "1", "--timeout", "0.5"});
    EXPECT_EQ(chain.swapchain, 2u);
    EXPECT_EQ(chain.array_index, 1u);
    EXPECT_EQ(chain.patience, std::chrono::milliseconds(500));
}

TEST(CaptureOptions, MakeAVideoWithoutEnd) {
    EXPECT_EQ(parse_capture({"a.y4m"})->pictures, 0u);
    EXPECT_EQ(parse_capture({"--format", "y4m", "-"})->file, "-");
    EXPECT_EQ(parse_capture({"a.y4m", "--frames", "30"})->pictures, 30u);
}

TEST(CaptureOptions, SayWhatIsWrong) {
    EXPECT_EQ(complaint({}), "usage: monado-ctl capture FILE [OPTIONS]");
    EXPECT_EQ(complaint({"a.gif"}), "'a.gif' does not end in .png, .pam or .y4m: say --format png, raw or y4m");
    EXPECT_EQ(complaint({"-", "--format", "gif"}), "--format: 'gif' is not png, raw or y4m");
    EXPECT_EQ(complaint({"a.png", "--view", "both"}), "--view: 'both' is not left, right or observer");
    EXPECT_EQ(complaint({"a.png", "--layer", "16"}), "--layer: '16' is not a number from 0 to 15");
    EXPECT_EQ(complaint({"a.png", "--layer"}), "--layer wants a value");
    EXPECT_EQ(complaint({"a.png", "--layer", "1", "--swapchain", "1"}),
              "--layer and --swapchain: one picture shows one of them");
    EXPECT_EQ(complaint({"a.png", "--client", "1"}), "--client wants --layer or --swapchain");
    EXPECT_EQ(complaint({"a.png", "b.png"}), "'b.png' makes no sense here; --help says what there is");
    EXPECT_EQ(complaint({"a.png", "--layers", "1"}), "'--layers' makes no sense here; --help says what there is");
}

TEST(CaptureOptions, NumberPicturesWhereThereAreSeveral) {
    CaptureOptions options = *parse_capture({"/tmp/shot.png"});
    EXPECT_EQ(picture_path(options, 1), "/tmp/shot.png");
    options.pictures = 3;
    EXPECT_EQ(picture_path(options, 2), "/tmp/shot-000002.png");
}

TEST(TimelineOptions, AreThereOnlyWithAFile) {
    EXPECT_FALSE((*parse_timeline({})).has_value());
    EXPECT_FALSE((*parse_timeline({"3"})).has_value());
    const TimelineOptions options = **parse_timeline({"3", "--out", "t.json"});
    EXPECT_EQ(options.file, "t.json");
    EXPECT_EQ(options.client, 3u);
    EXPECT_EQ(options.duration, std::chrono::seconds(5));
    EXPECT_EQ((**parse_timeline({"--out=t.json", "--duration=0.25"})).duration, std::chrono::milliseconds(250));
    EXPECT_EQ((**parse_timeline({"--out=t.json", "--frames=9"})).frames, 9u);
    EXPECT_FALSE(parse_timeline({"--out", "t.json", "x"}).ok());
    EXPECT_FALSE(parse_timeline({"--out", "t.json", "--frames", "0"}).ok());
}

}  // namespace
}  // namespace xrt::ctl
