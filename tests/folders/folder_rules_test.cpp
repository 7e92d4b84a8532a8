// SPDX-License-Identifier: BSL-1.0
//
// The checker on tables and sources made up for it, and then on this tree.
#include "folder_rules.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "auxiliary/os/test_folder.hpp"

namespace xrt::folders {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

constexpr std::string_view small_table =
    "# Title\n\n| folder | may include | never |\n|---|---|---|\n"
    "| include | the standard library | |\n"
    "| auxiliary | include | |\n"
    "| drivers, compositor | include, auxiliary | ipc, service |\n"
    "| ipc/wire | include, auxiliary | |\n"
    "| service | include, auxiliary, generated, ipc/wire's types | |\n"
    "| state_trackers | include, generated, compositor/client | ipc/wire |\n"
    "| targets | everything | |\n\nText | with | bars\n";

FolderRules small() { return FolderRules::parse(small_table).value(); }

TEST(FolderRules, AllowWhatTheTableSays) {
    EXPECT_FALSE(small().check("auxiliary/os/futex.cpp", "xrt/result.hpp"));
    EXPECT_FALSE(small().check("drivers/simulated/hmd.cpp", "auxiliary/math/pose.hpp"));
    EXPECT_FALSE(small().check("service/system.cpp", "ipc/wire/message.hpp"));
    EXPECT_FALSE(small().check("state_trackers/oxr/session/session.cpp", "compositor/client/swapchain.hpp"));
    EXPECT_FALSE(small().check("targets/run/main.cpp", "drivers/simulated/hmd.hpp"));
}

TEST(FolderRules, AllowAFolderItsOwnFiles) {
    EXPECT_FALSE(small().check("compositor/multi/a.cpp", "compositor/pacing/b.hpp"));
    EXPECT_FALSE(small().check("include/xrt/a.hpp", "xrt/b.hpp"));
}

TEST(FolderRules, FindAPlantedViolation) {
    EXPECT_THAT(small().check("auxiliary/os/futex.cpp", "service/system.hpp"),
                Optional(std::string("auxiliary/os/futex.cpp includes \"service/system.hpp\", and auxiliary may not")));
    EXPECT_TRUE(small().check("include/xrt/device.hpp", "auxiliary/math/pose.hpp"));
    EXPECT_TRUE(small().check("drivers/simulated/hmd.cpp", "proto/types.hpp"));
    EXPECT_TRUE(small().check("state_trackers/oxr/session/session.cpp", "compositor/render/renderer.hpp"));
    EXPECT_TRUE(small().check("state_trackers/oxr/session/session.cpp", "ipc/wire/writer.hpp"));
    EXPECT_TRUE(small().check("ipc/wire/reader.cpp", "ipc/client/connection.hpp"));
}

TEST(FolderRules, DoNotTakeOneNameForTheBeginningOfAnother) {
    EXPECT_TRUE(small().check("state_trackers/oxr/a.cpp", "compositor/client_tools/b.hpp"));
}

TEST(FolderRules, LetNobodyReachTheWireThroughGeneratedCode) {
    EXPECT_FALSE(small().check("state_trackers/oxr/a.cpp", "proto/service_interface.hpp"));
    EXPECT_THAT(small().check("state_trackers/oxr/a.cpp", "proto/service_proxy.hpp"),
                Optional(HasSubstr("may not use the wire")));
    EXPECT_FALSE(small().check("service/a.cpp", "proto/frame_codec.hpp"));
}

TEST(FolderRules, RejectRelativePathsAndUnknownFolders) {
    EXPECT_THAT(small().check("targets/run/a.cpp", "../b.hpp"), Optional(HasSubstr("paths start at src/xrt")));
    EXPECT_THAT(small().check("targets/run/a.cpp", "service/../b.hpp"), Optional(HasSubstr("paths start at src/xrt")));
    EXPECT_THAT(small().check("unheard_of/a.cpp", "xrt/b.hpp"), Optional(HasSubstr("not in the table")));
}

TEST(FolderRules, RejectATableThatContradictsItself) {
    const std::string table = "| folder | may include | never |\n|---|---|---|\n| service | ipc | ipc/wire |\n";
    EXPECT_THAT(FolderRules::parse(table).error().message, HasSubstr("service may and must not include ipc/wire"));
    EXPECT_FALSE(FolderRules::parse("no table").ok());
    EXPECT_FALSE(FolderRules::parse("| folder | may include | never |\n|---|---|---|\n").ok());
}

TEST(QuotedIncludes, AreFoundInOrderAndCommentsAreNot) {
    EXPECT_THAT(quoted_includes(
                    "#include \"a/b.hpp\"\n#include <vector>\n  #  include \"c.hpp\"  // why\n// #include \"d.hpp\"\n"),
                ElementsAre("a/b.hpp", "c.hpp"));
}

std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

std::vector<std::string> violations_in(const FolderRules& rules, const fs::path& root) {
    std::vector<std::string> violations;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
        const std::string file = fs::relative(entry.path(), root);
        for (const std::string& include : quoted_includes(read(entry.path()))) {
            if (auto violation = rules.check(file, include)) violations.push_back(*violation);
        }
    }
    return violations;
}

TEST(Folders, OfThisTreeIncludeOnlyWhomTheArchitectureAllows) {
    const fs::path top = XRT_SOURCE_DIR;
    const auto rules = FolderRules::parse(read(top / "doc/architecture.md"));
    ASSERT_TRUE(rules.ok()) << rules.error().message;
    EXPECT_THAT(violations_in(*rules, top / "src/xrt"), IsEmpty());
}

TEST(Folders, OfTheTargetsAreAllToldOf) {
    const fs::path top = XRT_SOURCE_DIR;
    const std::string page = read(top / "doc/architecture.md");
    for (const fs::directory_entry& entry : fs::directory_iterator(top / "src/xrt/targets")) {
        const std::string name = entry.path().filename();
        if (!entry.is_directory()) continue;
        EXPECT_THAT(page, HasSubstr("\n| " + name + " | ")) << "what does it make?";
    }
}

using PlantedFolders = TestFolder;

TEST_F(PlantedFolders, AreFoundOut) {
    write("auxiliary/os/bad.hpp", "#include \"service/system.hpp\"\n");
    EXPECT_THAT(violations_in(small(), folder), ElementsAre(HasSubstr("auxiliary/os/bad.hpp includes")));
}

}  // namespace
}  // namespace xrt::folders
