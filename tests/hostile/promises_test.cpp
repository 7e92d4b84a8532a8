// SPDX-License-Identifier: BSL-1.0
// doc/security.md names a test for each of its promises. Those tests exist.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace xrt {
namespace {

std::string contents(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

std::set<std::string> existing_tests() {
    static const std::regex definition(R"(\nTEST(?:_F|_P)?\((\w+),\s*(\w+)\))");
    std::set<std::string> tests;
    for (const char* const folder : {"/src", "/tests"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(XRT_SOURCE_DIR + std::string(folder))) {
            if (!entry.path().string().ends_with("_test.cpp")) continue;
            const std::string text = contents(entry.path());
            for (std::sregex_iterator it(text.begin(), text.end(), definition), end; it != end; ++it) {
                tests.insert((*it)[1].str() + "." + (*it)[2].str());
            }
        }
    }
    return tests;
}

TEST(Promises, NameTestsThatExist) {
    const std::set<std::string> tests = existing_tests();
    const std::string page = contents(XRT_SOURCE_DIR "/doc/security.md");
    static const std::regex mention("`([A-Z]\\w+\\.[A-Z]\\w+)`");
    size_t mentions = 0;
    for (std::sregex_iterator it(page.begin(), page.end(), mention), end; it != end; ++it, ++mentions) {
        EXPECT_TRUE(tests.contains((*it)[1])) << "doc/security.md names " << (*it)[1] << ", which there is not";
    }
    EXPECT_GT(mentions, 30u);
}

}  // namespace
}  // namespace xrt
