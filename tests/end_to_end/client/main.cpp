// SPDX-License-Identifier: BSL-1.0
//
// xrt-test-client none|vulkan frames|marked|leave|events: runs the application of application.hpp until its session exits or is lost,
// and prints a line for everything that it lives through. "marked" prints one after every frame as well; "leave" asks to exit after
// three frames; "events" listens to events only, as an engine does that looks at no result.
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

int live(Application& application, std::string_view way) {
    XrResult poll_before = XR_EVENT_UNAVAILABLE;
    XrResult frame_before = XR_SUCCESS;
    uint64_t frames = 0;
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
        }
        if (way == "marked") print("frame done");
        if (XR_FAILED(result)) idle();
    }
    print(application.lost() ? "lost" : "exited");
    return application.lost() ? 10 : 0;
}

int run(std::string_view graphics, std::string_view way) {
    auto runtime = Runtime::load(std::string(XRT_BUILD_DIR) + "/lib/libopenxr_monado.so");
    if (!runtime.ok()) return fail(runtime.error());
    auto application = Application::create(*runtime, graphics == "vulkan" ? Graphics::vulkan : Graphics::none, print);
    return application.ok() ? live(**application, way) : fail(application.error());
}

}  // namespace
}  // namespace xrt::end_to_end

int main(int count, char** values) {
    if (count != 3) return 2;
    return xrt::end_to_end::run(values[1], values[2]);
}
