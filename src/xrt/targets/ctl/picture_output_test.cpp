// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/picture_output.hpp"

#include "auxiliary/os/test_folder.hpp"

namespace xrt::ctl {
namespace {

constexpr Duration period(11'111'111);

proto::CapturedPicture picture(uint32_t width, Time time) {
    proto::CapturedPicture result;
    const BitmapLayout layout{width, 1, 4 * width + 4, BitmapFormat::rgba8_srgb};
    result.pixels = std::move(*Bitmap::paint(layout, [](std::span<std::byte> pixels) {
        for (std::byte& value : pixels) value = std::byte{255};
    }));
    result.display_time = time;
    return result;
}

class Output : public TestFolder {
 protected:
    PictureOutput output(const std::string& name, uint64_t pictures) const {
        CaptureOptions options = *parse_capture({file(name)});
        options.pictures = pictures;
        return {options, period};
    }

    const Time start = time_from_nanoseconds(1'000'000'000);
};

TEST_F(Output, WritesPicturesWithoutWhatPadsTheirRows) {
    auto out = output("a.pam", 1);
    ASSERT_TRUE(out.write(picture(3, start)).ok());
    const std::string text = read("a.pam");
    EXPECT_EQ(text.size() - text.find("ENDHDR\n") - 7, 12u);
}

TEST_F(Output, NumbersSeveralPictures) {
    auto out = output("a.png", 2);
    ASSERT_TRUE(out.write(picture(1, start)).ok());
    ASSERT_TRUE(out.write(picture(1, start + period)).ok());
    EXPECT_TRUE(std::filesystem::exists(folder / "a-000001.png"));
    EXPECT_TRUE(std::filesystem::exists(folder / "a-000002.png"));
}

TEST_F(Output, AVideoRunsAsFastAsTheDisplay) {
    auto out = output("a.y4m", 0);
    ASSERT_TRUE(out.write(picture(1, start)).ok());
    ASSERT_TRUE(out.write(picture(1, start + period)).ok());
    ASSERT_TRUE(out.write(picture(1, start + 4 * period)).ok());  // nothing new for two periods
    const std::string video = read("a.y4m");
    size_t frames = 0;
    for (size_t at = video.find("FRAME\n"); at != std::string::npos; at = video.find("FRAME\n", at + 1)) ++frames;
    EXPECT_EQ(frames, 5u);
    EXPECT_NE(video.find(" F90:1 "), std::string::npos);
}

TEST_F(Output, AVideoKeepsItsSize) {
    auto out = output("a.y4m", 0);
    ASSERT_TRUE(out.write(picture(2, start)).ok());
    EXPECT_EQ(out.write(picture(3, start + period)).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace xrt::ctl
