// SPDX-License-Identifier: BSL-1.0
//
// doc/ci.md and doc/examples/ci stay true: the three examples are run, with applications that pass and with some that fail; of the files
// for GitHub, GitLab and Docker the shell steps are taken out and run in their order, against an installation of what was built.
// Steps that install packages or bring the runtime need a network and root. They are replaced: their packages must be those that this
// machine has, and their configuration must go through.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>

#include <gmock/gmock.h>

#include "support/program.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string source = XRT_SOURCE_DIR;
const std::string examples = source + "/doc/examples/ci";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// A project as its owner has it, with the examples in it, beside an installation of this runtime.
class Project : public testing::Test {
 protected:
    static void SetUpTestSuite() {
        installation_ = new run::PrivateFolder(temporary_folder());
        const Finished install = Program::run({"cmake", "--install", XRT_BUILD_DIR, "--prefix", prefix()});
        ASSERT_EQ(install.end, exited(0)) << install;
    }
    static void TearDownTestSuite() {
        delete installation_;
        installation_ = nullptr;
    }
    static std::string prefix() { return installation_->file("monado-cxx"); }

    void SetUp() override { fs::copy(examples + "/xr", folder_.file("xr"), fs::copy_options::recursive); }

    /// In the project's folder, as CI does it: it stops at the first command that fails.
    Finished run(const std::string& shell, const std::string& path) const {
        Program::Settings settings{.arguments = {"sh", "-ec", "cd \"$1\"; " + shell, "sh", folder_.path()}};
        settings.environment.set("PATH", path);
        settings.environment.set("GITHUB_PATH", folder_.file("github_path"));
        for (const char* name : {"XR_RUNTIME_JSON", "MONADO_SOCKET"}) settings.environment.unset(name);
        return Program::run(std::move(settings));
    }
    Finished run(const std::string& shell) const { return run(shell, prefix() + "/bin:" + usual_path()); }
    static std::string usual_path() { return std::getenv("PATH"); }
    bool has(const std::string& file) const { return fs::exists(folder_.file(file)); }

    run::PrivateFolder folder_ = temporary_folder();

 private:
    static run::PrivateFolder* installation_;
};
run::PrivateFolder* Project::installation_ = nullptr;

using Example = Project;

TEST_F(Example, ComparesPicturesOfAScene) {
    const Finished pictures = run("xr/pictures.sh");
    EXPECT_EQ(pictures.end, exited(0)) << pictures;
    EXPECT_TRUE(has("out/pictures/frame-000010-left.png"));
    EXPECT_THAT(read_file(folder_.file("out/pictures.xml")), HasSubstr("frame-000025-right"));
    // As if the head had not turned when the golden picture was taken.
    const std::string golden = folder_.file("xr/golden/frame-000025-left.png");
    fs::copy(folder_.file("xr/golden/frame-000010-left.png"), golden, fs::copy_options::overwrite_existing);
    const Finished other = run("xr/pictures.sh");
    EXPECT_EQ(other.end, exited(120)) << other;
    EXPECT_TRUE(has("out/pictures/compare/index.html"));
    const Finished updated = run("UPDATE_GOLDEN=1 xr/pictures.sh");
    EXPECT_EQ(updated.end, exited(0)) << updated;
    EXPECT_EQ(run("xr/pictures.sh").end, exited(0));
}

TEST_F(Example, PressesAButtonAndWantsItsHaptic) {
    const Finished button = run("xr/button.sh");
    EXPECT_EQ(button.end, exited(0)) << button;
    const Finished numb = run("xr/button.sh " + built("xrt-test-client") + " vulkan frames");
    EXPECT_EQ(numb.end, exited(121)) << numb;
    EXPECT_THAT(numb.err,
                HasSubstr("the script failed, line 5: expected a haptic pulse on right of amplitude 0.49 to 0.51"));
}

TEST_F(Example, LosesTheSessionAndWantsTheApplicationToSurvive) {
    const Finished survivor = run("xr/session-loss.sh");
    EXPECT_EQ(survivor.end, exited(0)) << survivor;
    const Finished victim = run("xr/session-loss.sh " + built("xrt-test-client") + " vulkan leave");
    EXPECT_NE(victim.end, exited(0)) << victim;
}

/// The steps of one of the files.
class CiFile : public Project {
 protected:
    struct Step {
        std::string name;
        std::string shell;
    };
    std::vector<Step> steps(const std::string& file) const {
        const std::string folder = folder_.file("steps");
        fs::create_directory(folder);
        const Finished taken = Program::run(
            {"/usr/bin/python3", source + "/tests/end_to_end/support/ci_steps.py", examples + "/" + file, folder});
        EXPECT_EQ(taken.end, exited(0)) << taken << "(it needs Debian's package python3-yaml)";
        std::vector<std::string> files;  // "01 Install packages"
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
        std::ranges::sort(files);
        std::vector<Step> found;
        for (const std::string& path : files)
            found.push_back({fs::path(path).filename().string().substr(3), read_file(path)});
        return found;
    }
    static std::vector<std::string> names(const std::vector<Step>& steps) {
        std::vector<std::string> names;
        for (const Step& step : steps) names.push_back(step.name);
        return names;
    }

