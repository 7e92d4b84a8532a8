// SPDX-License-Identifier: BSL-1.0
#include "service/session_state_machine.hpp"

#include <gmock/gmock.h>

namespace xrt {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using State = proto::SessionState;
using proto::SessionKind;

SessionStateMachine started(SessionKind kind = SessionKind::graphics) {
    SessionStateMachine session(kind);
    (void)session.start();
    return session;
}

SessionStateMachine focused() {
    SessionStateMachine session = started();
    (void)*session.begin();
    (void)*session.frame_arrived();
    (void)session.show(Prominence::focused);
    return session;
}

TEST(SessionStateMachine, BecomesReadyAtOnce) {
    SessionStateMachine session(SessionKind::graphics);
    EXPECT_THAT(session.start(), ElementsAre(State::idle, State::ready));
    EXPECT_FALSE(session.running());
}

TEST(SessionStateMachine, WaitsForTheFirstFrameBeforeItIsSynchronized) {
    SessionStateMachine session = started();
    EXPECT_THAT(*session.begin(), IsEmpty());
    EXPECT_TRUE(session.running());
    EXPECT_THAT(*session.frame_arrived(), ElementsAre(State::synchronized));
    EXPECT_THAT(*session.frame_arrived(), IsEmpty());
}

TEST(SessionStateMachine, SynchronizesAHeadlessSessionWithoutAFrame) {
    SessionStateMachine session = started(SessionKind::headless);
    EXPECT_THAT(*session.begin(), ElementsAre(State::synchronized));
    EXPECT_THAT(session.show(Prominence::focused), ElementsAre(State::visible, State::focused));
}

TEST(SessionStateMachine, MovesBetweenVisibleAndFocused) {
    SessionStateMachine session = focused();
    EXPECT_THAT(session.show(Prominence::focused), IsEmpty());
    EXPECT_THAT(session.show(Prominence::visible), ElementsAre(State::visible));
    EXPECT_THAT(session.show(Prominence::focused), ElementsAre(State::focused));
}

TEST(SessionStateMachine, IsHiddenAndShownStepByStep) {
    SessionStateMachine session = focused();
    EXPECT_THAT(session.show(Prominence::hidden), ElementsAre(State::visible, State::synchronized));
    EXPECT_THAT(session.show(Prominence::hidden), IsEmpty());
    EXPECT_THAT(session.show(Prominence::focused), ElementsAre(State::visible, State::focused));
}

TEST(SessionStateMachine, ShowsNothingThatIsNotSynchronized) {
    SessionStateMachine session = started();
    EXPECT_THAT(session.show(Prominence::focused), IsEmpty());
    (void)*session.begin();
    EXPECT_THAT(session.show(Prominence::focused), IsEmpty());
    EXPECT_EQ(session.state(), State::ready);
}

TEST(SessionStateMachine, StepsDownToStoppingAndExits) {
    SessionStateMachine session = focused();
    EXPECT_THAT(*session.request_exit(), ElementsAre(State::visible, State::synchronized, State::stopping));
    EXPECT_TRUE(session.running());
    EXPECT_THAT(*session.request_exit(), IsEmpty());
    EXPECT_THAT(*session.frame_arrived(), IsEmpty());
    EXPECT_THAT(session.show(Prominence::focused), IsEmpty());
    EXPECT_THAT(*session.end(), ElementsAre(State::idle, State::exiting));
    EXPECT_FALSE(session.running());
    EXPECT_EQ(session.begin().error().code, ErrorCode::call_order);
}

TEST(SessionStateMachine, ExitsEvenBeforeItsFirstFrame) {
    SessionStateMachine session = started();
    (void)*session.begin();
    EXPECT_THAT(*session.request_exit(), ElementsAre(State::synchronized, State::stopping));
}

TEST(SessionStateMachine, RefusesToEndUnlessStopping) {
    SessionStateMachine session = started();
    EXPECT_EQ(session.end().error().code, ErrorCode::call_order);
    session = focused();
    const auto ended = session.end();
    ASSERT_FALSE(ended.ok());
    EXPECT_EQ(ended.error().code, ErrorCode::call_order);
    EXPECT_NE(ended.error().message.find("focused"), std::string::npos);
    EXPECT_EQ(session.state(), State::focused);
}

TEST(SessionStateMachine, RefusesEverythingThatNeedsARunningSession) {
    SessionStateMachine session = started();
    EXPECT_EQ(session.frame_arrived().error().code, ErrorCode::call_order);
    EXPECT_EQ(session.request_exit().error().code, ErrorCode::call_order);
}

TEST(SessionStateMachine, BeginsOnce) {
    SessionStateMachine session = started();
    (void)*session.begin();
    EXPECT_EQ(session.begin().error().code, ErrorCode::call_order);
}

TEST(SessionStateMachine, IsLostOnce) {
    SessionStateMachine session = focused();
    EXPECT_THAT(session.lose(), ElementsAre(State::loss_pending));
    EXPECT_THAT(session.lose(), IsEmpty());
    EXPECT_THAT(session.show(Prominence::visible), IsEmpty());
}

}  // namespace
}  // namespace xrt
