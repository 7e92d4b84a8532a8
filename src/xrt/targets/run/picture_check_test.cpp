// SPDX-License-Identifier: BSL-1.0
#include "targets/run/picture_check.hpp"

#include <gmock/gmock.h>

#include "targets/compare/picture_folder.hpp"

namespace xrt::run {
namespace {

using compare::Bitmap;
using compare::Finding;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class PictureChecks : public compare::PictureFolder {
 protected:
    PictureChecks() {
        runtime.capture = folder / "out";
        options.golden = folder / "golden";
        options.report = folder / "out/compare";
    }
    void capture(const std::string& name, const Bitmap& picture) {
        write("out/" + name, picture);
        captured.push_back(folder / "out" / name);
    }
    PictureCheck check(RunEnd end = RunEnd::well) const {
        auto result = check_pictures(captured, options, runtime, "a run", end);
        EXPECT_TRUE(result.ok()) << result.error().message;
        return result.ok() ? *result : PictureCheck();
    }

    const Bitmap white = Bitmap::filled({4, 4}, {255, 255, 255, 255}), black = Bitmap::filled({4, 4}, {0, 0, 0, 255});
    std::vector<std::string> captured;
    CheckOptions options;
    Options runtime;
};

TEST_F(PictureChecks, SayInOneSentenceThatAllIsWell) {
    write("golden/frame-000001-left.png", white);
    capture("frame-000001-left.png", white);
    EXPECT_THAT(check().faults, IsEmpty());
    EXPECT_EQ(check().said, "1 picture as in " + (folder / "golden").string());
    EXPECT_TRUE(std::filesystem::exists(folder / "out/compare/index.html"));
}

TEST_F(PictureChecks, NameEachPictureThatDiffersAndTheReport) {
    write("golden/frame-000001-left.png", white);
    write("golden/frame-000002-left.png", white);
    capture("frame-000002-left.png", black);
    capture("frame-000001-left.png", white);
    const PictureCheck found = check();
    ASSERT_EQ(found.results.size(), 2u);
    EXPECT_TRUE(found.results[0].good()) << "in the order of their names";
    EXPECT_THAT(found.faults, ElementsAre(HasSubstr("frame-000002-left.png: 16 of 16 pixels (100 %) differ"),
                                          "1 of 2 pictures not as in " + (folder / "golden").string() + "; look at " +
                                              (folder / "out/compare/index.html").string()));
}

TEST_F(PictureChecks, DoNotBuryAPersonInLines) {
    write("golden/x", "");
    for (int i = 10; i < 35; ++i) capture("frame-0000" + std::to_string(i) + "-left.png", black);
    const PictureCheck found = check();
    EXPECT_EQ(found.results.size(), 25u);
    ASSERT_EQ(found.faults.size(), 12u);
    EXPECT_EQ(found.faults[10], "and 15 pictures more");
}

TEST_F(PictureChecks, FailIfNothingWasCaptured) {
    write("golden/x", "");
    EXPECT_THAT(check().faults, ElementsAre("there is no picture to compare: none was captured"));
}

TEST_F(PictureChecks, MissWhatTheRunShouldHaveMade) {
    for (const char* name : {"frame-000001-left.png", "frame-000001-right.png", "frame-000002-left.png",
                             "frame-000001-layer-00-left.png"}) {
        write(std::string("golden/") + name, white);
    }
    capture("frame-000001-left.png", white);
    runtime.capture_views = comp::CapturedViews::left;
    const PictureCheck found = check();
    ASSERT_EQ(found.results.size(), 2u) << "the right eye and layers were not asked for";
    EXPECT_EQ(found.results[1].name, "frame-000002-left.png");
    EXPECT_EQ(found.results[1].finding, Finding::not_captured);
    EXPECT_EQ(found.results[1].message,
              "the run made no such picture, and there is a golden one: delete that if it is no longer wanted");
    runtime.capture_at = {1};
    EXPECT_THAT(check().faults, IsEmpty()) << "nor frame 2";
    runtime.capture_at.clear();
    EXPECT_THAT(check(RunEnd::badly).faults, IsEmpty()) << "that a run that failed is shorter is no news";
}

TEST_F(PictureChecks, BelieveNobodyAboutWherePicturesAre) {
    write("golden/frame-000001-left.png", white);
    write("elsewhere/frame-000001-left.png", black);
    capture("frame-000001-left.png", white);
    captured.push_back(folder / "elsewhere/frame-000001-left.png");
    captured.push_back(folder / "elsewhere/passwords.png");
    EXPECT_EQ(check().results.size(), 1u);
    EXPECT_THAT(check().faults, IsEmpty());
}

TEST_F(PictureChecks, PutPicturesIntoTheGoldenFolderAndSaySo) {
    options.use = GoldenUse::update;
    capture("frame-000001-left.png", white);
    EXPECT_EQ(check().said, "golden pictures in " + (folder / "golden").string() + ": 1 written, 0 as they were");
    EXPECT_EQ(read("golden/frame-000001-left.png"), read("out/frame-000001-left.png"));
}

TEST_F(PictureChecks, LeaveGoldenPicturesAloneAfterARunThatFailed) {
    options.use = GoldenUse::update;
    write("golden/frame-000001-left.png", white);
    capture("frame-000001-left.png", black);
    EXPECT_THAT(check(RunEnd::badly).faults,
                ElementsAre("the golden pictures are left as they were: the run did not end well"));
    EXPECT_NE(read("golden/frame-000001-left.png"), read("out/frame-000001-left.png"));
}

}  // namespace
}  // namespace xrt::run
