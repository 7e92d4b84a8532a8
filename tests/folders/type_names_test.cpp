// SPDX-License-Identifier: BSL-1.0
//
// Two VulkanSwapchains in xrt::comp, one the renderer's and one the application's side, each met only its own kind until the
// in-process library linked both: it crashed at the first swapchain.
#include "type_names.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>

namespace xrt::folders {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TypeNames, AreThoseOfDefinitionsWithTheirNamespaces) {
    EXPECT_THAT(defined_types("namespace xrt::comp {\n"
                              "class Declared;\n"
                              "class Plain {\n    struct Inner {\n    };\n};\n"
                              "class Derived final : public Plain {\n};\n"
                              "struct [[nodiscard]] Marked {\n};\n"
                              "struct Small { int x; };\n"
                              "}  // namespace xrt::comp\n"),
                ElementsAre("xrt::comp::Plain", "xrt::comp::Derived", "xrt::comp::Marked", "xrt::comp::Small"));
}

TEST(TypeNames, LeaveOutWhatNobodyElseCanSee) {
    EXPECT_THAT(defined_types("namespace xrt {\nnamespace {\nclass Hidden {\n};\n}  // namespace\nclass Seen {\n};\n}  "
                              "// namespace xrt\n"),
                ElementsAre("xrt::Seen"));
}

bool is_source(const fs::path& path) {
    const std::string name = path.filename();
    const bool code = path.extension() == ".hpp" || path.extension() == ".cpp";
    return code && name.find("_test.") == std::string::npos && name.find("fake") == std::string::npos;
}

TEST(TypeNames, StandForOneTypeEachInThisTree) {
    std::map<std::string, std::string> first_place;
    std::vector<std::string> collisions;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(XRT_SOURCE_DIR) / "src/xrt")) {
        if (!is_source(entry.path())) continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        for (const std::string& type : defined_types(text.str())) {
            const auto [place, is_new] = first_place.emplace(type, entry.path());
            if (!is_new) collisions.push_back(type + ": " + place->second + " and " + entry.path().string());
        }
    }
    EXPECT_GT(first_place.size(), 200u) << "the search finds hardly any type";
    EXPECT_THAT(collisions, IsEmpty());
}

}  // namespace
}  // namespace xrt::folders
