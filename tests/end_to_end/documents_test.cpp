// SPDX-License-Identifier: BSL-1.0
//
// The man pages are well made and name every option, and an installation holds what it should and works.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include <gmock/gmock.h>

#include "support/program.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsSupersetOf;

class ManPage : public testing::TestWithParam<const char*> {
 protected:
    static std::string path() { return std::string(XRT_SOURCE_DIR) + "/doc/man/" + GetParam() + ".1"; }
};
INSTANTIATE_TEST_SUITE_P(Programs, ManPage, testing::Values("monado-service", "monado-run", "monado-ctl"),
                         [](const auto& test) {
                             std::string name = test.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST_P(ManPage, IsWellMade) {
    const Finished groff = Program::run({"groff", "-mdoc", "-ww", "-z", "-Tutf8", path()});
    EXPECT_EQ(groff.end, exited(0));
    EXPECT_EQ(groff.err, "");
    const Finished man = Program::run({"man", "--warnings", "-l", path()});
    EXPECT_EQ(man.end, exited(0));
    EXPECT_EQ(man.err, "");
    EXPECT_THAT(man.out, HasSubstr(GetParam()));
}

std::set<std::string> options_in(const std::string& text) {
    std::set<std::string> options;
    const std::regex option("--[a-z][a-z-]+");
    for (std::sregex_iterator match(text.begin(), text.end(), option); match != std::sregex_iterator(); ++match) {
        options.insert(match->str());
    }
    return options;
}

TEST_P(ManPage, NamesEveryOptionOfTheProgramAndNoOther) {
    const Finished help = Program::run({built(GetParam()), "--help"});
    ASSERT_EQ(help.end, exited(0)) << help;
    Program::Settings man{.arguments = {"sh", "-c", "man -l " + path() + " | col -bx"}};
    man.environment.set("MANWIDTH", "1000");
    man.environment.set("LC_ALL", "C");
    std::set<std::string> documented = options_in(Program::run(std::move(man)).out);
    documented.erase("--user");
    EXPECT_EQ(documented, options_in(help.out));
}

class Installation : public testing::Test {
 protected:
    void SetUp() override {
        Program::Settings install{.arguments = {"cmake", "--install", XRT_BUILD_DIR, "--prefix", "/usr"}};
        install.environment.set("DESTDIR", root_.path());
        const Finished run = Program::run(std::move(install));
        ASSERT_EQ(run.end, exited(0)) << run;
    }
    std::set<std::string> files() const {
        std::set<std::string> found;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root_.path())) {
            if (!entry.is_directory()) found.insert("/" + entry.path().lexically_relative(root_.path()).string());
        }
        return found;
    }

    run::PrivateFolder root_ = temporary_folder();
};

TEST_F(Installation, HoldsWhatItShouldAndNothingElse) {
    const std::string lib = std::string("/usr/") + XRT_INSTALL_LIBDIR;
    EXPECT_THAT(files(),
                testing::ContainerEq(std::set<std::string>{"/usr/bin/monado-service",
                                                           "/usr/bin/monado-run",
                                                           "/usr/bin/monado-ctl",
                                                           "/usr/include/monado_service.h",
                                                           "/usr/include/monado/monado.h",
                                                           lib + "/libmonado.so",
                                                           lib + "/libmonado_service.so",
                                                           lib + "/libmonado_service.so.0",
                                                           lib + "/libmonado_service.so." XRT_VERSION,
                                                           lib + "/libmonado_window.so",
                                                           lib + "/libopenxr_monado.so",
                                                           lib + "/libopenxr_monado_inprocess.so",
                                                           "/usr/share/openxr/1/openxr_monado.json",
                                                           "/usr/share/openxr/1/openxr_monado_inprocess.json",
                                                           "/usr/lib/systemd/user/monado.service",
                                                           "/usr/lib/systemd/user/monado.socket",
                                                           "/usr/share/bash-completion/completions/monado-ctl",
                                                           "/usr/share/bash-completion/completions/monado-run",
                                                           "/usr/share/bash-completion/completions/monado-service",
                                                           "/usr/share/fish/vendor_completions.d/monado-ctl.fish",
                                                           "/usr/share/fish/vendor_completions.d/monado-run.fish",
                                                           "/usr/share/fish/vendor_completions.d/monado-service.fish",
                                                           "/usr/share/zsh/site-functions/_monado",
                                                           "/usr/share/man/man1/monado-service.1",
                                                           "/usr/share/man/man1/monado-run.1",
                                                           "/usr/share/man/man1/monado-ctl.1",
                                                           "/usr/share/doc/monado-cxx/LICENSE",
                                                           "/usr/share/doc/monado-cxx/README.md",
                                                           "/usr/share/doc/monado-cxx/CHANGELOG.md"}));
}

TEST_F(Installation, HasUnitsThatFitTheProtocol) {
    EXPECT_THAT(read_file(root_.path() + "/usr/lib/systemd/user/monado.socket"),
                HasSubstr("\nListenSequentialPacket=%t/monado_comp_ipc\n"));
    EXPECT_THAT(read_file(root_.path() + "/usr/lib/systemd/user/monado.service"), HasSubstr("/bin/monado-service\n"));
}

TEST_F(Installation, RunsAnApplicationFromWhereItLies) {
    const auto pictures = temporary_folder();
    for (const char* place : {"--frames=3", "--in-process"}) {
        const Finished run = Program::run({root_.path() + "/usr/bin/monado-run", "--frames", "3", place, "--capture",
                                           pictures.path(), "--view-size", "64x64", "--", "hello_xr", "-g", "Vulkan2"});
        EXPECT_EQ(run.end, exited(0)) << run;
        EXPECT_TRUE(fs::exists(pictures.path() + "/frame-000003-right.png"));
    }
}

}  // namespace
}  // namespace xrt::end_to_end
