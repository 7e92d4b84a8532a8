// SPDX-License-Identifier: BSL-1.0
//
// libmonado in other programs: one in C that uses every function, and one that finds the library by the runtime's manifest and
// opens it, as the Rust binding does.
#include <dlfcn.h>

#include <csignal>
#include <filesystem>
#include <regex>
#include <sstream>

#include <gmock/gmock.h>

#include "support/service.hpp"
#include "targets/libmonado/monado.h"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::Each;
using testing::HasSubstr;
using testing::MatchesRegex;

class Libmonado : public testing::Test {
 protected:
    Program::Settings run(std::vector<std::string> arguments) const {
        return {.arguments = std::move(arguments), .environment = service->environment()};
    }
    Finished ctl(std::vector<std::string> arguments) const { return Program::run(service->ctl(std::move(arguments))); }
    const std::unique_ptr<Service> service = Service::start({"--compositor", "null"});
};

TEST_F(Libmonado, DoesWhatItPromisesToAProgramInC) {
    ASSERT_NE(service, nullptr);
    Program application = Program::start(run({built("xrt-test-client"), "none", "frames"}));
    ASSERT_TRUE(application.await_line("state FOCUSED")) << application.out() << application.err();
    const Finished client = Program::run(run({built("xrt-libmonado-client")}));
    EXPECT_EQ(client.out, "ok\n");
    EXPECT_EQ(client.end, exited(0)) << client;
    EXPECT_EQ(client.err, "");
}

TEST_F(Libmonado, SaysSoWhenTheServiceIsGoneAndDoesNotWait) {
    ASSERT_NE(service, nullptr);
    Program client = Program::start(run({built("xrt-libmonado-client"), "until-gone"}));
    ASSERT_TRUE(client.await_line("connected")) << client.out();
    service->program().signal(SIGKILL);
    ASSERT_TRUE(client.await_line("gone")) << client.out();
}

TEST_F(Libmonado, DoesNotWaitForeverForAServiceThatDoesNotAnswer) {
    ASSERT_NE(service, nullptr);
    Program client = Program::start(run({built("xrt-libmonado-client"), "until-gone"}));
    ASSERT_TRUE(client.await_line("connected")) << client.out();
    service->program().signal(SIGSTOP);
    EXPECT_TRUE(client.await_line("gone")) << client.out();
    service->program().signal(SIGCONT);
    EXPECT_EQ(client.wait().end, exited(0));
}

TEST_F(Libmonado, ServesSeveralThreadsAtOnce) {
    ASSERT_NE(service, nullptr);
    const Finished client = Program::run(run({built("xrt-libmonado-client"), "threads"}));
    EXPECT_EQ(client.out, "ok\n");
    EXPECT_EQ(client.end, exited(0)) << client;
}

TEST(LibmonadoAlone, FailsToConnectWhereThereIsNoService) {
    Program::Settings settings{.arguments = {built("xrt-libmonado-client")}};
    settings.environment.set("MONADO_SOCKET", "/nonexistent/socket");
    const Finished client = Program::run(std::move(settings));
    EXPECT_EQ(client.out, "not connected: -3\n");
    EXPECT_EQ(client.end, exited(2));
}

TEST(LibmonadoAlone, IsNamedToWhatMonadoRunRuns) {
    const std::vector<std::string> shell{"sh", "-c", "echo \"path=$LIBMONADO_PATH\""};
    std::vector<std::string> arguments{built("monado-run"), "--compositor", "null", "--"};
    arguments.insert(arguments.end(), shell.begin(), shell.end());
    EXPECT_THAT(Program::run(arguments).out, HasSubstr("path=" + built("libmonado.so") + "\n"));
    arguments.insert(arguments.begin() + 1, "--in-process");
    EXPECT_THAT(Program::run(arguments).out, HasSubstr("path=\n")) << "there is no service that it could reach";
}

TEST(LibmonadoAlone, NeedsOnlyTheCAndCxxRuntimeAndShowsOnlyItsFunctions) {
    const Finished needs = Program::run({"ldd", built("libmonado.so")});
    std::vector<std::string> lines;
    std::istringstream stream(needs.out);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    EXPECT_THAT(
        lines, Each(MatchesRegex("[ \t]*(linux-vdso|libstdc\\+\\+|libgcc_s|libm|libc|/lib64/ld-linux)[-._a-z0-9]*.*")));
    const Finished shows = Program::run({"nm", "-D", "--defined-only", built("libmonado.so")});
    EXPECT_THAT(shows.out, MatchesRegex("([0-9a-f]+ T mnd_[a-z0-9_]+\n)+"));
}

