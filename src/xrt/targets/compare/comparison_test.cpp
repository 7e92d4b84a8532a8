// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/comparison.hpp"

#include <gtest/gtest.h>

namespace xrt::compare {
namespace {

constexpr Texel grey{100, 100, 100, 255};

Bitmap plain() { return Bitmap::filled({4, 3}, grey); }
Bitmap with(std::initializer_list<std::pair<size_t, Texel>> texels) {
    Bitmap bitmap = plain();
    for (const auto& [index, texel] : texels) bitmap.set_texel(index, texel);
    return bitmap;
}

TEST(Comparison, OfEqualPicturesFindsNothing) {
    const Comparison found = compare_bitmaps(plain(), plain(), {}, {});
    EXPECT_EQ(found, (Comparison{.compared = 12, .differing = 0, .largest = 0, .where = std::nullopt}));
    EXPECT_TRUE(found.is_within({}));
}

TEST(Comparison, CountsPixelsAndNotChannels) {
    const Comparison found = compare_bitmaps(with({{5, {0, 200, 90, 255}}}), plain(), {}, {});
    EXPECT_EQ(found.differing, 1u);
    EXPECT_EQ(found.largest, 100);
    EXPECT_FALSE(found.is_within({}));
}

TEST(Comparison, LooksAtEveryChannelAlphaToo) {
    for (size_t channel = 0; channel < 4; ++channel) {
        Texel texel = grey;
        texel[channel] = static_cast<uint8_t>(texel[channel] - 9);
        const Comparison found = compare_bitmaps(with({{0, texel}}), plain(), {}, {.channel = 8});
        EXPECT_EQ(found.differing, 1u) << channel;
        EXPECT_EQ(found.largest, 9) << channel;
    }
}

TEST(Comparison, ForgivesUpToTheToleranceOfAChannel) {
    const Bitmap other = with({{0, {108, 92, 100, 255}}});
    const Comparison found = compare_bitmaps(other, plain(), {}, {.channel = 8});
    EXPECT_EQ(found.differing, 0u);
    EXPECT_EQ(found.largest, 8) << "and says how much it forgave";
    EXPECT_EQ(compare_bitmaps(other, plain(), {}, {.channel = 7}).differing, 1u);
}

TEST(Comparison, ForgivesUpToTheToleranceOfPixels) {
    const Comparison found = compare_bitmaps(with({{0, {}}, {1, {}}, {2, {}}}), plain(), {}, {});
    EXPECT_TRUE(found.is_within({.channel = 0, .pixel_share = 0.25}));
    EXPECT_FALSE(found.is_within({.channel = 0, .pixel_share = 0.24}));
}

TEST(Comparison, SaysWhereItDiffers) {
    const Comparison found = compare_bitmaps(with({{5, {}}, {11, {}}}), plain(), {}, {});
    EXPECT_EQ(found.where, (Rect2D{1, 1, 3, 2}));
}

TEST(Comparison, LeavesOutWhatAMaskIsBlackAt) {
    Bitmap mask = Bitmap::filled({4, 3}, {255, 255, 255, 255});
    mask.set_texel(5, {0, 0, 0, 255});
    const Bitmap other = with({{5, {}}});
    const Comparison found = compare_bitmaps(other, plain(), mask_of(mask), {});
    EXPECT_EQ(found, (Comparison{.compared = 11}));
    EXPECT_EQ(compare_bitmaps(with({{6, {}}}), plain(), mask_of(mask), {}).differing, 1u);
}

TEST(Comparison, SharesAreOfWhatIsCompared) {
    const Mask half{true, true, true, true, true, true, false, false, false, false, false, false};
    const Comparison found = compare_bitmaps(with({{0, {}}, {1, {}}, {2, {}}}), plain(), half, {});
    EXPECT_EQ(found.share(), 0.5);
}

TEST(Mask, DrawsTheLineAtMiddleGrey) {
    Bitmap picture = Bitmap::filled({2, 1}, {128, 128, 128, 255});
    picture.set_texel(0, {127, 128, 128, 255});
    EXPECT_EQ(mask_of(picture), (Mask{false, true}));
}

TEST(Mask, CombinesToWhatBothCompare) {
    EXPECT_EQ(combine(Mask{true, true, false}, Mask{true, false, true}), (Mask{true, false, false}));
    EXPECT_EQ(combine({}, Mask{false}), Mask{false});
    EXPECT_EQ(combine(Mask{true}, {}), Mask{true});
}

}  // namespace
}  // namespace xrt::compare
