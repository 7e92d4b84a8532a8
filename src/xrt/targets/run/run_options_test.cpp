// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run_options.hpp"

#include <gmock/gmock.h>

namespace xrt::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

Result<RunOptions> parse(std::vector<std::string> arguments) { return parse_run_options(arguments); }

RunOptions parsed(std::vector<std::string> arguments) {
    auto options = parse(std::move(arguments));
    if (!options.ok()) {
        ADD_FAILURE() << options.error().message;
        return {};
    }
    return *options;
}

std::string error_of(std::vector<std::string> arguments) {
    const auto options = parse(std::move(arguments));
    return options.ok() ? "no error" : options.error().message;
}

std::optional<std::string> setting(const RunOptions& options, std::string_view flag) {
    for (const Setting& setting : options.settings) {
        if (setting.option.flag == flag) return setting.value;
    }
    return std::nullopt;
}

TEST(RunOptions, TakesTheCommandAfterTheDashes) {
    const RunOptions options = parsed({"--frames", "120", "--", "hello_xr", "-g", "Vulkan2"});
    EXPECT_THAT(options.command, ElementsAre("hello_xr", "-g", "Vulkan2"));
    EXPECT_THAT(options.frames, Optional(120u));
    EXPECT_EQ(options.place, Place::service);
}

TEST(RunOptions, TakesTheCommandWithoutDashesAtTheFirstWord) {
    const RunOptions options = parsed({"--in-process", "hello_xr", "--frames", "3"});
    EXPECT_THAT(options.command, ElementsAre("hello_xr", "--frames", "3"));
    EXPECT_EQ(options.place, Place::in_process);
    EXPECT_FALSE(options.frames);
}

TEST(RunOptions, TakesAnAttachedValue) { EXPECT_THAT(parsed({"--frames=7", "x"}).frames, Optional(7u)); }

TEST(RunOptions, HandsTheRuntimesOptionsThrough) {
    const RunOptions options =
        parsed({"--view-size", "64x32", "--motion=wobble", "--capture", "out", "--every", "10", "x"});
    EXPECT_EQ(setting(options, "--view-size"), "64x32");
    EXPECT_EQ(setting(options, "--motion"), "wobble");
    EXPECT_EQ(setting(options, "--capture"), "out");
    EXPECT_EQ(setting(options, "--capture-every"), "10");
    EXPECT_THAT(options.capture, Optional(std::string("out")));
}

TEST(RunOptions, UsesTheVirtualClockUnlessToldOtherwise) {
    EXPECT_EQ(setting(parsed({"x"}), "--clock"), "virtual");
    EXPECT_EQ(setting(parsed({"--clock", "real", "x"}), "--clock"), "real");
}

TEST(RunOptions, LetsTheLastOfTwoEqualOptionsWin) {
    const RunOptions options = parsed({"--motion", "still", "--motion", "rotate", "x"});
    EXPECT_EQ(setting(options, "--motion"), "rotate");
    EXPECT_EQ(options.settings.size(), 2u);  // and the clock
}

TEST(RunOptions, TakesLimitsInSecondsAndZeroAsNone) {
    const Limits limits = parsed({"--start-timeout", "1.5", "--stall-timeout=0", "--timeout", "300", "x"}).limits;
    EXPECT_EQ(limits.start, Seconds(1.5));
    EXPECT_EQ(limits.stall, std::nullopt);
    EXPECT_EQ(limits.exit, Seconds(30));
    EXPECT_EQ(limits.overall, Seconds(300));
}

TEST(RunOptions, KnowsTheWaysOfStandardInput) {
    EXPECT_EQ(parsed({"x"}).stdin_mode, StdinMode::automatic);
    EXPECT_EQ(parsed({"--stdin", "hold", "x"}).stdin_mode, StdinMode::hold);
    EXPECT_EQ(parsed({"--stdin", "inherit", "x"}).stdin_mode, StdinMode::inherit);
    EXPECT_EQ(error_of({"--stdin", "open", "x"}), "--stdin: 'open' is not auto, inherit or hold");
}

TEST(RunOptions, HelpAndVersionNeedNoCommand) {
    EXPECT_EQ(parsed({"--help"}).request, Request::help);
    EXPECT_EQ(parsed({"--version"}).request, Request::version);
}

TEST(RunOptions, PrintsTheEnvironmentWithoutACommand) {
    const RunOptions options = parsed({"--print-env", "--in-process", "--frames", "3"});
    EXPECT_EQ(options.request, Request::print_environment);
    EXPECT_EQ(options.environment_format, EnvironmentFormat::shell);
    EXPECT_EQ(options.place, Place::in_process);
    EXPECT_EQ(setting(options, "--clock"), "virtual");
    EXPECT_EQ(parsed({"--print-env=json"}).environment_format, EnvironmentFormat::json);
    EXPECT_EQ(parsed({"--print-env=plain"}).environment_format, EnvironmentFormat::plain);
    EXPECT_EQ(error_of({"--print-env=yaml"}), "--print-env: 'yaml' is not shell, json or plain");
    EXPECT_EQ(error_of({"--print-env", "x"}), "--print-env runs no command: leave 'x' out");
}

