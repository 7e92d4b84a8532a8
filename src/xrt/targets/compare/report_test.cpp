// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/report.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "targets/compare/picture_folder.hpp"
#include "targets/compare/png_reader.hpp"

namespace xrt::compare {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ReportTest : public PictureFolder {
 protected:
    ReportTest() {
        write("golden/frame-000001-left.png", white_);
        write("golden/frame-000002-left.png", white_);
        write("golden/frame-000003-left.png", Bitmap::filled({2, 2}, {0, 0, 0, 255}));
        write("out/frame-000001-left.png", white_);
        write("out/frame-000002-left.png", black_);
        write("out/frame-000003-left.png", black_);
        write("out/frame-000004-left.png", black_);
    }
    void make(std::vector<std::string> names) const {
        auto report = Report::create(folder / "compare");
        ASSERT_TRUE(report.ok());
        for (const std::string& name : names) {
            ASSERT_TRUE(report->add(compare_picture(folder / "out" / name, {.golden = folder / "golden"}), {}).ok());
        }
        ASSERT_TRUE(report->finish("a <run>", {}).ok());
    }
    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "compare")) {
            names.insert(entry.path().filename());
        }
        return names;
    }

    const Bitmap white_ = Bitmap::filled({4, 3}, {255, 255, 255, 255}), black_ = Bitmap::filled({4, 3}, {0, 0, 0, 255});
};

TEST_F(ReportTest, HasPicturesOfWhatDiffersAndOfNothingElse) {
    make({"frame-000001-left.png", "frame-000002-left.png"});
    EXPECT_THAT(files(),
                ElementsAre("frame-000002-left-actual.png", "frame-000002-left-difference.png",
                            "frame-000002-left-expected.png", "frame-000002-left-side-by-side.png", "index.html"));
    EXPECT_EQ(*read_png(folder / "compare/frame-000002-left-actual.png"), black_);
    EXPECT_EQ(*read_png(folder / "compare/frame-000002-left-expected.png"), white_);
    EXPECT_EQ(read_png(folder / "compare/frame-000002-left-side-by-side.png")->extent, (Extent2D{3 * 4 + 2 * 8, 3}));
}

TEST_F(ReportTest, HasOfAnotherSizeOrAMissingOneWhatThereIs) {
    make({"frame-000003-left.png", "frame-000004-left.png"});
    EXPECT_THAT(files(),
                ElementsAre("frame-000003-left-actual.png", "frame-000003-left-expected.png",
                            "frame-000003-left-side-by-side.png", "frame-000004-left-actual.png", "index.html"));
}

TEST_F(ReportTest, LinksToEveryFileBesideItAndNowhereElse) {
    make({"frame-000001-left.png", "frame-000002-left.png", "frame-000003-left.png", "frame-000004-left.png"});
    const std::string page = read("compare/index.html");
    const std::regex link("(href|src)=\"([^\"]*)\"");
    std::set<std::string> linked{"index.html"};
    for (std::sregex_iterator match(page.begin(), page.end(), link); match != std::sregex_iterator(); ++match) {
        linked.insert((*match)[2]);
    }
    EXPECT_EQ(linked, files());
    EXPECT_THAT(page, Not(HasSubstr("://")));
    EXPECT_THAT(page, HasSubstr("3 of 4 pictures are not as the golden ones"));
    EXPECT_THAT(page, HasSubstr("there is no golden picture of this name"));
}

TEST_F(ReportTest, EscapesWhateverItShows) {
    make({"frame-000002-left.png"});
    EXPECT_THAT(read("compare/index.html"), HasSubstr("<h1>a &#60;run&#62;</h1>"));
    const ReportEntry entry{{"<x>\".png", Finding::golden_missing, {}, "</p><script>"}, {"actual"}};
    const std::string page = report_page("t", {}, {&entry, 1});
    EXPECT_THAT(page, Not(HasSubstr("<x>")));
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, Not(HasSubstr("x>\"")));
}

TEST_F(ReportTest, TakesThePlaceOfAnEarlierOneAndLeavesOtherFilesAlone) {
    make({"frame-000002-left.png"});
    write("compare/notes-actual.png", "mine");
    make({"frame-000001-left.png"});
    EXPECT_THAT(files(), ElementsAre("index.html", "notes-actual.png"));
    EXPECT_THAT(read("compare/index.html"), HasSubstr("All 1 pictures are as the golden ones"));
}

TEST_F(ReportTest, IsTheSameForTheSamePictures) {
    make({"frame-000002-left.png", "frame-000003-left.png"});
    const std::string first = read("compare/index.html");
    make({"frame-000002-left.png", "frame-000003-left.png"});
    EXPECT_EQ(read("compare/index.html"), first);
}

TEST_F(ReportTest, SaysWhichFolderCannotBeMade) {
    write("compare", "in the way");
    EXPECT_THAT(Report::create(folder / "compare").error().message, HasSubstr((folder / "compare").string()));
}

}  // namespace
}  // namespace xrt::compare
