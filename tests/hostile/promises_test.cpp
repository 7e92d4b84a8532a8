// SPDX-License-Identifier: BSL-1.0
// doc/security.md names a test for each of its promises, doc/ipc.md one for each thing that it can do. Those tests exist.
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
            const std::string name = entry.path().string();
            if (!name.ends_with("_test.cpp") && !name.ends_with("_testing.hpp")) continue;
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
    static const std::regex mention("`([A-Z]\\w+\\.[A-Z]\\w+)`");
    for (const char* const name : {"/doc/security.md", "/doc/ipc.md"}) {
        const std::string page = contents(std::string(XRT_SOURCE_DIR) + name);
        size_t mentions = 0;
        for (std::sregex_iterator it(page.begin(), page.end(), mention), end; it != end; ++it, ++mentions) {
            EXPECT_TRUE(tests.contains((*it)[1])) << name << " names " << (*it)[1] << ", which there is not";
        }
        EXPECT_GT(mentions, 20u) << name;
    }
}

}  // namespace
}  // namespace xrt
