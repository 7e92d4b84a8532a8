// SPDX-License-Identifier: BSL-1.0
#include "openxr_page.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

namespace xrt::documents {
namespace {

const std::string path = XRT_SOURCE_DIR "/doc/openxr.md";

std::string read_page() {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(OpenxrPage, HasTheTablesOfTheCode) {
    const std::string page = read_page();
    const std::string right = with_tables(page);
    if (std::getenv("XRT_REWRITE_DOCUMENTS") != nullptr) std::ofstream(path) << right;
    EXPECT_TRUE(read_page() == right) << "doc/openxr.md is not what the code says any more. This rewrites its tables:\n"
                                         "    cmake --build <build folder> --target update_documents";
}

TEST(OpenxrPage, HasEveryTable) {
    for (const char* table : {"functions", "extensions", "profiles", "limits"}) {
        EXPECT_THAT(read_page(), testing::HasSubstr("<!-- table: " + std::string(table) + " -->"));
    }
}

TEST(OpenxrPage, KeepsWhatIsNoTable) {
    EXPECT_EQ(with_tables("a\nb\n"), "a\nb\n");
    const std::string once = with_tables("a\n<!-- table: limits -->\nold\n<!-- end -->\nb\n");
    EXPECT_THAT(once, testing::StartsWith("a\n<!-- table: limits -->\n\n| limit"));
    EXPECT_THAT(once, testing::EndsWith("\n<!-- end -->\nb\n"));
    EXPECT_EQ(with_tables(once), once);
}

}  // namespace
}  // namespace xrt::documents
