// SPDX-License-Identifier: BSL-1.0
#include "targets/common/options.hpp"

#include <gtest/gtest.h>

#include <map>

#include "targets/common/option_table.hpp"

namespace xrt {
namespace {

std::string error_of(std::vector<std::string> arguments) {
    Options options;
    const Result<Request> result = parse_command_line(arguments, options);
    return result ? "" : result.error().message;
}

Options parsed(std::vector<std::string> arguments) {
    Options options;
    EXPECT_EQ(*parse_command_line(arguments, options), Request::run);
    return options;
}

/// The environment of a test; a function pointer cannot carry one.
std::map<std::string, std::string>& variables() {
    static std::map<std::string, std::string> instance;
    return instance;
}
char* get_variable(const char* name) {
    const auto found = variables().find(name);
    return found == variables().end() ? nullptr : found->second.data();
}
Result<Options> read(std::map<std::string, std::string> environment) {
    variables() = std::move(environment);
    Options options;
    TRY(options.read_environment(get_variable));
    return options;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Options, HaveDefaultsThatNeedNobody) {
    const Options options = parsed({});
    EXPECT_EQ(options.compositor, CompositorKind::vulkan);
    EXPECT_EQ(options.view_size, (Extent2D{512, 512}));
    EXPECT_EQ(options.display_period, Duration(11'111'111));
    EXPECT_EQ(options.controller_profile->path, "/interaction_profiles/khr/simple_controller");
}

TEST(Options, TakeEveryValueInBothSpellings) {
    const Options options = parsed({"--socket",
                                    "/s",
                                    "--compositor=vulkan",
                                    "--clock",
                                    "virtual",
                                    "--capture=/c",
                                    "--capture-every",
                                    "3",
                                    "--frames",
                                    "9",
                                    "--view-size",
                                    "640x480",
                                    "--refresh-rate=60",
                                    "--motion",
                                    "rotate",
                                    "--inputs",
                                    "cycle",
                                    "--controller-profile",
                                    "/interaction_profiles/htc/vive_controller",
                                    "--ready-fd",
                                    "5",
                                    "--status",
                                    "/t",
                                    "--log-level",
                                    "debug",
                                    "--vulkan-validation",
                                    "on",
                                    "--vulkan-layers",
                                    "on"});
    EXPECT_EQ(options.sockets, std::vector<std::string>{"/s"});
    EXPECT_EQ(options.clock, ClockMode::lockstep);
    EXPECT_EQ(options.capture, "/c");
    EXPECT_EQ(options.capture_every, 3u);
    EXPECT_EQ(options.frames, 9u);
    EXPECT_EQ(options.view_size, (Extent2D{640, 480}));
    EXPECT_EQ(options.display_period, Duration(16'666'666));
    EXPECT_EQ(options.motion, simulated::MotionKind::rotate);
    EXPECT_EQ(options.inputs, simulated::InputScript::cycle);
    EXPECT_EQ(options.controller_profile->title, "HTC Vive Controller");
    EXPECT_EQ(options.ready_fd, 5);
    EXPECT_EQ(options.status, "/t");
    EXPECT_EQ(options.log_level, LogLevel::debug);
    EXPECT_EQ(options.vulkan_validation, comp::Validation::on);
    EXPECT_EQ(options.implicit_layers, ImplicitLayers::allowed);
}

TEST(Options, NameTheOptionTheValueAndWhatIsAllowed) {
    EXPECT_EQ(error_of({"--clock", "fast"}), "--clock: 'fast' is not real or virtual");
    EXPECT_EQ(error_of({"--view-size=512"}), "--view-size: '512' is not a size of 1x1 to 8192x8192");
    EXPECT_EQ(error_of({"--frames"}), "--frames wants a value: a whole number above 0");
    for (const char* size : {"x", "0x5", "5x0", "9000x5", "5x5x5", "-5x5", "5 x5"}) {
        EXPECT_TRUE(contains(error_of({"--view-size", size}), size)) << size;
    }
    for (const char* rate : {"0", "nan", "inf", "1001", "-90", "90hz", ""}) {
        EXPECT_TRUE(contains(error_of({"--refresh-rate", rate}), "a number from 1 to 1000")) << rate;
    }
    for (const char* fd : {"2", "-1", "x", "99999999999"}) EXPECT_FALSE(error_of({"--ready-fd", fd}).empty()) << fd;
    EXPECT_TRUE(contains(error_of({"--controller-profile", "/wand"}), "/interaction_profiles/valve/index_controller"));
}

TEST(Options, GuessWhatWasMeant) {
    EXPECT_TRUE(contains(error_of({"--sokcet", "/s"}), "did you mean '--socket'?"));
    EXPECT_TRUE(contains(error_of({"--refreshrate=60"}), "did you mean '--refresh-rate'?"));
    EXPECT_FALSE(contains(error_of({"--xyzzy"}), "did you mean"));
    EXPECT_TRUE(contains(error_of({"stray"}), "'stray'"));
}

TEST(Options, RefuseToCaptureWhatIsNotDrawn) {
    EXPECT_TRUE(contains(error_of({"--capture", "/c", "--compositor", "null"}), "--compositor vulkan"));
}

TEST(Options, AnswerForHelpBeforeAnythingElseIsWrong) {
    Options options;
    EXPECT_EQ(*parse_command_line(std::vector<std::string>{"--help", "--nonsense"}, options), Request::help);
    EXPECT_EQ(*parse_command_line(std::vector<std::string>{"--version"}, options), Request::version);
}

TEST(Options, ComeFromTheEnvironmentAndTheCommandLineWins) {
    Options options = *read({{"MONADO_MOTION", "wobble"}, {"MONADO_FRAMES", "7"}, {"MONADO_SOCKET", ""}});
    EXPECT_EQ(options.motion, simulated::MotionKind::wobble);
    EXPECT_EQ(options.frames, 7u);
    ASSERT_TRUE(parse_command_line(std::vector<std::string>{"--motion", "still"}, options).ok());
    EXPECT_EQ(options.motion, simulated::MotionKind::still);
    EXPECT_EQ(read({{"MONADO_CLOCK", "fast"}}).error().message, "MONADO_CLOCK: 'fast' is not real or virtual");
}

TEST(Options, NameEverySocketToListenAt) {
    EXPECT_EQ(parsed({"--socket", "/a", "--socket=@b"}).sockets, (std::vector<std::string>{"/a", "@b"}));
    EXPECT_TRUE(contains(error_of({"--socket", "@"}), "@NAME"));
    const Options from_environment = *read({{"MONADO_SOCKET", "/usual"}});
    EXPECT_EQ(from_environment.usual_socket, "/usual");
    EXPECT_TRUE(from_environment.sockets.empty());
}

TEST(Options, EndAnIdleServiceOnlyIfAsked) {
    EXPECT_EQ(parsed({}).idle_exit, std::nullopt);
    EXPECT_EQ(parsed({"--idle-exit", "1.5"}).idle_exit, Duration(1'500'000'000));
    EXPECT_TRUE(contains(error_of({"--idle-exit", "0"}), "SECONDS") ||
                contains(error_of({"--idle-exit", "0"}), "number"));
}

TEST(Options, UnderstandVariablesOfMonadoAndSaySo) {
    const Options options = *read({{"XRT_COMPOSITOR_NULL", "1"}, {"SIMULATED_ENABLE", "true"}, {"XRT_NO_STDIN", "1"}});
    EXPECT_EQ(options.compositor, CompositorKind::null);
    EXPECT_EQ(options.notes.size(), 3u);
    EXPECT_EQ(read({{"XRT_COMPOSITOR_NULL", "0"}})->compositor, CompositorKind::vulkan);
    EXPECT_EQ(read({{"XRT_COMPOSITOR_NULL", "1"}, {"MONADO_COMPOSITOR", "vulkan"}})->compositor,
              CompositorKind::vulkan);
}

TEST(Options, ShowNothingUnlessAskedTo) {
    EXPECT_EQ(parsed({}).target.kind, TargetKind::headless);
    const TargetOptions target = parsed({"--target", "wayland", "--window-size", "300x200", "--window-views", "left",
                                         "--window-input", "off", "--display", "Headset"})
                                     .target;
    EXPECT_EQ(target.kind, TargetKind::wayland);
    EXPECT_EQ(target.window_extent, (Extent2D{300, 200}));
    EXPECT_EQ(target.views, comp::ShownViews::left);
    EXPECT_EQ(target.input, WindowInput::off);
    EXPECT_EQ(target.display, "Headset");
    EXPECT_TRUE(contains(error_of({"--target", "window"}), "headless, auto, xcb, wayland or display"));
}

TEST(Options, ShowNothingOfWhatIsNotDrawn) {
    EXPECT_TRUE(contains(error_of({"--target", "xcb", "--compositor", "null"}), "--target needs --compositor vulkan"));
}

TEST(Options, UnderstandMonadosWindows) {
    const Options xcb = *read({{"XRT_COMPOSITOR_FORCE_XCB", "1"}, {"QWERTY_ENABLE", "1"}});
    EXPECT_EQ(xcb.target.kind, TargetKind::xcb);
    EXPECT_EQ(xcb.notes.size(), 2u);
    EXPECT_EQ(read({{"XRT_COMPOSITOR_FORCE_WAYLAND", "1"}})->target.kind, TargetKind::wayland);
    EXPECT_EQ(read({{"XRT_COMPOSITOR_FORCE_XCB", "1"}, {"MONADO_TARGET", "auto"}})->target.kind, TargetKind::automatic);
}

TEST(Options, AreAllInTheHelp) {
    const std::string help = options_help();
    for (const OptionEntry& entry : option_table()) {
        EXPECT_TRUE(contains(help, entry.name));
        EXPECT_TRUE(!entry.variable || contains(help, entry.variable));
    }
}

TEST(Options, TakeEveryProfileForAHandAndNoOther) {
    for (const InteractionProfile* profile : simulated::profiles_for(DeviceRole::left_hand)) {
        EXPECT_EQ(parsed({"--controller-profile", std::string(profile->path)}).controller_profile, profile);
    }
    EXPECT_TRUE(contains(error_of({"--controller-profile", "/wand"}), "doc/openxr.md"));
    EXPECT_FALSE(error_of({"--controller-profile", "/interaction_profiles/microsoft/xbox_controller"}).empty());
}

}  // namespace
}  // namespace xrt
