// SPDX-License-Identifier: BSL-1.0
#include "targets/run/verdict.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace xrt::run {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr ProcessEnd exited(int code) { return {ProcessEnd::How::exited, code}; }
constexpr ProcessEnd killed(int signal) { return {ProcessEnd::How::killed, signal}; }

Outcome good() {
    Outcome outcome;
    outcome.command = "hello_xr";
    outcome.reached_openxr = true;
    outcome.frames = 120;
    outcome.frames_wanted = 120;
    return outcome;
}

TEST(Verdict, SaysNothingWhenAllWentWell) {
    EXPECT_EQ(judge(good()).code, 0);
    EXPECT_THAT(judge(good()).complaints, IsEmpty());
}

TEST(Verdict, ReturnsTheCommandsOwnCode) {
    Outcome outcome = good();
    outcome.end = exited(3);
    EXPECT_EQ(judge(outcome).code, 3);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre("hello_xr exited with code 3"));
}

TEST(Verdict, ReturnsTheSignalPlus128) {
    Outcome outcome = good();
    outcome.end = killed(SIGSEGV);
    EXPECT_EQ(judge(outcome).code, 139);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre("hello_xr died of signal 11 (Segmentation fault)"));
}

TEST(Verdict, Returns123IfOpenXrWasNeverReached) {
    Outcome outcome = good();
    outcome.reached_openxr = false;
    EXPECT_EQ(judge(outcome).code, 123);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre(HasSubstr("without ever reaching OpenXR")));
}

TEST(Verdict, KeepsTheCommandsCodeIfOpenXrWasNeverReachedAndSaysBoth) {
    Outcome outcome = good();
    outcome.reached_openxr = false;
    outcome.end = exited(2);
    EXPECT_EQ(judge(outcome).code, 2);
    EXPECT_THAT(judge(outcome).complaints,
                ElementsAre(HasSubstr("exited with code 2"), HasSubstr("without ever reaching OpenXR")));
}

TEST(Verdict, Returns122ForTooFewFrames) {
    Outcome outcome = good();
    outcome.frames = 7;
    EXPECT_EQ(judge(outcome).code, 122);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre("hello_xr ended after 7 of 120 frames"));
    outcome.frames_wanted.reset();
    EXPECT_EQ(judge(outcome).code, 0);
}

TEST(Verdict, Returns121ForAScriptThatFailedWhateverTheNumberOfFrames) {
    Outcome outcome = good();
    outcome.script_failure = "line 3: expected spring; seen: snow";
    outcome.frames = 7;
    EXPECT_EQ(judge(outcome).code, 121);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre("the script failed, line 3: expected spring; seen: snow"))
        << "every session was asked to exit";
    outcome.end = exited(3);
    EXPECT_EQ(judge(outcome).code, 3);
    EXPECT_THAT(judge(outcome).complaints, Contains(HasSubstr("line 3")));
}

TEST(Verdict, Returns120IfPicturesDifferUnlessThereIsWorse) {
    Outcome outcome = good();
    outcome.picture_faults = {"a.png: it is red", "1 of 2 pictures"};
    EXPECT_EQ(judge(outcome).code, 120);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre("a.png: it is red", "1 of 2 pictures"));
    outcome.script_failure = "line 3: expected spring; seen: snow";
    EXPECT_EQ(judge(outcome).code, 121);
    outcome.end = exited(3);
    EXPECT_EQ(judge(outcome).code, 3);
    EXPECT_THAT(judge(outcome).complaints, Contains("a.png: it is red"));
}

TEST(Verdict, Returns122IfAFrameThatWasAskedForWasNotPictured) {
    Outcome outcome = good();
    outcome.frames_without_picture = {500, 600};
    EXPECT_EQ(judge(outcome).code, 122);
    EXPECT_THAT(judge(outcome).complaints,
                ElementsAre("there is no picture of what --at-frame asks for: 500, 600; hello_xr "
                            "ended after 120 frames"));
}

TEST(Verdict, Returns125IfAPictureCouldNotBeWritten) {
    Outcome outcome = good();
    outcome.capture_failure = "No space left on device";
    EXPECT_EQ(judge(outcome).code, 125);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre("a picture could not be written: No space left on device"));
}

TEST(Verdict, Returns125IfThePicturesCouldNotBeCompared) {
    Outcome outcome = good();
    outcome.check_failure = "cannot make the report's folder /r: No space left on device";
    EXPECT_EQ(judge(outcome).code, 125);
    EXPECT_THAT(judge(outcome).complaints,
                ElementsAre("the pictures could not be compared: " + *outcome.check_failure));
}

TEST(Verdict, Returns124ForEveryLimitAndSaysWhich) {
    Outcome outcome = good();
    outcome.end = killed(SIGKILL);
    outcome.frames = 7;
    outcome.passed_after = Seconds(1.5);
    const auto expect = [&](Limit limit, const char* text) {
        outcome.passed = limit;
        EXPECT_EQ(judge(outcome).code, 124);
        EXPECT_THAT(judge(outcome).complaints, ElementsAre(AllOf(HasSubstr(text), HasSubstr("1.5 s"))));
    };
    expect(Limit::start, "did not reach OpenXR");
    expect(Limit::stall, "hung: nothing was heard of it for 1.5 s after 7 frames");
    expect(Limit::exit, "did not end within 1.5 s after it was asked to");
    expect(Limit::overall, "--timeout");
}

TEST(Verdict, Returns125IfTheServiceDied) {
    Outcome outcome = good();
    outcome.service_lost = killed(SIGABRT);
    EXPECT_EQ(judge(outcome).code, 125);
    EXPECT_THAT(judge(outcome).complaints, ElementsAre("the service died of signal 6 (Aborted) while hello_xr ran"));
}

TEST(Verdict, KeepsTheCommandsCodeIfTheServiceDied) {
    Outcome outcome = good();
    outcome.service_lost = exited(1);
    outcome.end = exited(9);
    EXPECT_EQ(judge(outcome).code, 9);
    EXPECT_THAT(judge(outcome).complaints, Contains(HasSubstr("the service exited with code 1")));
}

TEST(Verdict, OfAnInterruptedCommandIsItsCodeOrTheSignal) {
    Outcome outcome = good();
    outcome.frames = 3;
    outcome.interrupted_by = SIGINT;
    EXPECT_EQ(judge(outcome).code, 130);
    outcome.end = killed(SIGINT);
    EXPECT_EQ(judge(outcome).code, 130);
    outcome.end = exited(4);
    EXPECT_EQ(judge(outcome).code, 4);
}

TEST(ProcessEnd, ReadsAWaitStatus) {
    EXPECT_EQ(ProcessEnd::from_wait_status(3 << 8), exited(3));
    EXPECT_EQ(ProcessEnd::from_wait_status(SIGKILL), killed(SIGKILL));
}

}  // namespace
}  // namespace xrt::run
