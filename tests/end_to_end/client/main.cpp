// SPDX-License-Identifier: BSL-1.0
//
// xrt-test-client KIND WAY: runs the application of application.hpp until its session exits or is lost, and prints a line for
// everything that it lives through.
//
//     none       headless                        frames    frame after frame
//     vulkan     with Vulkan                     marked    the same, with a line after each
//     glx        with OpenGL                     leave     asks to exit after three frames
//     observer   shows others the same           events    listens to events alone, as an engine does that looks at no result
//     overlay    an overlay without graphics     stuck     after three frames its GPU does nothing any more
//     curtain    an overlay with Vulkan          sloppy    does what is legal and suspicious
//     deep       headless, with the extension    survive   makes another session when its own is lost
//                composition_layer_depth
//     curious    headless, tells of batteries
//                and of the size of views
//     egl        with OpenGL ES, red
//
// Exit codes: 0 the session exited, 10 it was lost, 1 something failed.
#include <time.h>

#include <cstdio>
#include <string_view>

#include "client/application.hpp"

namespace xrt::end_to_end {
namespace {

void print(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

/// An engine whose session does not run looks for events now and then.
void idle() {
    const timespec length{0, 2'000'000};
    ::nanosleep(&length, nullptr);
}

int fail(const Error& error) {
    print("failed " + error.message);
    return 1;
}

/// Says a result that it has not said just before.
void print_change(const char* what, XrResult result, XrResult& before) {
    if (result != before) print(std::string(what) + " " + name_of(result));
    before = result;
}

/// What has become of the battery and of the views since it was told last.
void tell_news(const Application& application, std::string& battery_before) {
    std::string battery = application.battery_text();
    if (battery != battery_before) print(battery);
    battery_before = std::move(battery);
}

int survive(Application& application) {
    XrResult before = XR_SUCCESS;
    while (!application.exiting()) {
        const XrResult polled = application.handle_events();
        XrResult result = application.running() ? application.frame() : XR_SUCCESS;
        print_change("frame", result, before);
        if (XR_FAILED(polled) && polled != XR_ERROR_SESSION_LOST) return 1;
        if (result != XR_ERROR_SESSION_LOST && result != XR_SESSION_LOSS_PENDING) continue;
        if (const Result<void> again = application.replace_session(); !again) return fail(again.error());
        print("another session");
    }
    print("exited");
    return 0;
}

int live(Application& application, std::string_view kind, std::string_view way) {
    XrResult poll_before = XR_EVENT_UNAVAILABLE;
    XrResult frame_before = XR_SUCCESS;
    uint64_t frames = 0;
    std::string battery;
    while (!application.exiting() && !application.lost()) {
        print_change("events", application.handle_events(), poll_before);
        if (!application.running() || way == "events") {
            idle();
            continue;
        }
        const XrResult result = application.frame();
        print_change("frame", result, frame_before);
        if (XR_SUCCEEDED(result) && ++frames == 3) {
            print("three frames");
            if (way == "leave") application.request_exit();
            if (way == "stuck") print(application.get_stuck().ok() ? "stuck" : "failed to get stuck");
        }
        if (way == "marked") print("frame done");
        if (kind == "curious") tell_news(application, battery);
        if (XR_FAILED(result)) idle();
    }
    print(application.lost() ? "lost" : "exited");
    return application.lost() ? 10 : 0;
}

Wishes wishes(std::string_view kind) {
    if (kind == "overlay" || kind == "curtain") return {.overlay = 7};
    if (kind == "observer") return {.observer = true};
    if (kind == "curious") {
        return {.extensions = {"XR_EXT_interaction_profile_battery_state_display",
                               "XR_EXT_view_configuration_views_change"}};
    }
    if (kind == "deep") return {.extensions = {"XR_KHR_composition_layer_depth"}};
    return {};
}

Graphics graphics_of(std::string_view kind) {
    if (kind == "vulkan" || kind == "observer" || kind == "curtain") return Graphics::vulkan;
    if (kind == "egl") return Graphics::egl;
    return kind == "glx" ? Graphics::glx : Graphics::none;
}

/// Does all that MONADO_VALIDATE=strict frowns upon, and one thing that is wrong. The destructor leaves the rest undone.
int be_sloppy(Application& application) {
    while (!application.running()) {
        if (XR_FAILED(application.handle_events())) return 1;
    }
    XrResult result = application.acquire_and_keep_an_image();
    constexpr int more_than_three_seconds = 300;
    for (int frame = 0; frame < more_than_three_seconds && XR_SUCCEEDED(result); ++frame) {
        result = application.empty_frame();
        if (XR_SUCCEEDED(result)) result = application.handle_events();
    }
    const XrResult mistake = application.get<PFN_xrBeginSession>("xrBeginSession")(application.session(), nullptr);
    print(XR_SUCCEEDED(result) && XR_FAILED(mistake) ? "sloppy" : "failed");
    return XR_SUCCEEDED(result) ? 0 : 1;
}

int run(std::string_view kind, std::string_view way) {
    auto runtime = Runtime::load(std::string(XRT_BUILD_DIR) + "/lib/libopenxr_monado.so");
    if (!runtime.ok()) return fail(runtime.error());
    auto application = Application::create(*runtime, graphics_of(kind), print, wishes(kind));
    if (!application.ok()) return fail(application.error());
    if (way == "survive") return survive(**application);
    return way == "sloppy" ? be_sloppy(**application) : live(**application, kind, way);
}

}  // namespace
}  // namespace xrt::end_to_end

int main(int count, char** values) {
    if (count != 3) return 2;
    return xrt::end_to_end::run(values[1], values[2]);
}
