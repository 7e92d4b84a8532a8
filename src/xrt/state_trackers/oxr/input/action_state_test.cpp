// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/action_state.hpp"

#include <gtest/gtest.h>

namespace xrt::oxr {
namespace {

constexpr auto boolean = XR_ACTION_TYPE_BOOLEAN_INPUT;
constexpr auto scalar = XR_ACTION_TYPE_FLOAT_INPUT;
constexpr auto vec2 = XR_ACTION_TYPE_VECTOR2F_INPUT;
using Axis = InputNumber::Axis;

class InputSources : public testing::Test {
 protected:
    void set(uint32_t input, float x, float y = 0, int64_t last_change = 1) {
        inputs_.values[input] = {x, y, last_change, 1, 0};
        thresholds_.update(inputs_, 4);
    }
    ActionValue read(XrActionType type, InputNumber x, InputNumber y = {}) const {
        return read_source({.component = "", .x = x, .y = y}, type, inputs_, thresholds_);
    }

    SharedInputs inputs_{};
    Thresholds thresholds_;
};

TEST_F(InputSources, ABooleanIsReadDirectly) {
    EXPECT_FALSE(read(boolean, {0, Axis::x, true}).is_active);
    set(0, 1, 0, 77);
    const ActionValue value = read(boolean, {0, Axis::x, true});
    EXPECT_TRUE(value.is_active);
    EXPECT_EQ(value.x, 1);
    EXPECT_EQ(value.last_change, 77);
    EXPECT_EQ(read(scalar, {0, Axis::x, true}).x, 1) << "a float of it is 0 or 1";
}

TEST_F(InputSources, AScalarPassesTheThresholdWithHysteresis) {
    const InputNumber trigger{1, Axis::x, false};
    const auto pressed_at = [&](float value) {
        set(1, value);
        return read(boolean, trigger).x == 1;
    };
    EXPECT_FALSE(pressed_at(0.5f));
    EXPECT_TRUE(pressed_at(0.7f));
    EXPECT_TRUE(pressed_at(0.5f)) << "still pressed";
    EXPECT_FALSE(pressed_at(0.3f));
    EXPECT_FALSE(pressed_at(0.5f)) << "still released";
    EXPECT_FALSE(pressed_at(-1.0f));
}

TEST_F(InputSources, AThresholdForgetsWhatIsInactive) {
    set(1, 1);
    inputs_.values[1].active = 0;
    thresholds_.update(inputs_, 4);
    inputs_.values[1] = {0.5f, 0, 1, 1, 0};
    thresholds_.update(inputs_, 4);
    EXPECT_EQ(read(boolean, {1, Axis::x, false}).x, 0);
}

TEST_F(InputSources, AnAxisIsOneNumberOfAVector) {
    set(2, 0.25f, -0.75f);
    EXPECT_EQ(read(scalar, {2, Axis::x, false}).x, 0.25f);
    EXPECT_EQ(read(scalar, {2, Axis::y, false}).x, -0.75f);
    set(2, 0, 1);
    EXPECT_EQ(read(boolean, {2, Axis::y, false}).x, 1);
}

TEST_F(InputSources, AVectorMayComeFromTwoInputs) {
    set(2, 0.25f, 0, 5);
    EXPECT_FALSE(read(vec2, {2, Axis::x, false}, {3, Axis::x, false}).is_active);
    set(3, -0.5f, 0, 9);
    const ActionValue value = read(vec2, {2, Axis::x, false}, {3, Axis::x, false});
    EXPECT_TRUE(value.is_active);
    EXPECT_EQ(value.x, 0.25f);
    EXPECT_EQ(value.y, -0.5f);
    EXPECT_EQ(value.last_change, 9);
}

ActionValue combined(XrActionType type, std::initializer_list<ActionValue> values) {
    ActionValue total;
    for (const ActionValue& each : values) combine(type, total, each);
    return total;
}

TEST(Combination, BooleansAreOred) {
    EXPECT_EQ(combined(boolean, {{true, 0}, {true, 1}, {true, 0}}).x, 1);
    EXPECT_EQ(combined(boolean, {{true, 0}, {true, 0}}).x, 0);
}

TEST(Combination, TheLargestMagnitudeWins) {
    EXPECT_EQ(combined(scalar, {{true, 0.5f}, {true, -0.75f}, {true, 0.25f}}).x, -0.75f);
    EXPECT_EQ(combined(scalar, {{true, 0.5f}, {true, -0.5f}}).x, 0.5f) << "the first of equals";
}

TEST(Combination, TheLongestVectorWins) {
    const ActionValue value = combined(vec2, {{true, 0.7f, 0}, {true, 0.6f, -0.6f}, {true, 0, 0.8f}});
    EXPECT_EQ(value.x, 0.6f);
    EXPECT_EQ(value.y, -0.6f);
}

TEST(Combination, InactiveSourcesDoNotCount) {
    EXPECT_FALSE(combined(scalar, {{false, 1}}).is_active);
    const ActionValue value = combined(scalar, {{false, 1, 0, 99}, {true, 0.5f, 0, 3}, {false, 1, 0, 99}});
    EXPECT_TRUE(value.is_active);
    EXPECT_EQ(value.x, 0.5f);
    EXPECT_EQ(value.last_change, 3);
}

TEST(Combination, TheTimeIsThatOfTheLastMove) {
    EXPECT_EQ(combined(scalar, {{true, 0.5f, 0, 3}, {true, 0, 0, 8}}).last_change, 8);
}

TEST(ActionState, TellsChangesSinceTheLastSync) {
    ActionState state;
    state.advance({true, 1, 0, 10}, time_from_nanoseconds(99));
    EXPECT_FALSE(state.changed) << "it was not active before";
    EXPECT_EQ(state.value.last_change, 10);
    state.advance({true, 0, 0, 20}, time_from_nanoseconds(99));
    EXPECT_TRUE(state.changed);
    EXPECT_EQ(state.value.last_change, 20);
    state.advance({true, 0, 0, 30}, time_from_nanoseconds(99));
    EXPECT_FALSE(state.changed);
    EXPECT_EQ(state.value.last_change, 20) << "the state itself did not change";
}

TEST(ActionState, IsAllZeroWhenInactive) {
    ActionState state;
    state.advance({true, 1, 1, 10}, time_from_nanoseconds(99));
    state.advance({false, 1, 1, 20}, time_from_nanoseconds(99));
    EXPECT_FALSE(state.value.is_active || state.changed);
    EXPECT_EQ(state.value.x + state.value.y, 0);
    EXPECT_EQ(state.value.last_change, 0);
    state.advance({true, 0, 0, 20}, time_from_nanoseconds(99));
    EXPECT_FALSE(state.changed);
}

// A button held down gives way to another that is not, whose own value never changed: the conformance suite asked when
// the action had changed, and the answer was never.
TEST(ActionState, ChangesWhenAnotherSourceComesToCount) {
    ActionState state;
    state.advance({true, 1, 0, 50}, time_from_nanoseconds(60));
    state.advance({true, 0, 0, 0}, time_from_nanoseconds(70));
    EXPECT_TRUE(state.changed);
    EXPECT_EQ(state.value.last_change, 70);
}

}  // namespace
}  // namespace xrt::oxr
