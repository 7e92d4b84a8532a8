// SPDX-License-Identifier: BSL-1.0
#include "targets/run/runtime_manifest.hpp"

#include <gmock/gmock.h>

#include "auxiliary/os/test_folder.hpp"

namespace xrt::run {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

using RuntimeManifestTest = TestFolder;

constexpr const char* manifest =
    R"({"file_format_version": "1.0.0", "runtime": {"name": "N", "library_path": "./lib.so"}})";

TEST_F(RuntimeManifestTest, FindsTheLibraryBesideTheManifest) {
    const std::string path = write("runtime.json", manifest);
    EXPECT_THAT(read_runtime_manifest(path).problem, HasSubstr("lib.so is not there"));
    const std::string library = write("lib.so", "");
    const RuntimeManifest facts = read_runtime_manifest(path);
    EXPECT_EQ(facts.problem, "");
    EXPECT_EQ(facts.runtime_name, "N");
    EXPECT_EQ(facts.library, fs::canonical(library));
}

TEST_F(RuntimeManifestTest, FollowsALinkToTheManifest) {
    write("lib.so", "");
    write("runtime.json", manifest);
    fs::create_directory(file("elsewhere"));
    fs::create_symlink("../runtime.json", file("elsewhere/active_runtime.json"));
    EXPECT_EQ(read_runtime_manifest(file("elsewhere/active_runtime.json")).problem, "");
}

TEST_F(RuntimeManifestTest, LeavesABareNameToTheDynamicLoader) {
    const auto facts = read_runtime_manifest(write("runtime.json", R"({"runtime": {"library_path": "libx.so"}})"));
    EXPECT_EQ(facts.problem, "");
    EXPECT_EQ(facts.library, "libx.so");
}

TEST_F(RuntimeManifestTest, LooksForLibmonadoWhereItIsNamed) {
    const std::string path =
        write("runtime.json", R"({"runtime": {"library_path": "libx.so", "MND_libmonado_path": "./libmonado.so"}})");
    EXPECT_FALSE(read_runtime_manifest(path).libmonado_there);
    write("libmonado.so", "");
    EXPECT_TRUE(read_runtime_manifest(path).libmonado_there);
}

TEST_F(RuntimeManifestTest, SaysWhatIsWrong) {
    EXPECT_THAT(read_runtime_manifest("/no/such/file").problem, HasSubstr("it cannot be read"));
    EXPECT_NE(read_runtime_manifest(write("a", "{")).problem, "");
    EXPECT_EQ(read_runtime_manifest(write("b", "[]")).problem, "it names no library_path");
    EXPECT_EQ(read_runtime_manifest(write("c", R"({"runtime": 5})")).problem, "it names no library_path");
}

}  // namespace
}  // namespace xrt::run
