// SPDX-License-Identifier: BSL-1.0
//
// A folder for a test's files, gone with the test.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

#include "compositor/target/png_file.hpp"
#include "targets/compare/bitmap.hpp"

namespace xrt::compare {

class TestFolder : public testing::Test {
 protected:
    TestFolder() {
        std::string name = testing::TempDir() + "compare-XXXXXX";
        folder = ::mkdtemp(name.data());
    }
    ~TestFolder() override { std::filesystem::remove_all(folder); }

    void write(const std::filesystem::path& path, std::string_view text) const {
        std::filesystem::create_directories((folder / path).parent_path());
        std::ofstream(folder / path, std::ios::binary) << text;
    }
    void write(const std::filesystem::path& path, const Bitmap& bitmap) const {
        std::filesystem::create_directories((folder / path).parent_path());
        ASSERT_TRUE(comp::write_png(folder / path, {bitmap.extent, std::as_bytes(std::span(bitmap.rgba))}).ok());
    }
    std::string read(const std::filesystem::path& path) const {
        std::ifstream file(folder / path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::filesystem::path folder;
};

}  // namespace xrt::compare
