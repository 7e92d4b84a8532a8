// SPDX-License-Identifier: BSL-1.0
//
// A folder for a test's files, gone with the test.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace xrt {

class TestFolder : public testing::Test {
 protected:
    TestFolder() {
        std::string name = testing::TempDir() + "monado-XXXXXX";
        EXPECT_NE(::mkdtemp(name.data()), nullptr) << name;
        folder = name;
    }
    ~TestFolder() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    std::string file(const std::filesystem::path& path) const { return (folder / path).string(); }
    /// Makes the folders on its way as well. Returns the whole path.
    std::string write(const std::filesystem::path& path, std::string_view text) const {
        std::filesystem::create_directories((folder / path).parent_path());
        std::ofstream(folder / path, std::ios::binary) << text;
        return file(path);
    }
    std::string read(const std::filesystem::path& path) const {
        std::ifstream file(folder / path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::filesystem::path folder;
};

}  // namespace xrt
