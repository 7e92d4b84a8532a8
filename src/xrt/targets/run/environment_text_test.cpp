// SPDX-License-Identifier: BSL-1.0
#include "targets/run/environment_text.hpp"

#include <gmock/gmock.h>

namespace xrt::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

const RuntimeAddress address{"/lib/openxr_monado.json", "/run/socket", {}, "/lib/libmonado.so"};

Environment environment(std::vector<std::string> variables) { return Environment(variables); }

RunOptions with_frames(Place place) {
    RunOptions options;
    options.place = place;
    options.settings.push_back({{"--frames", "MONADO_FRAMES"}, "7"});
    return options;
}

TEST(EnvironmentText, LeadsApplicationAndServiceToEachOther) {
    const auto change = environment_change(environment({"PATH=/bin"}), with_frames(Place::service), address);
    EXPECT_THAT(change.set,
                ElementsAre(Pair("XR_RUNTIME_JSON", "/lib/openxr_monado.json"), Pair("MONADO_SOCKET", "/run/socket"),
                            Pair("LIBMONADO_PATH", "/lib/libmonado.so"), Pair("MONADO_FRAMES", "7")));
    EXPECT_THAT(change.unset, ElementsAre());
}

TEST(EnvironmentText, NamesNoSocketInProcess) {
    const auto change =
        environment_change(environment({"LIBMONADO_PATH=/other.so"}), with_frames(Place::in_process), address);
    EXPECT_THAT(change.set, ElementsAre(Pair("XR_RUNTIME_JSON", testing::_), Pair("MONADO_FRAMES", "7")));
    EXPECT_THAT(change.unset, ElementsAre("LIBMONADO_PATH"));
}

TEST(EnvironmentText, TakesAwayWhatWouldMislead) {
    const auto change =
        environment_change(environment({"MONADO_SOCKET_FD=3", "MONADO_FRAMES=1", "MONADO_CAPTURE=/a", "A=b"}),
                           with_frames(Place::service), address);
    EXPECT_THAT(change.unset, ElementsAre("MONADO_SOCKET_FD", "MONADO_CAPTURE"));
}

TEST(EnvironmentText, TellsWhatStoodAlreadyAndNothingOfOthers) {
    const auto change =
        environment_change(environment({"MONADO_LOG=debug", "HOME=/root", "XR_RUNTIME_JSON=/lib/openxr_monado.json",
                                        "LIBMONADO_PATH=/lib/libmonado.so"}),
                           {}, address);
    EXPECT_THAT(change.set,
                ElementsAre(Pair("MONADO_LOG", "debug"), Pair("XR_RUNTIME_JSON", testing::_),
                            Pair("MONADO_SOCKET", testing::_), Pair("LIBMONADO_PATH", "/lib/libmonado.so")));
}

TEST(EnvironmentText, QuotesForTheShell) {
    EXPECT_EQ(shell_word("/a/b-c_1.json"), "/a/b-c_1.json");
    EXPECT_EQ(shell_word(""), "''");
    EXPECT_EQ(shell_word("it's $HOME\n`x`"), "'it'\\''s $HOME\n`x`'");
    EXPECT_EQ(shell_word("~"), "'~'");
}

TEST(EnvironmentText, SpeaksThreeLanguages) {
    const EnvironmentChange change{{{"A", "x y\""}}, {"B"}};
    EXPECT_EQ(*to_text(change, EnvironmentFormat::shell), "export A='x y\"'\nunset B\n");
    EXPECT_EQ(*to_text(change, EnvironmentFormat::json), "{\"A\":\"x y\\\"\",\"B\":null}\n");
    EXPECT_EQ(*to_text(change, EnvironmentFormat::plain), "A=x y\"\n");
    const auto refused = to_text({{{"A", "x\ny"}}, {}}, EnvironmentFormat::plain);
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, HasSubstr("A has a line break"));
}

}  // namespace
}  // namespace xrt::run
