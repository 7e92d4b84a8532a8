// SPDX-License-Identifier: BSL-1.0
//
// Completion in shells offers every command and option that there is. Each shell runs what a person's shell would.
#include <gmock/gmock.h>

#include <set>
#include <sstream>

#include "support/service.hpp"
#include "targets/common/option_table.hpp"
#include "targets/ctl/ctl_commands.hpp"

namespace xrt::end_to_end {
namespace {

using testing::Contains;
using testing::IsSupersetOf;
using Words = std::set<std::string>;

std::string file(const char* name) { return std::string(XRT_SOURCE_DIR) + "/src/xrt/targets/completions/" + name; }

/// What the shell offers in the place of `word`, after the program and perhaps a word before.
class Completions : public testing::TestWithParam<const char*> {
 protected:
    Words offered(const std::string& program, const std::string& before, const std::string& word) const {
        Program::Settings shell{.arguments = command(program, before, word), .environment = environment};
        shell.environment.set("PATH", std::string(XRT_BUILD_DIR) + "/bin:/usr/bin:/bin");
        const Finished run = Program::run(std::move(shell));
        EXPECT_EQ(run.err, "");
        Words words;
        std::istringstream stream(run.out);
        for (std::string line; std::getline(stream, line);) words.insert(line.substr(0, line.find('\t')));
        return words;
    }

    run::Environment environment = run::Environment::of_this_process();

 private:
    static std::vector<std::string> command(const std::string& program, const std::string& before,
                                            const std::string& word) {
        const std::string shell = GetParam();
        const std::string middle = before.empty() ? "" : before + " ";
        const std::string last = before.empty() ? program : before;
        if (shell == "fish") {
            return {"fish", "--no-config", "-c",
                    "source " + file("monado.fish") + "; complete -C '" + program + " " + middle + word + "'"};
        }
        if (shell == "zsh") {
            return {"zsh", "-fc",
                    "source " + file("_monado") + "; _monado_words " + program + " '" + word + "' '" + last + "'"};
        }
        return {"bash", "--norc", "-c",
                "source " + file("monado.bash") + "; COMP_WORDS=(" + program + " " + middle + "'" + word +
                    "'); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _monado; printf '%s\\n' \"${COMPREPLY[@]}\""};
    }
};
INSTANTIATE_TEST_SUITE_P(Shells, Completions, testing::Values("bash", "fish", "zsh"));

TEST_P(Completions, OfferEveryCommandOfMonadoCtl) {
    Words all;
    for (const ctl::Command& command : ctl::commands()) all.insert(std::string(command.name));
    EXPECT_THAT(offered("monado-ctl", "", ""), IsSupersetOf(all));
}

TEST_P(Completions, OfferEveryOption) {
    Words all;
    for (const OptionEntry& option : option_table()) all.insert(std::string(option.name));
    EXPECT_THAT(offered("monado-service", "", "--"), IsSupersetOf(all));
    EXPECT_THAT(offered("monado-run", "", "--"), IsSupersetOf(Words{"--clock", "--script", "--stall-timeout"}));
    EXPECT_THAT(offered("monado-ctl", "", "--"), IsSupersetOf(Words{"--json", "--socket", "--version"}));
}

TEST_P(Completions, OfferTheChoicesOfAnOption) {
    EXPECT_THAT(offered("monado-run", "--clock", ""), testing::Eq(Words{"real", "virtual"}));
    EXPECT_THAT(offered("monado-service", "--compositor", ""), testing::Eq(Words{"null", "vulkan"}));
}

TEST_P(Completions, AskARunningServiceForNames) {
    const auto service = Service::start({"--compositor", "null"});
    ASSERT_NE(service, nullptr);
    environment = service->environment();
    EXPECT_THAT(offered("monado-ctl", "get", ""), IsSupersetOf(Words{"brightness", "stage_offset"}));
    Program application =
        Program::start({.arguments = {built("xrt-test-client"), "none", "frames"}, .environment = environment});
    ASSERT_TRUE(application.await_line("state FOCUSED")) << application.out();
    EXPECT_THAT(offered("monado-ctl", "block-input", ""), IsSupersetOf(Words{"inputs", "hands"}));
    EXPECT_EQ(offered("monado-ctl", "primary", "").size(), 1u);
}

}  // namespace
}  // namespace xrt::end_to_end
