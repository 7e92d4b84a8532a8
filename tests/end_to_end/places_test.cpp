// SPDX-License-Identifier: BSL-1.0
//
// Everywhere an application is tested: as root and as somebody else, without a home, in namespaces, on a read-only file system, and
// beside many others. (Through an inherited socket: finding_test.cpp.) What the machine does not allow is skipped, with the reason.
//
// XRT_CROWD=200 build/dev/tests/end_to_end_places_test --gtest_filter='SideBySide.*' runs two hundred side by side.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>

#include "hello_xr.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<std::string> operator+(std::vector<std::string> first, const std::vector<std::string>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::vector<std::string> hello(const std::string& pictures, std::vector<std::string> options = {}) {
    return std::vector<std::string>{built("monado-run"), "--frames", "3", "--view-size", "64x64",
                                    "--capture",         pictures} +
           options + std::vector<std::string>{"--", "hello_xr", "-g", "Vulkan2"};
}

void expect_pictures(const Finished& run, const std::string& pictures) {
    EXPECT_EQ(run.end, exited(0)) << run;
    for (const char* view : {"left", "right"}) EXPECT_TRUE(fs::exists(picture_path(pictures, 3, view))) << run;
}

/// Both ways of having a runtime.
class Places : public testing::TestWithParam<bool> {
 protected:
    std::vector<std::string> options() const {
        return GetParam() ? std::vector<std::string>{"--in-process"} : std::vector<std::string>{};
    }
    std::string pictures() const { return folder_.file("pictures"); }

    /// Runs hello_xr behind those words, if they work here at all.
    void run_behind(const std::vector<std::string>& words,
                    const run::Environment& environment = run::Environment::of_this_process()) {
        const Finished probe = Program::run(Program::Settings{.arguments = words + std::vector<std::string>{"true"}});
        if (probe.end != exited(0)) GTEST_SKIP() << "this machine does not allow it: " << probe;
        const Finished run = Program::run(Program::Settings{words + hello(pictures(), options()), environment});
        expect_pictures(run, pictures());
    }

    run::PrivateFolder folder_ = temporary_folder();
};
INSTANTIATE_TEST_SUITE_P(Runtimes, Places, testing::Bool(), [](const auto& test) {
    return test.param ? std::string("InProcess") : std::string("ThroughTheService");
});

TEST_P(Places, AsRoot) {
    if (::geteuid() != 0) GTEST_SKIP() << "this is not root";
    run_behind({"env"});
}

TEST_P(Places, AsAnotherUser) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can become somebody else";
    const std::vector<std::string> nobody{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                                          "--no-new-privs"};
    if (Program::run(nobody + std::vector<std::string>{"test", "-x", built("monado-run")}).end != exited(0)) {
        GTEST_SKIP() << "that user cannot reach the build folder";
    }
    ASSERT_EQ(::chown(folder_.path().c_str(), 65534, 65534), 0);
    run::Environment environment = run::Environment::of_this_process();
    for (const char* name : {"HOME", "XDG_RUNTIME_DIR"}) environment.set(name, folder_.path());
    run_behind(nobody, environment);
}

TEST_P(Places, WithoutAHomeOrAnythingElse) {
    const char* const path = std::getenv("PATH");
    run_behind({"env", "-i", std::string("PATH=") + (path ? path : "/usr/bin:/bin")});
}

TEST_P(Places, WithFoldersThatAreNotThere) {
    run::Environment environment = run::Environment::of_this_process();
    for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"}) {
        environment.set(name, "/proc/nonexistent");  // where not even root can make them
    }
    run_behind({"env"}, environment);
}

TEST_P(Places, InAUserNamespace) { run_behind({"unshare", "--user", "--map-root-user"}); }

TEST_P(Places, InANetworkNamespace) { run_behind({"unshare", "--user", "--map-root-user", "--net"}); }

TEST_P(Places, InNamespacesOfAllKinds) {
    run_behind({"unshare", "--user", "--map-root-user", "--net", "--ipc", "--uts", "--mount", "--pid", "--fork",
                "--mount-proc"});
}

// As the first process of a namespace of processes, which inherits orphans and is killed by no signal that it does not handle.
TEST_P(Places, AsTheFirstProcess) {
    run_behind({"unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc"});
}

/// Makes everything read-only but the folder $1, and runs the rest.
constexpr const char* read_only_but_one = R"sh(set -eu
    one=$1; shift
    mount --make-rprivate /
    mount --bind "$one" "$one"
    while read -r _ place _ flags _; do
        place=$(printf '%b' "$place")
        if [ "$place" != "$one" ]; then mount -o "remount,bind,$flags,ro" "$place"; fi
    done < /proc/self/mounts
    cd "$one"
    if touch /tmp/monado-writable 2>/dev/null; then echo "/tmp can be written to" >&2; exit 1; fi
    exec "$@")sh";

TEST_P(Places, OnAReadOnlyFileSystemButForOneFolder) {
    run::Environment environment = run::Environment::of_this_process();
    environment.set("XDG_RUNTIME_DIR", folder_.path());
    environment.set("HOME", "/proc/nonexistent");
    std::vector<std::string> words{"unshare", "--mount", "--", "sh", "-c", read_only_but_one, "sh", folder_.path()};
    if (::geteuid() != 0) words.insert(words.begin() + 1, {"--user", "--map-root-user"});
    run_behind(words, environment);
}

size_t crowd_size() {
    const char* const wanted = std::getenv("XRT_CROWD");
    const int number = wanted ? std::atoi(wanted) : 0;
    return number > 0 ? static_cast<size_t>(number) : 50;
}

size_t entries(const std::string& folder) {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(SideBySide, EveryRunSucceeds) {
    const auto runtime_folder = temporary_folder(), pictures = temporary_folder();
    std::vector<Program> programs;
    for (size_t i = 0; i < crowd_size(); ++i) {
        Program::Settings settings{.arguments = hello(pictures.file(std::to_string(i)), {"--start-timeout", "280"})};
        settings.environment.set("XDG_RUNTIME_DIR", runtime_folder.path());
        programs.push_back(Program::start(std::move(settings)));
    }
    const std::string first = pictures.file("0");
    for (size_t i = 0; i < programs.size(); ++i) {
        expect_pictures(programs[i].wait(280s), pictures.file(std::to_string(i)));
        EXPECT_EQ(read_file(picture_path(pictures.file(std::to_string(i)), 3, "left")),
                  read_file(picture_path(first, 3, "left")));
    }
    EXPECT_EQ(entries(runtime_folder.path()), 0u) << "nothing is left behind";
}

}  // namespace
}  // namespace xrt::end_to_end
