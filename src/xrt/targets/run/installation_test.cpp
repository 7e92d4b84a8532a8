// SPDX-License-Identifier: BSL-1.0
#include "targets/run/installation.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "targets/run/private_folder.hpp"

namespace xrt::run {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class InstallationTest : public testing::Test {
 protected:
    std::string place(const std::string& name, fs::perms permissions = fs::perms::owner_all,
                      const std::string& text = "x") {
        const std::string path = root_.file(name);
        fs::create_directories(fs::path(path).parent_path());
        std::ofstream(path) << text;
        fs::permissions(path, permissions);
        return path;
    }
    Installation installation() const {
        return {root_.file("bin/monado-run"), root_.file("empty") + ":" + root_.file("other")};
    }

    PrivateFolder root_ = PrivateFolder::create(std::vector<std::string>{"/tmp"}, Leftovers::remove).value();
};

TEST_F(InstallationTest, PrefersTheServiceBesideMonadoRun) {
    place("other/monado-service");
    const std::string beside = place("bin/monado-service");
    EXPECT_EQ(installation().service().value(), beside);
}

TEST_F(InstallationTest, FindsTheServiceOnThePathIfTheFileBesideIsNoProgram) {
    place("bin/monado-service", fs::perms::owner_read);
    const std::string other = place("other/monado-service");
    EXPECT_EQ(installation().service().value(), other);
}

TEST_F(InstallationTest, SaysWhereItLookedForTheService) {
    EXPECT_THAT(installation().service().error().message, HasSubstr("no monado-service in " + root_.file("bin")));
}

TEST_F(InstallationTest, FindsTheManifestsOfABuildTreeAndOfAnInstallation) {
    const std::string installed = place("share/openxr/1/openxr_monado.json");
    EXPECT_EQ(installation().manifest(Place::service).value(), installed);
    const std::string built = place("lib/openxr_monado.json");
    EXPECT_EQ(installation().manifest(Place::service).value(), built);
    const std::string in_process = place("lib/openxr_monado_inprocess.json");
    EXPECT_EQ(installation().manifest(Place::in_process).value(), in_process);
}

TEST_F(InstallationTest, SaysWhereItLookedForAManifest) {
    EXPECT_THAT(installation().manifest(Place::service).error().message,
                AllOf(HasSubstr("lib/openxr_monado.json"), HasSubstr("share/openxr/1/openxr_monado.json")));
}

TEST_F(InstallationTest, FindsTheLibraryForToolsThatTheManifestNames) {
    const auto manifest = [](const std::string& path) {
        return R"({"runtime": {"library_path": "a.so", "MND_libmonado_path": ")" + path + "\"}}";
    };
    EXPECT_EQ(installation().libmonado(), std::nullopt) << "there is no manifest";
    place("share/openxr/1/openxr_monado.json", fs::perms::owner_all, manifest("../../../lib/arch/libmonado.so"));
    EXPECT_EQ(installation().libmonado(), std::nullopt) << "there is no such library";
    const std::string library = place("lib/arch/libmonado.so");
    EXPECT_EQ(installation().libmonado(), library);
    place("lib/openxr_monado.json", fs::perms::owner_all, R"({"runtime": {"library_path": "a.so"}})");
    EXPECT_EQ(installation().libmonado(), std::nullopt) << "it names none";
    place("lib/openxr_monado.json");
    EXPECT_EQ(installation().libmonado(), std::nullopt) << "it is no JSON";
}

}  // namespace
}  // namespace xrt::run
