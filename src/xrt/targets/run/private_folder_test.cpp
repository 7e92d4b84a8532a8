// SPDX-License-Identifier: BSL-1.0
#include "targets/run/private_folder.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace xrt::run {
namespace {

namespace fs = std::filesystem;

Result<PrivateFolder> make(std::vector<std::string> bases, Leftovers leftovers = Leftovers::remove) {
    return PrivateFolder::create(bases, leftovers);
}

TEST(PrivateFolder, IsRemovedWithAllThatIsInIt) {
    std::string path;
    {
        const auto folder = make({"/tmp"});
        ASSERT_TRUE(folder.ok());
        path = folder->path();
        std::ofstream(folder->file("service.log")) << "text";
        EXPECT_TRUE(fs::exists(path + "/service.log"));
    }
    EXPECT_FALSE(fs::exists(path));
}

TEST(PrivateFolder, IsReadableByNobodyElse) {
    const auto folder = make({"/tmp"});
    ASSERT_TRUE(folder.ok());
    struct stat status {};
    ASSERT_EQ(::stat(folder->path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0700u);
}

TEST(PrivateFolder, StaysIfItIsToBeKept) {
    std::string path;
    {
        const auto folder = make({"/tmp"}, Leftovers::keep);
        ASSERT_TRUE(folder.ok());
        path = folder->path();
    }
    EXPECT_TRUE(fs::exists(path));
    fs::remove_all(path);
}

TEST(PrivateFolder, PassesOverABaseThatIsMissingOrTooLongForASocket) {
    const auto folder = make({"/nonexistent/base", "/tmp/" + std::string(100, 'x'), "/tmp"});
    ASSERT_TRUE(folder.ok());
    EXPECT_EQ(folder->path().rfind("/tmp/monado-run.", 0), 0u);
    EXPECT_LT(folder->file("monado_comp_ipc").size(), 107u);
}

TEST(PrivateFolder, SaysWhyThereCanBeNone) {
    const auto folder = make({"/nonexistent/base"});
    ASSERT_FALSE(folder.ok());
    EXPECT_EQ(folder.error().message, "a private folder in /nonexistent/base: No such file or directory");
}

}  // namespace
}  // namespace xrt::run
