// SPDX-License-Identifier: BSL-1.0
//
// Which compositions, eyes and layers a capture writes, and under which names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "auxiliary/os/test_folder.hpp"
#include "compositor/target/capture_target.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;

class CaptureSelection : public TestFolder {
 protected:
    CaptureSelection() {
        options.place = folder;
        options.on_written = [this](const WrittenPicture& picture) { written.push_back(picture); };
    }

    std::vector<std::string> capture(const Picture& picture) {
        auto target = std::move(*CaptureTarget::create(options));
        EXPECT_TRUE(target->show(picture).ok());
        EXPECT_TRUE(target->flush().ok());
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(options.place)) {
            names.push_back(entry.path().filename());
        }
        std::ranges::sort(names);
        return names;
    }
    Picture picture(std::optional<uint32_t> layer = std::nullopt) const {
        return {10, {ViewPixels{{2, 1}, rgba}, ViewPixels{{2, 1}, rgba}}, layer};
    }

    CaptureOptions options;
    std::vector<WrittenPicture> written;
    const std::vector<std::byte> rgba{8};
};

TEST_F(CaptureSelection, OfSomeFramesLooksAtThoseAlone) {
    options.at = {3, 10};
    const auto target = std::move(*CaptureTarget::create(options));
    EXPECT_TRUE(target->wants(3));
    EXPECT_TRUE(target->wants(10));
    for (const uint64_t number : {1, 4, 9, 11, 30}) EXPECT_FALSE(target->wants(number)) << number;
}

TEST_F(CaptureSelection, OfOneEyeWritesThatOneAlone) {
    options.views = CapturedViews::left;
    EXPECT_THAT(capture(picture()), ElementsAre("frame-000010-left.png"));
    options.views = CapturedViews::right;
    EXPECT_THAT(capture(picture()), ElementsAre("frame-000010-left.png", "frame-000010-right.png"));
}

TEST_F(CaptureSelection, OfALayerHasItsNumberInTheName) {
    options.layers = CapturedLayers::taken;
    EXPECT_TRUE(std::move(*CaptureTarget::create(options))->wants_layers());
    EXPECT_THAT(capture(picture(7)), ElementsAre("frame-000010-layer-07-left.png", "frame-000010-layer-07-right.png"));
    ASSERT_EQ(written.size(), 2u);
    EXPECT_EQ(written[1].layer, 7u);
    EXPECT_EQ(written[1].view, "right");
}

TEST_F(CaptureSelection, WantsNoLayersUnlessTold) {
    EXPECT_FALSE(std::move(*CaptureTarget::create(options))->wants_layers());
}

TEST_F(CaptureSelection, KnowsThatAVideoHasNoLayers) {
    options.layers = CapturedLayers::taken;
    options.format = CaptureFormat::y4m;
    EXPECT_EQ(CaptureTarget::create(options).error().message, "a y4m video has no room for single layers");
}

TEST_F(CaptureSelection, OfOneEyeAsAVideoMakesThatVideoAlone) {
    options.views = CapturedViews::right;
    options.format = CaptureFormat::y4m;
    EXPECT_THAT(capture(picture()), ElementsAre("right.y4m"));
}

}  // namespace
}  // namespace xrt::comp