/// The path that the manifest names, from where the manifest is.
fs::path find_library(const fs::path& manifest) {
    const std::string text = read_file(manifest.string());
    std::smatch match;
    const bool found = std::regex_search(text, match, std::regex("\"MND_libmonado_path\": \"([^\"]+)\""));
    EXPECT_TRUE(found) << text;
    return found ? manifest.parent_path() / match[1].str() : fs::path();
}

TEST_F(Libmonado, IsFoundByTheManifestAndOpenedAtRunTime) {
    ASSERT_NE(service, nullptr);
    const std::string path = find_library(built("openxr_monado.json")).string();
    void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library, nullptr) << ::dlerror();
    const auto find = [&](auto& function, const char* name) {
        function = reinterpret_cast<std::decay_t<decltype(function)>>(::dlsym(library, name));
        EXPECT_NE(function, nullptr) << name;
    };
    decltype(&mnd_root_create) create = nullptr;
    decltype(&mnd_root_destroy) destroy = nullptr;
    decltype(&mnd_root_get_device_count) count_devices = nullptr;
    find(create, "mnd_root_create");
    find(destroy, "mnd_root_destroy");
    find(count_devices, "mnd_root_get_device_count");
    ::setenv("MONADO_SOCKET", service->socket().c_str(), 1);
    mnd_root_t* root = nullptr;
    ASSERT_EQ(create(&root), MND_SUCCESS);
    uint32_t devices = 0;
    EXPECT_EQ(count_devices(root, &devices), MND_SUCCESS);
    EXPECT_GE(devices, 3u);
    destroy(&root);
    EXPECT_EQ(root, nullptr);
    EXPECT_EQ(::dlclose(library), 0);
    EXPECT_EQ(::dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD), nullptr) << "it is unloaded, threads and all";
}

TEST(LibmonadoAlone, IsNamedByTheInstalledManifestToo) {
    const fs::path manifest = fs::path(XRT_BUILD_DIR) / "src/xrt/targets/openxr/install/openxr_monado.json";
    const std::string path = find_library(manifest).string();
    EXPECT_THAT(path, testing::EndsWith(std::string("/../../../") + XRT_INSTALL_LIBDIR + "/libmonado.so"));
    EXPECT_THAT(read_file(built("openxr_monado_inprocess.json")), testing::Not(HasSubstr("MND_libmonado_path")));
}

TEST_F(Libmonado, AndMonadoCtlSeeTheSame) {
    ASSERT_NE(service, nullptr);
    Program first = Program::start(run({built("xrt-test-client"), "none", "frames"}));
    ASSERT_TRUE(first.await_line("state FOCUSED")) << first.out() << first.err();
    Program second = Program::start(run({built("xrt-test-client"), "none", "frames"}));
    ASSERT_TRUE(second.await_line("state FOCUSED")) << second.out() << second.err();
    const std::string list = ctl({"clients"}).out;
    std::smatch ids;
    ASSERT_TRUE(std::regex_search(list, ids, std::regex("\n(\\d+) .*\n(\\d+) "))) << list;
    EXPECT_EQ(ctl({"-p", ids[1]}).end, exited(0));
    ASSERT_TRUE(second.await_line("state VISIBLE")) << second.out();
    EXPECT_THAT(ctl({"clients"}).out, MatchesRegex("(.|\n)*\n" + ids[1].str() + " [^\n]* primary (.|\n)*"));
    EXPECT_EQ(ctl({"block-input", ids[1], "inputs", "hands"}).out, "blocked: hands,inputs\n");
    EXPECT_EQ(ctl({"allow-input", ids[1], "hands"}).out, "blocked: inputs\n");
    EXPECT_EQ(ctl({"-i", ids[1]}).out, "blocked: -\n");
    EXPECT_EQ(ctl({"-f", ids[2]}).end, exited(0));
    EXPECT_EQ(ctl({"-c"}).end, exited(0));
    EXPECT_THAT(ctl({"focus", "end-to-end"}).err, HasSubstr("did you mean 'end to end'"));
    EXPECT_THAT(ctl({"battery"}).out, HasSubstr("Left Hand"));
    EXPECT_EQ(ctl({"battery", "left", "0.25", "charging"}).end, exited(0));
    EXPECT_THAT(ctl({"battery"}).out, HasSubstr("25 %    charging"));
    EXPECT_EQ(ctl({"refresh-rate", "90"}).out, "90\n");
    EXPECT_THAT(ctl({"list", "--json"}).out, HasSubstr("\"tracking_origins\":[{\"name\":\"Simulated\""));
    EXPECT_EQ(ctl({"quit"}).end, exited(0));
    EXPECT_EQ(service->program().wait().end, exited(0));
}

}  // namespace
}  // namespace xrt::end_to_end
