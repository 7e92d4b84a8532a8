// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/capture_target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auxiliary/os/test_folder.hpp"
#include "compositor/target/png_file.hpp"

namespace xrt::comp {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::byte> gradient(Extent2D extent, size_t seed) {
    std::vector<std::byte> pixels(size_t{4} * extent.width * extent.height);
    for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::byte>(i * 7 + seed);
    return pixels;
}

std::vector<std::byte> decode(const fs::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    EXPECT_TRUE(png_image_begin_read_from_file(&image, path.c_str()));
    image.format = PNG_FORMAT_RGBA;
    std::vector<std::byte> pixels(PNG_IMAGE_SIZE(image));
    EXPECT_TRUE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr));
    return pixels;
}

class Capture : public TestFolder {
 protected:
    std::unique_ptr<CaptureTarget> target(uint64_t every = 1) {
        const auto note = [this](const WrittenPicture& picture) {
            written_.push_back(picture.path.filename().string());
        };
        return std::move(*CaptureTarget::create({folder, every, note}));
    }
    Result<void> show(CaptureTarget& target, uint64_t number) {
        return target.show({number, {ViewPixels{{8, 4}, left_}, ViewPixels{{8, 4}, right_}}});
    }

    std::vector<std::byte> left_ = gradient({8, 4}, 0), right_ = gradient({8, 4}, 99);
    std::vector<std::string> written_;
};

TEST_F(Capture, WritesBothViewsPixelForPixel) {
    auto capture = target();
    ASSERT_TRUE(show(*capture, 1).ok());
    ASSERT_TRUE(capture->flush().ok());
    EXPECT_EQ(decode(folder / "frame-000001-left.png"), left_);
    EXPECT_EQ(decode(folder / "frame-000001-right.png"), right_);
    EXPECT_THAT(written_, ElementsAre("frame-000001-left.png", "frame-000001-right.png"));
}

TEST_F(Capture, TheSamePixelsMakeTheSameBytes) {
    auto capture = target();
    ASSERT_TRUE(show(*capture, 1).ok());
    ASSERT_TRUE(show(*capture, 2).ok());
    ASSERT_TRUE(capture->flush().ok());
    EXPECT_EQ(read("frame-000001-left.png"), read("frame-000002-left.png"));
}

TEST_F(Capture, DropsNothingHoweverLongTheQueue) {
    auto capture = target();
    for (uint64_t number = 1; number <= 20; ++number) ASSERT_TRUE(show(*capture, number).ok());
    capture.reset();  // finishes what it was given
    EXPECT_EQ(written_.size(), 40u);
}

TEST_F(Capture, LeavesNothingButFinishedPictures) {
    auto capture = target();
    ASSERT_TRUE(show(*capture, 1).ok());
    ASSERT_TRUE(capture->flush().ok());
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2);
}

TEST_F(Capture, LooksAtEveryNthComposition) {
    auto capture = target(3);
    EXPECT_FALSE(capture->wants(1));
    EXPECT_FALSE(capture->wants(2));
    EXPECT_TRUE(capture->wants(3));
    EXPECT_TRUE(capture->wants(6));
}

TEST_F(Capture, MakesItsFolder) {
    const auto capture = CaptureTarget::create({folder / "a" / "b"});
    EXPECT_TRUE(capture.ok());
    EXPECT_TRUE(fs::is_directory(folder / "a" / "b"));
}

TEST_F(Capture, SaysWhichFolderCannotBeUsedAndWhy) {
    std::ofstream(folder / "file") << "in the way";
    const auto capture = CaptureTarget::create({folder / "file"});
    ASSERT_FALSE(capture.ok());
    EXPECT_THAT(capture.error().message, HasSubstr((folder / "file").string()));
}

TEST_F(Capture, RefusesAFolderThatCannotBeWrittenTo) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    ::chmod(folder.c_str(), 0500);
    const auto capture = CaptureTarget::create({folder});
    ::chmod(folder.c_str(), 0700);
    ASSERT_FALSE(capture.ok());
    EXPECT_EQ(capture.error().code, ErrorCode::permission_denied);
}

TEST_F(Capture, RefusesToCaptureEveryZerothFrame) {
    EXPECT_EQ(CaptureTarget::create({folder, 0}).error().code, ErrorCode::invalid_argument);
}

TEST_F(Capture, TellsAboutAFolderThatWentAwayAndTriesAgain) {
    auto capture = target();
    fs::remove_all(folder);
    ASSERT_TRUE(show(*capture, 1).ok());
    EXPECT_EQ(capture->flush().error().code, ErrorCode::not_found);
    fs::create_directory(folder);
    ASSERT_TRUE(show(*capture, 2).ok());
    EXPECT_TRUE(capture->flush().ok());
    EXPECT_EQ(written_.size(), 2u);
}

TEST_F(Capture, AFailedWriteLeavesNoPart) {
    fs::create_directory(folder / "picture.png");  // rename() over a folder fails
    EXPECT_FALSE(write_png(folder / "picture.png", {{8, 4}, left_}).ok());
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1);
}

}  // namespace
}  // namespace xrt::comp
