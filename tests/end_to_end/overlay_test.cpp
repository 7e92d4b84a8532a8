// SPDX-License-Identifier: BSL-1.0
//
// An overlay beside a main session, each in a process of its own (XR_EXTX_overlay): both are focused, and the overlay hears of the
// main session.
#include <csignal>

#include <gmock/gmock.h>

#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;
using testing::Not;

class Overlay : public testing::Test {
 protected:
    Program start(const char* kind) const {
        return Program::start(
            {.arguments = {built("xrt-test-client"), kind, "frames"}, .environment = service->environment()});
    }
    const std::unique_ptr<Service> service = Service::start({"--compositor", "null"});
};

TEST_F(Overlay, IsFocusedBesideTheMainSessionAndHearsOfItsComingAndGoing) {
    ASSERT_NE(service, nullptr);
    Program overlay = start("overlay");
    ASSERT_TRUE(overlay.await_line("state FOCUSED")) << overlay.out() << overlay.err();
    EXPECT_THAT(overlay.out(), Not(HasSubstr("main session")));
    Program main = start("deep");
    ASSERT_TRUE(overlay.await_line("main session visible with depth")) << overlay.out();
    ASSERT_TRUE(main.await_line("three frames")) << main.out() << main.err();
    main.signal(SIGKILL);
    ASSERT_TRUE(overlay.await_line("main session gone")) << overlay.out();
    EXPECT_THAT(overlay.out(), Not(HasSubstr("state VISIBLE\nmain")));
    const std::string states = overlay.out().substr(overlay.out().find("state FOCUSED") + 1);
    EXPECT_THAT(states, Not(HasSubstr("state"))) << "it keeps the focus all the time";
}

TEST_F(Overlay, TakesNoFocusFromTheMainSessionAndHearsThatItIsThere) {
    ASSERT_NE(service, nullptr);
    Program main = start("none");
    ASSERT_TRUE(main.await_line("state FOCUSED")) << main.out() << main.err();
    Program overlay = start("overlay");
    ASSERT_TRUE(overlay.await_line("main session visible")) << overlay.out() << overlay.err();
    ASSERT_TRUE(overlay.await_line("state FOCUSED")) << overlay.out();
    ASSERT_TRUE(overlay.await_line("three frames")) << overlay.out();
    overlay.signal(SIGKILL);
    overlay.wait();
    ASSERT_TRUE(main.await_line("three frames"));
    const std::string states = main.out().substr(main.out().find("state FOCUSED") + 1);
    EXPECT_THAT(states, Not(HasSubstr("state")));
}

}  // namespace
}  // namespace xrt::end_to_end
