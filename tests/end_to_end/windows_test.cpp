// SPDX-License-Identifier: BSL-1.0
//
// Windows, as somebody before the screen sees them: what they show is what was captured, they can be resized and closed,
// and keyboard and mouse move the picture.
#include <fcntl.h>
#include <linux/input-event-codes.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "hello_xr.hpp"
#include "support/service.hpp"
#include "support/weston.hpp"
#include "support/x_display.hpp"
#include "support/x_screen.hpp"

namespace xrt::end_to_end {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Where scripts/screenshots wants the documents' pictures; null in a test.
const char* const screenshots = std::getenv("XRT_SCREENSHOTS");

const uint16_t view = screenshots ? 480 : 200, width = 2 * view, height = view;

void keep(const Picture& picture, const std::string& name) {
    if (screenshots) {
        EXPECT_TRUE(picture.save(std::string(screenshots) + "/" + name));
    }
}

class WindowsTest : public testing::Test {
 protected:
    void SetUp() override {
        auto display = XDisplay::start();
        ASSERT_TRUE(display) << "no X server";
        display_.emplace(std::move(*display));
        screen_ = XScreen::open(display_->name());
        ASSERT_TRUE(screen_);
    }

    std::unique_ptr<Service> start(const std::string& target, std::vector<std::string> options) {
        auto environment = run::Environment::of_this_process();
        environment.set("DISPLAY", display_->name());
        if (weston_) weston_->lead(environment);
        options.insert(options.end(),
                       {"--target", target, "--view-size", std::to_string(view) + "x" + std::to_string(view)});
        return Service::start(std::move(options), std::move(environment));
    }
    /// The service may still be writing its files when the application has ended.
    static bool await_tenth_pictures(Service& service) {
        int written = 0;
        return service.await([&](const run::StatusEvent& event) {
            if (event.kind == run::StatusKind::picture && event.number == 10) ++written;
            return written == 2;
        });
    }
    /// What both eyes saw in the tenth frame.
    Picture run_and_capture(Service& service, const std::string& folder) {
        HelloBeside hello(service.environment());
        const Finished run = hello.wait();
        EXPECT_EQ(run.end, exited(0)) << run;
        EXPECT_TRUE(await_tenth_pictures(service));
        const auto seen = [&](const char* eye) {
            return Picture::load(picture_path(folder, 10, eye)).value_or(Picture{});
        };
        return side_by_side(seen("left"), seen("right"));
    }
    std::vector<std::string> ten_frames() const {
        return {"--clock", "virtual", "--frames", "10", "--capture", folder_.path(), "--vulkan-validation", "on"};
    }
    static bool same(const Picture& one, const Picture& other) { return compare(one, other, 0).share_off == 0; }
    static bool is_black(const Picture& picture) {
        for (size_t i = 0; i < picture.rgba.size(); i += 4) {
            if (picture.rgba[i] + picture.rgba[i + 1] + picture.rgba[i + 2] > 0) return false;
        }
        return true;
    }
    void expect_no_complaints(Service& service) {
        const std::string said = service.program().err();
        EXPECT_EQ(said.find("VUID-"), std::string::npos) << said;
        EXPECT_EQ(said.find("nothing is shown any more"), std::string::npos) << said;
    }
    /// Until the picture is another one than `before`.
    bool await_change(const Picture& before) {
        return screen_->await_picture(width, height, [&](const Picture& now) { return !same(now, before); });
    }
    /// Until it stands still and shows something.
    Picture await_rest() {
        Picture last;
        int looks = 0;
        screen_->await_picture(width, height, [&](Picture now) {
            looks = !is_black(now) && same(now, last) ? looks + 1 : 0;
            last = std::move(now);
            return looks == 20;  // over several frames
        });
        return last;
    }

