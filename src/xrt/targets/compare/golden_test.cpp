// SPDX-License-Identifier: BSL-1.0
//
// What comes of a captured picture and the golden one, and what a newcomer is told. The texts are held word by word.
#include "targets/compare/golden.hpp"

#include <gmock/gmock.h>

#include "targets/compare/picture_folder.hpp"

namespace xrt::compare {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* name = "frame-000010-left.png";
constexpr Texel white{255, 255, 255, 255}, black{0, 0, 0, 255}, grey{100, 100, 100, 255};

class Golden : public PictureFolder {
 protected:
    Golden() {
        settings.golden = folder / "golden";
        write(std::string("out/") + name, picture);
        write(std::string("golden/") + name, picture);
    }
    PictureResult result() const { return compare_picture(folder / "out" / name, settings).result; }
    Bitmap with_dot() const {
        Bitmap other = picture;
        other.set_texel(27, {100, 160, 100, 255});
        return other;
    }

    const Bitmap picture = Bitmap::filled({10, 8}, grey);
    GoldenSettings settings;
};

TEST_F(Golden, PicturesThatAreTheSameAreGood) {
    EXPECT_TRUE(result().good());
    EXPECT_EQ(result().message, "");
    EXPECT_EQ(result().comparison.compared, 80u);
}

TEST_F(Golden, PicturesThatDifferAreDescribed) {
    write(std::string("golden/") + name, with_dot());
    EXPECT_EQ(result().finding, Finding::different);
    EXPECT_EQ(result().message,
              "1 of 80 pixels (1.25 %) differ by more than 0 in a channel, the most by 60, within 1x1 pixels at 7,2; 0 "
              "% may");
}

TEST_F(Golden, PicturesThatDifferWithinTheToleranceAreGood) {
    write(std::string("golden/") + name, with_dot());
    settings.tolerance = {.channel = 60};
    EXPECT_TRUE(result().good());
    EXPECT_EQ(result().comparison.largest, 60);
    settings.tolerance = {.channel = 0, .pixel_share = 0.02};
    EXPECT_TRUE(result().good());
    EXPECT_EQ(result().comparison.differing, 1u);
}

TEST_F(Golden, OneThatIsMissingIsToldHowToMake) {
    std::filesystem::remove(settings.golden / name);
    EXPECT_EQ(result().finding, Finding::golden_missing);
    EXPECT_EQ(result().message,
              "there is no golden picture of this name: if the captured one is right, --update-golden puts it there");
}

TEST_F(Golden, OneOfAnotherSizeIsToldBothSizesAndTheCure) {
    write(std::string("golden/") + name, Bitmap::filled({20, 16}, grey));
    EXPECT_EQ(result().finding, Finding::size_differs);
    EXPECT_EQ(result().message,
              "it is 10x8 pixels, and the golden one 20x16: capture with --view-size 20x16, or take the new size with "
              "--update-golden");
}

TEST_F(Golden, OneThatIsNoPictureIsToldWhyAndTheCure) {
    write(std::string("golden/") + name, "version https://git-lfs.example/spec/v1");
    EXPECT_EQ(result().finding, Finding::golden_unreadable);
    EXPECT_THAT(result().message,
                testing::StartsWith("the golden picture cannot be used: it is no PNG file that can be read: "));
    EXPECT_THAT(result().message, HasSubstr("; if the captured one is right, --update-golden puts it in its place"));
}

TEST_F(Golden, ACapturedPictureThatIsBrokenIsNotTheGoldenOnesFault) {
    write(std::string("out/") + name, "?");
    EXPECT_EQ(result().finding, Finding::picture_unreadable);
    EXPECT_THAT(result().message, HasSubstr("the captured picture cannot be used"));
}

TEST_F(Golden, AMaskBesideItLeavesOutWhatIsBlackThere) {
    write(std::string("golden/") + name, with_dot());
    Bitmap mask = Bitmap::filled({10, 8}, white);
    write("golden/frame-000010-left.mask.png", mask);
    EXPECT_EQ(result().finding, Finding::different);
    mask.set_texel(27, black);
    write("golden/frame-000010-left.mask.png", mask);
    EXPECT_TRUE(result().good());
    EXPECT_EQ(result().comparison.compared, 79u);
}

TEST_F(Golden, OneMaskForAllIsAppliedAsWell) {
    write(std::string("golden/") + name, with_dot());
    Bitmap own = Bitmap::filled({10, 8}, white), all = own;
    own.set_texel(27, black);
    all.set_texel(28, black);
    write("golden/frame-000010-left.mask.png", own);
    write("all.png", all);
    settings.mask = folder / "all.png";
    EXPECT_TRUE(result().good());
    EXPECT_EQ(result().comparison.compared, 78u);
}

TEST_F(Golden, AMaskThatDoesNotFitIsToldApart) {
    write("golden/frame-000010-left.mask.png", Bitmap::filled({5, 8}, white));
    EXPECT_EQ(result().finding, Finding::mask_unfit);
    EXPECT_EQ(
        result().message,
        "the mask frame-000010-left.mask.png is 5x8 pixels, and the picture 10x8: draw it anew in the picture's size");
    write("golden/frame-000010-left.mask.png", "?");
    EXPECT_THAT(result().message, HasSubstr("it has to be a PNG file, black where nothing is to be compared"));
    write("golden/frame-000010-left.mask.png", Bitmap::filled({10, 8}, black));
    EXPECT_EQ(result().message, "the mask leaves nothing to compare: it is black everywhere");
}

TEST_F(Golden, AFolderHasTheNamesOfPicturesAndNotOfMasks) {
    write("golden/frame-000009-right.png", picture);
    write("golden/frame-000010-left.mask.png", picture);
    write("golden/README.md", "");
    EXPECT_THAT(*list_golden(settings.golden), ElementsAre("frame-000009-right.png", name));
    EXPECT_FALSE(list_golden(folder / "nowhere").ok());
}

TEST_F(Golden, AreWrittenByAnUpdateAndOnlyWhereTheyAreOthers) {
    write("out/frame-000011-left.png", with_dot());
    write("golden/frame-000001-left.png", picture);
    const std::vector<std::filesystem::path> captured{folder / "out" / name, folder / "out/frame-000011-left.png"};
    const GoldenUpdate update = *update_golden(captured, settings.golden);
    EXPECT_EQ(update.written, 1u);
    EXPECT_EQ(update.unchanged, 1u);
    EXPECT_EQ(read("golden/frame-000011-left.png"), read("out/frame-000011-left.png"));
    EXPECT_TRUE(std::filesystem::exists(settings.golden / "frame-000001-left.png")) << "nothing is deleted";
}

TEST_F(Golden, AreWrittenIntoANewFolder) {
    const std::vector<std::filesystem::path> captured{folder / "out" / name};
    EXPECT_TRUE(update_golden(captured, folder / "new/folder").ok());
    EXPECT_EQ(read(std::filesystem::path("new/folder") / name), read(std::filesystem::path("out") / name));
    EXPECT_FALSE(update_golden(std::vector<std::filesystem::path>{folder / "none.png"}, settings.golden).ok());
}

}  // namespace
}  // namespace xrt::compare
