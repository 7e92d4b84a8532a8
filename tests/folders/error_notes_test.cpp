// SPDX-License-Identifier: BSL-1.0
//
// The OpenXR state tracker says of every error which argument broke which rule (core/api.hpp): no code is returned without a note.
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace xrt {
namespace {

namespace fs = std::filesystem;

/// What turns codes into others, or stands before there is anything to report to.
const std::set<std::string> exempt{"guard.hpp", "negotiate.cpp", "outcome.cpp", "outcome.hpp", "result_meaning.cpp"};

bool is_looked_at(const fs::path& path) {
    const std::string name = path.filename();
    const bool is_source = name.ends_with(".cpp") || name.ends_with(".hpp");
    return is_source && !name.ends_with("_test.cpp") && path.parent_path().filename() != "testing" &&
           !exempt.contains(name);
}

/// A code alone; those two explain themselves, and find_or_error() notes the second.
bool returns_a_bare_code(const std::string& line) {
    static const std::regex bare(R"((return|\?.*:) XR_ERROR_\w+;)");
    if (!std::regex_search(line, bare)) return false;
    return line.find("XR_ERROR_INSTANCE_LOST") == std::string::npos &&
           line.find("XR_ERROR_HANDLE_INVALID") == std::string::npos;
}

TEST(ErrorNotes, AreMadeOfEveryErrorOfTheOpenxrStateTracker) {
    size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(XRT_SOURCE_DIR "/src/xrt/state_trackers/oxr")) {
        if (!entry.is_regular_file() || !is_looked_at(entry.path())) continue;
        ++files;
        std::ifstream file(entry.path());
        size_t number = 0;
        for (std::string line; std::getline(file, line);) {
            ++number;
            EXPECT_FALSE(returns_a_bare_code(line))
                << entry.path().string() << ":" << number
                << ": say what was wrong: return fail(XR_ERROR_X, \"argument\", \"is ...\")\n"
                << line;
        }
    }
    EXPECT_GT(files, 50u);
}

TEST(ErrorNotes, AreMissedWhereACodeStandsAlone) {
    EXPECT_TRUE(returns_a_bare_code("    if (bad) return XR_ERROR_VALIDATION_FAILURE;"));
    EXPECT_TRUE(returns_a_bare_code("    return good ? XR_SUCCESS : XR_ERROR_POSE_INVALID;"));
    EXPECT_FALSE(returns_a_bare_code("    return fail(XR_ERROR_POSE_INVALID, \"pose\", \"is none\");"));
    EXPECT_FALSE(returns_a_bare_code("        case XR_ERROR_POSE_INVALID:"));
}

}  // namespace
}  // namespace xrt