    /// In place of a step that installs packages.
    static void expect_packages_of_this_machine(const std::string& shell) {
        std::smatch list;
        const std::string line = replaced(replaced(shell, "\\\n", " "), "\n", " ; ");
        ASSERT_TRUE(std::regex_search(line, list, std::regex("apt-get install -y --no-install-recommends ([^;&]*)")))
            << shell;
        std::istringstream packages(list[1]);
        for (std::string package; packages >> package;) {
            const Finished query = Program::run({"dpkg-query", "-W", "-f", "${db:Status-Abbrev}", package});
            EXPECT_THAT(query.out, testing::StartsWith("ii")) << package << query;
        }
    }
    /// In place of a step that builds the runtime.
    void expect_configuration(const std::string& shell) const {
        std::smatch command;
        ASSERT_TRUE(std::regex_search(shell, command, std::regex("cmake --preset [^\n]*"))) << shell;
        const Finished configured =
            Program::run({"sh", "-c", "cd " + source + " && " + command.str() + " -B " + folder_.file("build")});
        EXPECT_EQ(configured.end, exited(0)) << configured;
        EXPECT_TRUE(fs::exists(source + "/scripts/setup"));
        EXPECT_THAT(shell, HasSubstr("scripts/setup\n"));
        EXPECT_THAT(shell, HasSubstr("cmake --build --preset release\n"));
    }
    void expect_success(const Step& step, const std::string& path) const {
        const Finished done = run(step.shell, path);
        EXPECT_EQ(done.end, exited(0)) << step.name << done;
    }
    void expect_pictures() const { EXPECT_TRUE(has("out/pictures/frame-000025-right.png")); }
};

TEST_F(CiFile, OfGithubIsCarriedOut) {
    std::vector<Step> all = steps("github.yml");
    ASSERT_THAT(names(all),
                ElementsAre("Install packages", "Build the runtime", "Put the runtime on PATH", "Say what is missing",
                            "Pictures of a scene", "A button press and its haptic", "Surviving session loss"));
    expect_packages_of_this_machine(all[0].shell);
    expect_configuration(all[1].shell);
    // Where the runtime is installed is the one thing that differs here.
    expect_success({all[2].name, replaced(all[2].shell, "/opt/monado-cxx", prefix())}, usual_path());
    const std::string added = replaced(read_file(folder_.file("github_path")), "\n", ":");
    for (size_t i = 3; i < all.size(); ++i) expect_success(all[i], added + usual_path());
    expect_pictures();
}

TEST_F(CiFile, OfGitlabIsCarriedOut) {
    const std::vector<Step> all = steps("gitlab-ci.yml");
    ASSERT_THAT(names(all), ElementsAre("before_script", "script"));
    expect_packages_of_this_machine(all[0].shell);
    expect_configuration(all[0].shell);
    fs::create_symlink(prefix(), folder_.file(".monado-cxx"));
    expect_success(all[1], usual_path());
    expect_pictures();
}

TEST_F(CiFile, OfDockerIsCarriedOut) {
    const std::vector<Step> all = steps("Dockerfile");
    ASSERT_THAT(names(all), ElementsAre("RUN", "RUN", "CMD"));
    expect_packages_of_this_machine(all[0].shell);
    for (const Step& step : {all[1], all[2]}) expect_success(step, prefix() + "/bin:" + usual_path());
    expect_pictures();
}

TEST(CiPage, HasTheFilesAsTheyAre) {
    const std::string page = read_file(source + "/doc/ci.md");
    for (const char* file : {"/github.yml", "/gitlab-ci.yml", "/Dockerfile"}) {
        EXPECT_THAT(page, HasSubstr("\n" + read_file(examples + file) + "```\n")) << file;
    }
}

/// Libraries that the installed programs load, and whose packages the files install.
TEST_F(CiFile, InstallsEveryLibraryThatTheRuntimeNeeds) {
    const Finished needed = run("ldd " + prefix() + "/bin/* " + prefix() + "/" XRT_INSTALL_LIBDIR "/*.so");
    const std::map<std::string, std::string> packages{{"libbsd.so.0", "libbsd0"},
                                                      {"libpng16.so.16", "libpng16-16"},
                                                      {"libwayland-client.so.0", "libwayland-client0"},
                                                      {"libxcb.so.1", "libxcb1"}};
    // What those packages bring with them, and what every Debian has.
    const std::regex known(
        R"((linux-vdso|ld-linux[-\w]*|libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+|libmd|libffi|libXau|libXdmcp|libz|libmonado\w*)[-.].*|/.*)");
    for (const char* file : {"github.yml", "gitlab-ci.yml", "Dockerfile"}) {
        const std::string text = read_file(examples + "/" + file);
        std::istringstream lines(needed.out);
        for (std::string line; std::getline(lines, line);) {
            if (line.empty() || line.front() != '\t') continue;
            const std::string library = line.substr(1, line.find(' ') - 1);
            const auto package = packages.find(library);
            if (package == packages.end()) {
                EXPECT_TRUE(std::regex_match(library, known)) << "which package has " << library << "?";
            } else {
                EXPECT_THAT(text, HasSubstr(package->second)) << library << " is needed";
            }
        }
    }
}

}  // namespace
}  // namespace xrt::end_to_end
