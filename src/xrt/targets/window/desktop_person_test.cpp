// SPDX-License-Identifier: BSL-1.0
#include "targets/window/desktop_person.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "auxiliary/math/pose.hpp"
#include "targets/window/key_bindings.hpp"

namespace xrt {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr float tolerance = 1e-4f;

class FakeDevices final : public DeviceView {
 public:
    Pose world_from_device(UserPath device) const override {
        if (device == UserPath::head) return {{}, {0, 1.6f, 0}};
        return {{}, {device == UserPath::left_hand ? -0.2f : 0.2f, 1.2f, -0.4f}};
    }
    bool has_input(UserPath, std::string_view component) const override { return inputs.contains(component); }

    std::set<std::string, std::less<>> inputs{"/input/select/click", "/input/menu/click", "/input/thumbstick"};
};

class DesktopPersonTest : public testing::Test {
 protected:
    using Steps = std::vector<proto::DeviceStep>;

    void press(uint32_t code) { person_.key(code, true, now_); }
    void let_go(uint32_t code) { person_.key(code, false, now_); }
    /// In the steps of a display.
    void let_pass(double seconds) {
        const Time end = now_ + Duration(static_cast<int64_t>(seconds * 1e9));
        while (now_ < end) {
            now_ = std::min(end, now_ + std::chrono::milliseconds(10));
            take();
        }
    }
    /// Remembers poses as the service would.
    Steps take() {
        Steps steps = person_.take_steps(now_);
        for (const auto& step : steps) {
            if (const auto* pose = std::get_if<proto::SetPose>(&step.change))
                poses_[step.user_path] = pose->world_from_pose;
        }
        return steps;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> list;
        for (const auto& step : take()) {
            std::string text = step.user_path;
            if (const auto* input = std::get_if<proto::SetInput>(&step.change)) {
                text += input->component + " " + std::to_string(int(100 * input->value.x)) + " " +
                        std::to_string(int(100 * input->value.y));
            }
            list.push_back(text);
        }
        return list;
    }
    Pose pose(const std::string& path) { return poses_.at(path); }
    void expect_at(const std::string& path, Vec3 position) {
        ASSERT_TRUE(poses_.contains(path)) << path;
        EXPECT_NEAR(pose(path).position.x, position.x, tolerance) << path;
        EXPECT_NEAR(pose(path).position.y, position.y, tolerance) << path;
        EXPECT_NEAR(pose(path).position.z, position.z, tolerance) << path;
    }