TEST(RunOptions, NamesWhatIsWrong) {
    constexpr const char* no_command = "there is no command to run: monado-run [options] -- command [arguments]";
    EXPECT_EQ(error_of({}), no_command);
    EXPECT_EQ(error_of({"--frames", "3"}), no_command);
    EXPECT_EQ(error_of({"--frame", "3", "x"}), "unknown option '--frame'; did you mean '--frames'?");
    EXPECT_EQ(error_of({"--kep", "x"}), "unknown option '--kep'; did you mean '--keep'?");
    EXPECT_EQ(error_of({"--frames"}), "--frames needs a value");
    EXPECT_EQ(error_of({"--capture=", "x"}), "--capture needs a value");
    EXPECT_EQ(error_of({"--keep=yes", "x"}), "--keep takes no value");
    EXPECT_EQ(error_of({"--every", "2", "x"}), "--every is of no use without --capture");
}

TEST(RunOptions, RejectsNumbersThatAreNone) {
    for (const char* number : {"0", "-1", "3x", "", "99999999999999999999"}) {
        EXPECT_THAT(error_of({"--frames", number, "x"}), HasSubstr("is not a whole number above 0")) << number;
    }
    for (const char* seconds : {"-1", "1s", "nan", "inf", "1e9"}) {
        EXPECT_THAT(error_of({"--timeout", seconds, "x"}), HasSubstr("is not a number of seconds")) << seconds;
    }
}

TEST(RunOptions, ChecksTheRuntimesOptionsByItsOwnRules) {
    EXPECT_THAT(error_of({"--view-size", "nonsense", "x"}), HasSubstr("--view-size"));
    EXPECT_THAT(error_of({"--clock", "lunar", "x"}), HasSubstr("real or virtual"));
    EXPECT_THAT(error_of({"--capture", "out", "--every", "0", "x"}), HasSubstr("--capture-every"));
    EXPECT_THAT(error_of({"--socket", "/s", "x"}), HasSubstr("unknown option"));
}

TEST(RunOptions, KnowsWhatIsCapturedByShortAndByLongNames) {
    const RunOptions options =
        parsed({"--capture", "out", "--at-frame", "10,30", "--at-frame=20", "--views", "left", "--layers", "--golden",
                "g", "--tolerance", "8", "--update-golden", "--junit=j", "x"});
    EXPECT_EQ(setting(options, "--capture-at-frame"), "10,30,20");
    EXPECT_THAT(options.runtime.capture_at, ElementsAre(10, 20, 30));
    EXPECT_EQ(options.runtime.capture_views, comp::CapturedViews::left);
    EXPECT_EQ(options.runtime.capture_layers, comp::CapturedLayers::taken);
    EXPECT_THAT(options.checks.golden, Optional(std::string("g")));
    EXPECT_EQ(options.checks.use, GoldenUse::update);
    EXPECT_THAT(options.checks.junit, Optional(std::string("j")));
    EXPECT_EQ(setting(parsed({"--capture", "o", "--capture-layers", "off", "x"}), "--capture-layers"), "off");
}

TEST(RunOptions, SaysWhatIsOfNoUseOfCaptures) {
    EXPECT_EQ(error_of({"--at-frame", "2", "x"}), "--at-frame is of no use without --capture");
    EXPECT_EQ(error_of({"--views", "left", "x"}), "--views is of no use without --capture");
    EXPECT_EQ(error_of({"--layers", "x"}), "--layers is of no use without --capture");
    EXPECT_EQ(error_of({"--layers=on", "x"}), "--layers takes no value");
    EXPECT_EQ(error_of({"--capture=o", "--every=2", "--at-frame=3", "x"}), "--every and --at-frame exclude each other");
    EXPECT_EQ(error_of({"--capture", "-", "x"}),
              "--capture -: only a video can go to standard output; add --capture-format y4m");
    EXPECT_EQ(error_of({"--golden", "g", "x"}),
              "--golden needs --capture DIR: the pictures captured there are compared");
}

TEST(RunOptions, NamesEveryOptionInItsUsage) {
    EXPECT_GE(runtime_options().size(), 11u);
    for (const RuntimeOption& option : runtime_options()) {
        EXPECT_THAT(std::string(usage()), HasSubstr(std::string(short_name(option.flag))));
    }
}

}  // namespace
}  // namespace xrt::run
