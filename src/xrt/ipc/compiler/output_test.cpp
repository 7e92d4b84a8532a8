// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/output.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>

namespace xrt::compiler {
namespace {

class OutputTest : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "xrt-ipc-compiler-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string contents(const std::string& path) const {
        std::ifstream stream(folder_ / path);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    ino_t inode(const std::string& path) const {
        struct stat status {};
        EXPECT_EQ(::stat((folder_ / path).c_str(), &status), 0);
        return status.st_ino;
    }

    std::filesystem::path folder_;
};

TEST_F(OutputTest, MakesTheFolderAndTheFile) {
    const auto outcome = write_if_changed(folder_, {"proto/a.hpp", "one"});
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(*outcome, WriteOutcome::written);
    EXPECT_EQ(contents("proto/a.hpp"), "one");
}

TEST_F(OutputTest, LeavesAFileAloneThatWouldNotChange) {
    ASSERT_TRUE(write_if_changed(folder_, {"a.hpp", "one"}).ok());
    const ino_t before = inode("a.hpp");
    const auto outcome = write_if_changed(folder_, {"a.hpp", "one"});
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(*outcome, WriteOutcome::unchanged);
    EXPECT_EQ(inode("a.hpp"), before);
}

TEST_F(OutputTest, ReplacesAFileThatChangedAndLeavesNothingBeside) {
    ASSERT_TRUE(write_if_changed(folder_, {"a.hpp", "one, and longer"}).ok());
    const auto outcome = write_if_changed(folder_, {"a.hpp", "two"});
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(*outcome, WriteOutcome::written);
    EXPECT_EQ(contents("a.hpp"), "two");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a.hpp.new"));
}

TEST_F(OutputTest, SaysWhatCannotBeWritten) {
    std::ofstream(folder_ / "proto") << "a file where a folder should be";
    const auto outcome = write_if_changed(folder_, {"proto/a.hpp", "one"});
    ASSERT_FALSE(outcome.ok());
    EXPECT_NE(outcome.error().message.find("proto"), std::string::npos);
}

TEST_F(OutputTest, ReadsOnlyRegularFilesOfABoundedSize) {
    EXPECT_EQ(read_source_file(folder_ / "missing.ipc").error().message, "no such file");
    EXPECT_EQ(read_source_file(folder_).error().message, "not a regular file");
    ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
    EXPECT_EQ(read_source_file(folder_ / "fifo").error().message, "not a regular file");
    std::ofstream(folder_ / "large") << std::string(max_source_bytes + 1, ' ');
    EXPECT_EQ(read_source_file(folder_ / "large").error().message, "larger than 1048576 bytes");
    std::ofstream(folder_ / "largest") << std::string(max_source_bytes, ' ');
    EXPECT_TRUE(read_source_file(folder_ / "largest").ok());
}

}  // namespace
}  // namespace xrt::compiler