    FakeDevices devices_;
    DesktopPerson person_{devices_};
    Time now_ = time_from_nanoseconds(1'000'000'000);
    std::map<std::string, Pose> poses_;
};

TEST_F(DesktopPersonTest, DoesNothingByItself) {
    let_pass(1);
    EXPECT_FALSE(person_.is_moving());
    EXPECT_THAT(poses_, IsEmpty());
}

TEST_F(DesktopPersonTest, WalksWhileAKeyIsHeld) {
    press(KEY_W);
    EXPECT_TRUE(person_.is_moving());
    let_pass(0.5);
    expect_at("/user/head", {0, 1.6f, -0.7f});
    let_go(KEY_W);
    EXPECT_FALSE(person_.is_moving());
    let_pass(0.5);
    expect_at("/user/head", {0, 1.6f, -0.7f});
}

TEST_F(DesktopPersonTest, GoesAsFarInManySmallStepsAsInFew) {
    press(KEY_D);
    now_ += std::chrono::milliseconds(80);
    take();
    expect_at("/user/head", {0.112f, 1.6f, 0});
    let_pass(0.08);
    expect_at("/user/head", {0.224f, 1.6f, 0});
}

TEST_F(DesktopPersonTest, DoesNotJumpAfterALongPause) {
    press(KEY_W);
    now_ += std::chrono::hours(1);
    take();
    expect_at("/user/head", {0, 1.6f, -0.14f});
}

TEST_F(DesktopPersonTest, RunsWithShift) {
    press(KEY_LEFTSHIFT);
    press(KEY_E);
    let_pass(0.5);
    expect_at("/user/head", {0, 1.6f + 2.1f, 0});
}

TEST_F(DesktopPersonTest, TakesTheControllersAlong) {
    press(KEY_W);
    let_pass(0.5);
    expect_at("/user/hand/left", {-0.2f, 1.2f, -1.1f});
    press(KEY_F);  // and from here on not
    let_pass(0.5);
    expect_at("/user/head", {0, 1.6f, -1.4f});
    expect_at("/user/hand/left", {-0.2f, 1.2f, -1.1f});
}

TEST_F(DesktopPersonTest, MovesOneControllerOrBoth) {
    press(KEY_LEFTCTRL);
    press(KEY_S);
    let_pass(1);
    expect_at("/user/hand/left", {-0.2f, 1.2f, 0.1f});
    EXPECT_FALSE(poses_.contains("/user/head"));
    EXPECT_FALSE(poses_.contains("/user/hand/right"));
    press(KEY_LEFTALT);
    let_pass(1);
    expect_at("/user/hand/left", {-0.2f, 1.2f, 0.6f});
    expect_at("/user/hand/right", {0.2f, 1.2f, 0.1f});
}

TEST_F(DesktopPersonTest, TurnsWithTheArrowKeysAndGoesWhereItLooks) {
    press(KEY_LEFT);
    const float quarter = 1.5707963f / 1.5f;
    let_pass(quarter);
    let_go(KEY_LEFT);
    press(KEY_W);
    let_pass(1);
    expect_at("/user/head", {-1.4f, 1.6f, 0});
}

TEST_F(DesktopPersonTest, LooksAroundWithTheRightButtonAlone) {
    person_.pointer_moved({100, 0}, now_);
    EXPECT_THAT(take(), IsEmpty());
    press(BTN_RIGHT);
    person_.pointer_moved({100, 0}, now_);
    take();
    const Vec3 ahead = rotate(pose("/user/head").orientation, {0, 0, -1});
    EXPECT_NEAR(ahead.x, std::sin(0.4f), tolerance);
}

TEST_F(DesktopPersonTest, CannotLookOverTheTopNorTilt) {
    press(BTN_RIGHT);
    for (int i = 0; i < 100; ++i) person_.pointer_moved({50, -100}, now_);
    take();
    const Quat orientation = pose("/user/head").orientation;
    EXPECT_GT(rotate(orientation, {0, 1, 0}).y, 0);
    EXPECT_NEAR(rotate(orientation, {1, 0, 0}).y, 0, 1e-3);
    EXPECT_NEAR(std::asin(rotate(orientation, {0, 0, -1}).y), 1.5f, 1e-2);
}

TEST_F(DesktopPersonTest, PressesWhatTheRightControllerHas) {
    press(BTN_LEFT);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/right/input/select/click 100 0"));
    let_go(BTN_LEFT);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/right/input/select/click 0 0"));
    press(BTN_MIDDLE);  // a simple controller cannot be squeezed
    EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(DesktopPersonTest, PressesEveryFormOfATrigger) {
    devices_.inputs = {"/input/trigger/value", "/input/trigger/click"};
    press(BTN_LEFT);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/right/input/trigger/value 100 0",
                                              "/user/hand/right/input/trigger/click 100 0"));
}

TEST_F(DesktopPersonTest, LetsGoWhereItPressed) {
    press(KEY_LEFTCTRL);
    press(KEY_N);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/left/input/menu/click 100 0"));
    let_go(KEY_LEFTCTRL);
    let_go(KEY_N);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/left/input/menu/click 0 0"));
}

TEST_F(DesktopPersonTest, PushesTheStickNoFurtherThanItGoes) {
    press(KEY_I);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/right/input/thumbstick 0 100"));
    press(KEY_L);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/right/input/thumbstick 70 70"));
    let_go(KEY_I);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/right/input/thumbstick 100 0"));
}

TEST_F(DesktopPersonTest, TakesAKeyThatRepeatsForOne) {
    press(BTN_LEFT);
    press(BTN_LEFT);
    EXPECT_EQ(texts().size(), 1u);
    let_go(BTN_LEFT);
    let_go(BTN_LEFT);
    EXPECT_EQ(texts().size(), 1u);
}

TEST_F(DesktopPersonTest, LetsEverythingGoWithTheFocus) {
    press(KEY_W);
    press(BTN_LEFT);
    take();
    person_.release_all(now_);
    EXPECT_FALSE(person_.is_moving());
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/right/input/select/click 0 0"));
}

TEST_F(DesktopPersonTest, GivesDevicesBack) {
    press(KEY_W);
    let_pass(0.1);
    let_go(KEY_W);
    press(KEY_R);
    const Steps steps = take();
    ASSERT_EQ(steps.size(), 3u);
    for (const auto& step : steps) EXPECT_TRUE(std::holds_alternative<proto::ReleaseDevice>(step.change));
    press(KEY_LEFTCTRL);
    let_go(KEY_R);
    press(KEY_R);
    EXPECT_THAT(texts(), UnorderedElementsAre("/user/hand/left"));
}

}  // namespace
}  // namespace xrt
