// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/manifest_reader.hpp"

#include <gmock/gmock.h>

#include "auxiliary/os/test_folder.hpp"

namespace xrt::doctor {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using ManifestReader = TestFolder;

constexpr const char* manifest =
    R"({"file_format_version": "1.0.0", "runtime": {"name": "N", "library_path": "./lib.so"}})";

TEST_F(ManifestReader, FindsTheLibraryBesideTheManifest) {
    const std::string path = write("runtime.json", manifest);
    EXPECT_THAT(read_runtime_manifest(path).problem, HasSubstr("lib.so is not there"));
    const std::string library = write("lib.so", "");
    const ManifestFacts facts = read_runtime_manifest(path);
    EXPECT_EQ(facts.problem, "");
    EXPECT_EQ(facts.runtime_name, "N");
    EXPECT_EQ(facts.library, fs::canonical(library));
}

TEST_F(ManifestReader, FollowsALinkToTheManifest) {
    write("lib.so", "");
    write("runtime.json", manifest);
    fs::create_directory(file("elsewhere"));
    fs::create_symlink("../runtime.json", file("elsewhere/active_runtime.json"));
    EXPECT_EQ(read_runtime_manifest(file("elsewhere/active_runtime.json")).problem, "");
}

TEST_F(ManifestReader, LeavesABareNameToTheDynamicLoader) {
    const auto facts = read_runtime_manifest(write("runtime.json", R"({"runtime": {"library_path": "libx.so"}})"));
    EXPECT_EQ(facts.problem, "");
    EXPECT_EQ(facts.library, "libx.so");
}

TEST_F(ManifestReader, LooksForLibmonadoWhereItIsNamed) {
    const std::string path =
        write("runtime.json", R"({"runtime": {"library_path": "libx.so", "MND_libmonado_path": "./libmonado.so"}})");
    EXPECT_FALSE(read_runtime_manifest(path).libmonado_there);
    write("libmonado.so", "");
    EXPECT_TRUE(read_runtime_manifest(path).libmonado_there);
}

TEST_F(ManifestReader, SaysWhatIsWrong) {
    EXPECT_THAT(read_runtime_manifest("/no/such/file").problem, HasSubstr("it cannot be read"));
    EXPECT_NE(read_runtime_manifest(write("a", "{")).problem, "");
    EXPECT_EQ(read_runtime_manifest(write("b", "[]")).problem, "it names no library_path");
    EXPECT_EQ(read_runtime_manifest(write("c", R"({"runtime": 5})")).problem, "it names no library_path");
}

TEST_F(ManifestReader, ReadsTheSwitchesOfLayersOfBothKinds) {
    const auto vulkan = read_layer_switches(write("vulkan", R"({"layer": {"disable_environment": {"OFF": "1"}}})"));
    ASSERT_EQ(vulkan.size(), 1u);
    EXPECT_THAT(vulkan[0].disable, ElementsAre("OFF"));
    const auto openxr = read_layer_switches(
        write("openxr", R"({"api_layer": {"enable_environment": "ON", "disable_environment": "OFF"}})"));
    ASSERT_EQ(openxr.size(), 1u);
    EXPECT_THAT(openxr[0].enable, ElementsAre("ON"));
    EXPECT_THAT(openxr[0].disable, ElementsAre("OFF"));
    EXPECT_EQ(read_layer_switches(write("many", R"({"layers": [{}, {}]})")).size(), 2u);
    EXPECT_THAT(read_layer_switches("/no/such/file"), IsEmpty());
}

}  // namespace
}  // namespace xrt::doctor
