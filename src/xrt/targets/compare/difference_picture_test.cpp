// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/difference_picture.hpp"

#include <gtest/gtest.h>

namespace xrt::compare {
namespace {

bool is_grey(const Texel& texel) { return texel[0] == texel[1] && texel[1] == texel[2]; }
bool is_red(const Texel& texel) { return texel[0] > 190 && texel[1] < 120 && texel[2] < 120; }

TEST(DifferencePicture, MarksWhatDiffersAndHowMuch) {
    const Bitmap expected = Bitmap::filled({5, 1}, {100, 50, 20, 255});
    Bitmap actual = expected;
    actual.set_texel(1, {104, 50, 20, 255});
    actual.set_texel(2, {120, 50, 20, 255});
    actual.set_texel(3, {255, 50, 255, 255});
    const Bitmap picture = difference_picture(actual, expected, {true, true, true, true, false}, {.channel = 8});
    EXPECT_TRUE(is_grey(picture.texel(0)));
    EXPECT_FALSE(is_grey(picture.texel(1))) << "within the tolerance";
    EXPECT_FALSE(is_red(picture.texel(1)));
    EXPECT_TRUE(is_red(picture.texel(2)));
    EXPECT_TRUE(is_red(picture.texel(3)));
    EXPECT_GT(picture.texel(3)[0], picture.texel(2)[0]) << "the stronger, the more";
    EXPECT_GT(picture.texel(4)[2], picture.texel(4)[0]) << "left out";
    for (size_t i = 0; i < 5; ++i) EXPECT_EQ(picture.texel(i)[3], 255);
}

TEST(DifferencePicture, ShowsTheExpectedOnePale) {
    Bitmap expected = Bitmap::filled({2, 1}, {0, 0, 0, 255});
    expected.set_texel(1, {255, 255, 255, 255});
    const Bitmap picture = difference_picture(expected, expected, {}, {});
    EXPECT_EQ(picture.texel(0), (Texel{160, 160, 160, 255}));
    EXPECT_EQ(picture.texel(1), (Texel{255, 255, 255, 255}));
}

TEST(BesideEachOther, LeavesAGapAndAlignsTheTops) {
    const Bitmap small = Bitmap::filled({2, 1}, {1, 2, 3, 255}), tall = Bitmap::filled({1, 3}, {4, 5, 6, 255});
    const Bitmap* const pictures[] = {&small, &tall};
    const Bitmap all = beside_each_other(pictures);
    ASSERT_EQ(all.extent, (Extent2D{11, 3}));
    EXPECT_EQ(all.texel(1), (Texel{1, 2, 3, 255}));
    EXPECT_EQ(all.texel(2), (Texel{128, 128, 128, 255}));
    EXPECT_EQ(all.texel(10), (Texel{4, 5, 6, 255}));
    EXPECT_EQ(all.texel(11), (Texel{128, 128, 128, 255})) << "below the small one";
    EXPECT_EQ(all.texel(32), (Texel{4, 5, 6, 255}));
}

}  // namespace
}  // namespace xrt::compare
