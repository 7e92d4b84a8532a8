// SPDX-License-Identifier: BSL-1.0
//
// The mistakes a newcomer makes with golden pictures, found before anything is started. The texts are held word by word.
#include "targets/run/check_options.hpp"

#include <gmock/gmock.h>

#include "targets/compare/picture_folder.hpp"

namespace xrt::run {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Optional;

std::string message(const Result<void>& result) { return result.ok() ? "" : result.error().message; }

class Checks : public compare::PictureFolder {
 protected:
    Checks() {
        runtime.capture = folder / "out";
        std::filesystem::create_directory(folder / "out");
        std::filesystem::create_directory(folder / "golden");
    }
    std::string set(std::string_view flag, std::string_view value) { return message(options.set(flag, value)); }
    std::string prepare() { return message(options.prepare(runtime.capture)); }

    CheckOptions options;
    Options runtime;
};

TEST_F(Checks, TakeTolerances) {
    EXPECT_EQ(set("--tolerance", "8"), "");
    EXPECT_EQ(set("--tolerance-pixels", "0.003"), "");
    EXPECT_THAT(options.tolerance, Optional(compare::Tolerance{.channel = 8, .pixel_share = 0.003}));
    EXPECT_EQ(set("--tolerance", "256"), "--tolerance: '256' is not a whole number from 0 to 255");
    EXPECT_EQ(set("--tolerance", "1%"), "--tolerance: '1%' is not a whole number from 0 to 255");
    for (const char* share : {"5", "-0.1", "nan", "0.1x", ""}) {
        EXPECT_THAT(set("--tolerance-pixels", share), HasSubstr("is not a fraction from 0 to 1, such as 0.003"))
            << share;
    }
}

TEST_F(Checks, SayWhatIsMissing) {
    options.mask = "m.png";
    EXPECT_EQ(message(options.check(runtime)), "--mask is of no use without --golden");
    options.use = GoldenUse::update;
    EXPECT_EQ(message(options.check(runtime)), "--update-golden needs --golden DIR, the folder to write into");
    options.golden = "golden";
    EXPECT_EQ(message(options.check(runtime)), "");
    runtime.capture_format = comp::CaptureFormat::raw;
    EXPECT_EQ(message(options.check(runtime)), "--golden compares PNG files: leave --capture-format out");
    runtime.capture.clear();
    EXPECT_EQ(message(options.check(runtime)),
              "--golden needs --capture DIR: the pictures captured there are compared");
}

TEST_F(Checks, SayThatThereIsNoGoldenFolderAndHowToMakeIt) {
    const std::string nowhere = folder / "nowhere";
    options.golden = nowhere;
    EXPECT_EQ(prepare(),
              "--golden " + nowhere +
                  ": there is no such folder; run once with --update-golden, which makes it, and look at the "
                  "pictures that it puts there");
    options.use = GoldenUse::update;
    EXPECT_EQ(prepare(), "");
    write("file", "");
    options.golden = folder / "file";
    options.use = GoldenUse::compare;
    EXPECT_EQ(prepare(), "--golden " + (folder / "file").string() + ": that is not a folder");
}

// The file system's exceptions ended monado-run without a word, for instance below a folder that it may not look into.
TEST_F(Checks, SayThatAPlaceCannotBeLookedAt) {
    std::filesystem::create_symlink("loop", folder / "loop");
    options.golden = folder / "loop";
    EXPECT_THAT(prepare(), testing::StartsWith("--golden " + (folder / "loop").string() + ": "));
    options.golden = folder / "golden";
    options.junit = folder / std::string(300, 'x');
    EXPECT_THAT(prepare(), testing::StartsWith("--junit " + *options.junit + ": "));
}

TEST_F(Checks, RefuseToWriteOverTheGoldenPictures) {
    options.golden = (folder / "golden").string() + "/../out/";
    EXPECT_EQ(prepare(),
              "--golden and --capture are the same folder: captured pictures would overwrite the golden ones");
}

TEST_F(Checks, LookAtTheMask) {
    options.golden = folder / "golden";
    options.mask = folder / "mask.png";
    EXPECT_THAT(prepare(), HasSubstr("; it has to be a PNG file, black where nothing is to be compared"));
    write("mask.png", compare::Bitmap::filled({2, 2}, {}));
    EXPECT_EQ(prepare(), "");
}

TEST_F(Checks, PutTheReportBesideThePicturesAndMakeFoldersForResults) {
    options.golden = folder / "golden/";
    options.junit = folder / "new/a/junit.xml";
    options.results = folder / "new/results.json";
    EXPECT_EQ(prepare(), "");
    EXPECT_THAT(options.report, Optional(Eq((folder / "out/compare").string())));
    EXPECT_THAT(options.golden, Optional(Eq((folder / "golden").string())));
    EXPECT_TRUE(std::filesystem::is_directory(folder / "new/a"));
    options.results = folder / "golden";
    EXPECT_THAT(prepare(), HasSubstr("that is a folder; name a file"));
}

}  // namespace
}  // namespace xrt::run
