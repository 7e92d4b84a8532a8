// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/picture_name.hpp"

#include <gtest/gtest.h>

namespace xrt::compare {
namespace {

TEST(PictureName, IsReadAsItIsWritten) {
    EXPECT_EQ(parse_picture_name("frame-000010-left.png"), (PictureName{10, std::nullopt, PictureView::left}));
    EXPECT_EQ(parse_picture_name("frame-1234567-right.png"), (PictureName{1234567, std::nullopt, PictureView::right}));
    EXPECT_EQ(parse_picture_name("frame-000010-layer-03-right.png"), (PictureName{10, 3, PictureView::right}));
}

TEST(PictureName, IsNothingElse) {
    for (const char* name :
         {"", "frame", "frame-", "frame-10-left.png", "frame-000010-left.mask.png", "frame-000010-left.pam",
          "frame-000010-middle.png", "frame-000010-layer-3-left.png", "frame-000010-layer-left.png",
          "../frame-000010-left.png", "frame-000010-left.png.part", "frame--00010-left.png",
          "frame-99999999999999999999999-left.png", "frame-000010left.png"}) {
        EXPECT_EQ(parse_picture_name(name), std::nullopt) << name;
    }
}

}  // namespace
}  // namespace xrt::compare
