// SPDX-License-Identifier: BSL-1.0
//
// The output for a protocol that uses everything, compared with files that somebody has read. After a wanted change run
// the test with XRT_UPDATE_GOLDEN=1 and read the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "ipc/compiler/test_sources.hpp"

namespace xrt::compiler {
namespace {

std::string golden_path(const OutputFile& output) {
    return XRT_GOLDEN_FOLDER "/" + std::filesystem::path(output.path).filename().string() + ".golden";
}

std::string read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    std::stringstream contents;
    contents << stream.rdbuf();
    return contents.str();
}

Compilation compile_example() { return compile(XRT_EXAMPLE_PROTOCOL, read_source_file); }

TEST(Golden, OutputIsWhatItWas) {
    const Compilation compilation = compile_example();
    ASSERT_EQ(compilation.diagnostics, "");
    for (const OutputFile& output : compilation.outputs) {
        const std::string path = golden_path(output);
        if (std::getenv("XRT_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << output.contents;
        EXPECT_EQ(output.contents, read_file(path)) << path;
    }
}

TEST(Golden, HasAFileForEveryOutputAndNoOther) {
    size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(XRT_GOLDEN_FOLDER))
        files += entry.is_regular_file() ? 1 : 0;
    EXPECT_EQ(files, compile_example().outputs.size());
}

TEST(Golden, SaysWhereItCameFromInTheFirstLine) {
    for (const OutputFile& output : compile_example().outputs) {
        const std::string first_line = output.contents.substr(0, output.contents.find('\n'));
        EXPECT_NE(first_line.find("// Made from example"), std::string::npos) << output.path << ": " << first_line;
        EXPECT_EQ(first_line.find('/', 2), std::string::npos) << "no path of this machine: " << first_line;
    }
}

TEST(Golden, HasNoLineThatIsTooLong) {
    for (const OutputFile& output : compile_example().outputs) {
        std::istringstream lines(output.contents);
        for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120u) << output.path << ": " << line;
    }
}

}  // namespace
}  // namespace xrt::compiler
