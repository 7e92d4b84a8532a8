// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/unfinished_file.hpp"

#include "auxiliary/os/test_folder.hpp"

namespace xrt::comp {
namespace {

namespace fs = std::filesystem;

class UnfinishedFileTest : public TestFolder {
 protected:
    size_t count() const {
        return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }
};

TEST_F(UnfinishedFileTest, ReplacesAnEarlierOneOnlyWhenItIsComplete) {
    ASSERT_TRUE(write_file(folder / "a", "before").ok());
    auto file = UnfinishedFile::create(folder / "a");
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file->write("after").ok());
    EXPECT_EQ(read("a"), "before");
    ASSERT_TRUE(file->finish().ok());
    EXPECT_EQ(read("a"), "after");
    EXPECT_EQ(count(), 1u);
}

TEST_F(UnfinishedFileTest, LeavesNothingBehindWhenItIsForgotten) {
    ASSERT_TRUE(UnfinishedFile::create(folder / "a")->write("half").ok());
    EXPECT_EQ(count(), 0u);
}

// `monado-run --results /dev/stdout`, as root, put a plain file in the place of /dev/stdout.
TEST_F(UnfinishedFileTest, NeverTakesThePlaceOfALink) {
    ASSERT_TRUE(write_file(folder / "target", "before").ok());
    fs::create_symlink("target", folder / "link");
    ASSERT_TRUE(write_file(folder / "link", "after").ok());
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(read("target"), "after");
    { const auto forgotten = UnfinishedFile::create(folder / "link"); }
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(count(), 2u);
}

TEST_F(UnfinishedFileTest, SaysThatAFolderIsInTheWay) {
    const auto written = write_file(folder, "text");
    ASSERT_FALSE(written.ok());
    EXPECT_NE(written.error().message.find(folder.string()), std::string::npos);
    EXPECT_TRUE(fs::is_directory(folder));
}

}  // namespace
}  // namespace xrt::comp
