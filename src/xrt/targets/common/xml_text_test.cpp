// SPDX-License-Identifier: BSL-1.0
#include "targets/common/xml_text.hpp"

#include <gtest/gtest.h>

namespace xrt {
namespace {

TEST(XmlText, LeavesPlainTextAlone) { EXPECT_EQ(xml_text("frame-000001-left.png, 3 %"), "frame-000001-left.png, 3 %"); }

TEST(XmlText, EscapesWhatMarksUp) { EXPECT_EQ(xml_text("<a b=\"c\">'&"), "&#60;a b=&#34;c&#34;&#62;&#39;&#38;"); }

TEST(XmlText, KeepsLineEndsInAttributes) { EXPECT_EQ(xml_text("a\n\tb\r"), "a&#10;&#9;b&#13;"); }

TEST(XmlText, WritesOtherCharactersAsNumbers) {
    EXPECT_EQ(xml_text("\xc3\xa9\xf0\x9f\x98\x80\x7f"), "&#233;&#128512;&#127;");
}

TEST(XmlText, ReplacesWhatNoDocumentMayHold) {
    EXPECT_EQ(xml_text(std::string("\0\x01\x1b", 3)), "&#65533;&#65533;&#65533;");
    EXPECT_EQ(xml_text("\xff\xc3"), "&#65533;&#65533;");
    EXPECT_EQ(xml_text("\xef\xbf\xbe"), "&#65533;");
}

}  // namespace
}  // namespace xrt
