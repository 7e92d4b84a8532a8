// SPDX-License-Identifier: BSL-1.0
//
// What is written is read back by rules of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "auxiliary/os/test_folder.hpp"
#include "compositor/target/capture_target.hpp"
#include "compositor/target/raw_picture.hpp"
#include "compositor/target/y4m_encoder.hpp"

namespace xrt::comp {
namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> result;
    for (const int value : values) result.push_back(static_cast<std::byte>(value));
    return result;
}

/// ITU-R BT.601 for eight bits, in the words of the recommendation.
std::array<double, 3> bt601(double red, double green, double blue) {
    const double y = 0.299 * red + 0.587 * green + 0.114 * blue;
    return {16 + 219 * y / 255, 128 + 224 * 0.5 / (1 - 0.114) * (blue - y) / 255,
            128 + 224 * 0.5 / (1 - 0.299) * (red - y) / 255};
}

TEST(Y4mEncoder, SaysSizeRateAndKindInItsHeader) {
    EXPECT_EQ(Y4mEncoder({640, 480}, {90, 1}).header(), "YUV4MPEG2 W640 H480 F90:1 Ip A1:1 C444 XCOLORRANGE=LIMITED\n");
}

TEST(Y4mEncoder, WritesThreeWholePlanesAfterEachFramesHeader) {
    Y4mEncoder encoder({2, 1}, {60, 1});
    const auto rgba = bytes({255, 255, 255, 0, 0, 0, 0, 255});
    const auto frame = encoder.frame({{2, 1}, rgba});
    const auto expected = bytes({'F', 'R', 'A', 'M', 'E', '\n', 235, 16, 128, 128, 128, 128});
    EXPECT_TRUE(std::ranges::equal(frame, expected));
}

TEST(Y4mEncoder, ConvertsColoursByBt601WithinOneHalf) {
    Y4mEncoder encoder({1, 1}, {60, 1});
    for (int red = 0; red < 256; red += 15) {
        for (int green = 0; green < 256; green += 15) {
            for (int blue = 0; blue < 256; blue += 15) {
                const auto rgba = bytes({red, green, blue, 255});
                const auto frame = encoder.frame({{1, 1}, rgba});
                const auto expected = bt601(red, green, blue);
                for (size_t i = 0; i < 3; ++i) {
                    ASSERT_NEAR(std::to_integer<int>(frame[6 + i]), expected[i], 0.51)
                        << red << " " << green << " " << blue << " " << i;
                }
            }
        }
    }
}

TEST(FrameRate, IsAWholeNumberWhereThePeriodIsThatOfOne) {
    for (const uint64_t hertz : {1u, 24u, 60u, 72u, 90u, 120u, 144u, 240u}) {
        const auto period = Duration(1'000'000'000 / hertz);
        EXPECT_EQ(frame_rate_of(period, 1), (FrameRate{hertz, 1})) << hertz;
    }
    EXPECT_EQ(frame_rate_of(Duration(11'111'111), 3), (FrameRate{90, 3}));
    EXPECT_EQ(frame_rate_of(Duration(16'683'350), 1), (FrameRate{1'000'000'000, 16'683'350}));
}

class PictureFormats : public TestFolder {
 protected:
    void capture(CaptureFormat format, uint64_t pictures) const {
        auto target = std::move(*CaptureTarget::create({.place = folder, .format = format}));
        for (uint64_t i = 1; i <= pictures; ++i) {
            ASSERT_TRUE(target->show({i, {ViewPixels{{2, 1}, rgba}, ViewPixels{{2, 1}, rgba}}}).ok());
        }
        ASSERT_TRUE(target->flush().ok());
    }

    const std::vector<std::byte> rgba = bytes({1, 2, 3, 4, 250, 251, 252, 253});
};

TEST_F(PictureFormats, ARawPictureIsItsPixelsAfterAHeaderInWords) {
    capture(CaptureFormat::raw, 1);
    std::istringstream file(read("frame-000001-right.pam"));
    std::string magic, word;
    std::map<std::string, std::string> header;
    file >> magic;
    while (file >> word && word != "ENDHDR") file >> header[word];
    EXPECT_EQ(magic, "P7");
    EXPECT_EQ(header,
              (std::map<std::string, std::string>{
                  {"WIDTH", "2"}, {"HEIGHT", "1"}, {"DEPTH", "4"}, {"MAXVAL", "255"}, {"TUPLTYPE", "RGB_ALPHA"}}));
    EXPECT_EQ(file.get(), '\n');
    const std::string pixels{std::istreambuf_iterator<char>(file), {}};
    EXPECT_TRUE(std::ranges::equal(std::as_bytes(std::span(pixels)), rgba));
}

TEST_F(PictureFormats, AVideoHasEveryPictureOfItsEye) {
    capture(CaptureFormat::y4m, 3);
    const std::string video = read("left.y4m");
    const size_t header = video.find('\n') + 1;
    EXPECT_EQ(video.substr(0, header), "YUV4MPEG2 W2 H1 F90:1 Ip A1:1 C444 XCOLORRANGE=LIMITED\n");
    ASSERT_EQ(video.size(), header + 3 * (6 + 3 * 2));
    for (size_t i = 0; i < 3; ++i) EXPECT_EQ(video.substr(header + i * 12, 6), "FRAME\n");
    EXPECT_EQ(read("right.y4m"), video);
}

}  // namespace
}  // namespace xrt::comp