    run::PrivateFolder folder_ = temporary_folder();
    std::optional<XDisplay> display_;
    std::optional<XScreen> screen_;
    std::optional<Weston> weston_;
};

TEST_F(WindowsTest, ShowWhatIsCaptured) {
    const auto service = start("xcb", ten_frames());
    ASSERT_TRUE(service);
    const Picture captured = run_and_capture(*service, folder_.path());
    EXPECT_TRUE(screen_->await_picture(width, height, [&](const Picture& now) { return same(now, captured); }));
    keep(screen_->picture(width, height), "window-xcb.png");
    expect_no_complaints(*service);
}

TEST_F(WindowsTest, ShowItInAnotherSizeToo) {
    const auto service = start("xcb", ten_frames());
    ASSERT_TRUE(service);
    const Picture captured = run_and_capture(*service, folder_.path());
    const xcb_window_t window = screen_->find_window();
    screen_->resize(window, width, 2 * height);  // nobody draws any more: it shows what it had
    EXPECT_TRUE(screen_->await_picture(width, 2 * height, [&](const Picture& now) {
        Picture middle{width, height, {}};
        const auto begin = now.rgba.begin() + ptrdiff_t{4} * width * (height / 2);
        middle.rgba.assign(begin, begin + ptrdiff_t{4} * width * height);
        return same(middle, captured) && now.brightness(width / 2, 2) == 0 &&
               now.brightness(width / 2, 2 * height - 3) == 0;
    }));
    screen_->unmap(window);
    screen_->resize(window, width, height);
    screen_->map(window);
    EXPECT_TRUE(screen_->await_picture(width, height, [&](const Picture& now) { return same(now, captured); }));
    expect_no_complaints(*service);
}

TEST_F(WindowsTest, ShowOneEyeIfAskedTo) {
    auto options = ten_frames();
    options.insert(options.end(), {"--window-views", "right"});
    const auto service = start("xcb", options);
    ASSERT_TRUE(service);
    run_and_capture(*service, folder_.path());
    const Picture right = Picture::load(picture_path(folder_.path(), 10, "right")).value_or(Picture{});
    EXPECT_TRUE(screen_->await_picture(view, view, [&](const Picture& now) { return same(now, right); }));
}

TEST_F(WindowsTest, MoveWithKeysAndMouseAndCloseWhenAsked) {
    const std::string recording = folder_.file("recording.jsonl");
    const auto service = start("xcb", {"--refresh-rate", "30", "--record", recording});
    ASSERT_TRUE(service);
    HelloBeside hello(service->environment());
    screen_->point_at(width / 2, height / 2);  // keys go where the pointer is, without a window manager
    const Picture before = await_rest();
    screen_->key(KEY_W, true);
    EXPECT_TRUE(await_change(before)) << "walking";
    screen_->key(KEY_W, false);
    const Picture walked = await_rest();
    screen_->button(3, true);
    screen_->point_at(width / 2 + 40, height / 2);
    screen_->button(3, false);
    EXPECT_TRUE(await_change(walked)) << "looking around";
    const Picture turned = await_rest();
    keep(turned, "window-moved.png");
    screen_->key(KEY_LEFTALT, true);
    screen_->key(KEY_Q, true);
    EXPECT_TRUE(await_change(turned)) << "the right controller, where hello_xr shows a cube";
    screen_->key(KEY_Q, false);
    screen_->key(KEY_LEFTALT, false);
    screen_->key(KEY_R, true);
    screen_->key(KEY_R, false);
    EXPECT_TRUE(screen_->await_picture(width, height, [&](const Picture& now) { return same(now, before); })) << "back";

    const xcb_window_t window = screen_->find_window();
    screen_->close(window);
    const Finished run = hello.wait();
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_FALSE(service->program().ended());
    screen_->close(window);
    EXPECT_EQ(service->program().wait(20s).end, exited(0));
    EXPECT_THAT(read_file(recording), AllOf(HasSubstr(R"("device": "head")"), HasSubstr(R"("device": "right")")));
}

TEST_F(WindowsTest, LetTheServiceGoOnWithoutThem) {
    const auto service = start("xcb", ten_frames());
    ASSERT_TRUE(service);
    screen_.reset();
    display_.reset();  // the X server ends
    HelloBeside hello(service->environment());
    const Finished run = hello.wait();
    EXPECT_EQ(run.end, exited(0)) << run << service->program().err();
    EXPECT_TRUE(await_tenth_pictures(*service));
    EXPECT_TRUE(Picture::load(picture_path(folder_.path(), 10, "left")));
}

TEST_F(WindowsTest, ShowWhatIsCapturedOnWaylandWithoutADisplay) {
    weston_ = Weston::start(width + 100, height + 100);
    ASSERT_TRUE(weston_);
    const auto service = start("wayland", ten_frames());
    ASSERT_TRUE(service);
    const Picture captured = run_and_capture(*service, folder_.path());
    const auto seen = weston_->picture();
    ASSERT_TRUE(seen);
    EXPECT_TRUE(contains(*seen, captured));
    keep(*seen, "window-wayland.png");
    expect_no_complaints(*service);
}

TEST_F(WindowsTest, MoveWithKeysOnWayland) {
    weston_ = Weston::start(width, height, display_->name());
    ASSERT_TRUE(weston_);
    const auto service = start("wayland", {"--refresh-rate", "30"});
    ASSERT_TRUE(service);
    HelloBeside hello(service->environment());
    screen_->point_at(width / 2, height / 2);
    const Picture before = await_rest();
    screen_->key(KEY_D, true);
    EXPECT_TRUE(await_change(before));
    screen_->key(KEY_D, false);
}

TEST_F(WindowsTest, SayWhyThereIsNone) {
    const auto error = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {built("monado-service"), "--socket", folder_.file("socket")});
        Program::Settings settings{.arguments = std::move(arguments)};
        settings.environment.set("DISPLAY", ":12345");
        settings.environment.set("WAYLAND_DISPLAY", "nowhere");
        settings.environment.set("XDG_RUNTIME_DIR", folder_.path());
        const Finished run = Program::run(std::move(settings));
        EXPECT_NE(run.end, exited(0));
        return run.err;
    };
    EXPECT_THAT(error({"--target", "xcb"}), HasSubstr("no X server at DISPLAY=:12345"));
    EXPECT_THAT(error({"--target", "wayland"}), HasSubstr("no compositor at WAYLAND_DISPLAY=nowhere"));
    EXPECT_THAT(error({"--target", "display"}), HasSubstr("--target headless"));
}

TEST_F(WindowsTest, OpenInProcessToo) {
    Program::Settings settings;
    settings.arguments = {built("monado-run"), "--in-process", "--target", "xcb", "--view-size",
                          "200x200",           "--",           "hello_xr", "-g",  "Vulkan2"};
    settings.environment.set("DISPLAY", display_->name());
    Program program = Program::start(std::move(settings));
    EXPECT_TRUE(screen_->await_picture(width, height, [&](const Picture& now) { return !is_black(now); }));
    screen_->close(screen_->find_window());
    const Finished run = program.wait();
    EXPECT_EQ(run.end, exited(0)) << run;
}

}  // namespace
}  // namespace xrt::end_to_end
