// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/view_layout.hpp"

#include <gmock/gmock.h>

namespace xrt::comp {
namespace {

using testing::ElementsAre;

constexpr ViewExtents square{{{512, 512}, {512, 512}}};

std::vector<PlacedView> placed(const Extent2D& window, const ViewExtents& views, ShownViews shown) {
    const PlacedViews list = place_views(window, views, shown);
    return {list.begin(), list.end()};
}

TEST(ViewLayout, ShowsBothViewsPixelByPixelWhereTheyFit) {
    const auto views = placed({1024, 512}, square, ShownViews::both);
    EXPECT_THAT(views, ElementsAre(PlacedView{0, {0, 0, 512, 512}}, PlacedView{1, {512, 0, 512, 512}}));
}

TEST(ViewLayout, KeepsTheirShapeAndTheMiddle) {
    EXPECT_THAT(placed({1024, 1024}, square, ShownViews::both),
                ElementsAre(PlacedView{0, {0, 256, 512, 512}}, PlacedView{1, {512, 256, 512, 512}}));
    EXPECT_THAT(placed({2000, 500}, square, ShownViews::both),
                ElementsAre(PlacedView{0, {500, 0, 500, 500}}, PlacedView{1, {1000, 0, 500, 500}}));
}

TEST(ViewLayout, ShowsOneViewAlone) {
    EXPECT_THAT(placed({256, 256}, square, ShownViews::left), ElementsAre(PlacedView{0, {0, 0, 256, 256}}));
    EXPECT_THAT(placed({512, 1024}, square, ShownViews::right), ElementsAre(PlacedView{1, {0, 256, 512, 512}}));
}

TEST(ViewLayout, ScalesViewsOfDifferentSizesAlike) {
    const ViewExtents views{{{400, 400}, {200, 200}}};
    EXPECT_THAT(placed({300, 200}, views, ShownViews::both),
                ElementsAre(PlacedView{0, {0, 0, 200, 200}}, PlacedView{1, {200, 50, 100, 100}}));
}

TEST(ViewLayout, NeverLeavesTheWindow) {
    for (uint32_t width = 1; width < 40; ++width) {
        for (uint32_t height = 1; height < 40; ++height) {
            for (const PlacedView& view : placed({width, height}, {{{37, 23}, {37, 23}}}, ShownViews::both)) {
                ASSERT_GE(view.rect.x, 0);
                ASSERT_GE(view.rect.y, 0);
                ASSERT_LE(uint32_t(view.rect.x) + view.rect.width, width) << width << "x" << height;
                ASSERT_LE(uint32_t(view.rect.y) + view.rect.height, height) << width << "x" << height;
            }
        }
    }
}

TEST(ViewLayout, ShowsNothingInAWindowWithoutExtent) { EXPECT_TRUE(placed({0, 0}, square, ShownViews::both).empty()); }

TEST(ViewLayout, KnowsWhetherAnythingIsLeftFree) {
    EXPECT_TRUE(is_covered({1024, 512}, place_views({1024, 512}, square, ShownViews::both)));
    EXPECT_FALSE(is_covered({1024, 513}, place_views({1024, 513}, square, ShownViews::both)));
}

TEST(ViewLayout, HalvesWhatIsLargerThanTheScreen) {
    EXPECT_EQ(natural_extent(square, ShownViews::both, {1600, 900}), (Extent2D{1024, 512}));
    EXPECT_EQ(natural_extent(square, ShownViews::left, {1600, 900}), (Extent2D{512, 512}));
    const ViewExtents large{{{2000, 2000}, {2000, 2000}}};
    EXPECT_EQ(natural_extent(large, ShownViews::both, {1600, 900}), (Extent2D{1000, 500}));
}

}  // namespace
}  // namespace xrt::comp
