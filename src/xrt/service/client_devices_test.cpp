// SPDX-License-Identifier: BSL-1.0
//
// What clients see of devices, and what they may do with them.
#include <limits>

#include "service/client_session_fixture.hpp"

namespace xrt {
namespace {

TEST_F(ClientSessionTest, HasPosesAroundNowWhenTheFirstClientComesLate) {
    start();
    clock.time += std::chrono::hours(5);
    TestClient client(*system);
    client.introduce();
    const DeviceSegment& devices = **client.devices;
    const SharedPoseRing& ring = devices.rings[0];
    for (int milliseconds = -200; milliseconds <= 300; ++milliseconds) {
        const int64_t wanted = to_nanoseconds(clock.time) + milliseconds * 1'000'000;
        const int64_t k = (wanted - devices.pose_sample_epoch) / devices.pose_sample_spacing;
        ASSERT_LT(k, ring.newest);
        for (const int64_t index : {k, k + 1}) {
            SharedPoseSample sample;
            ASSERT_TRUE(ring.samples[static_cast<size_t>(index) % pose_ring_size].try_load(sample));
            ASSERT_EQ(sample.time, devices.pose_sample_epoch + index * devices.pose_sample_spacing);
            ASSERT_NEAR(sample.world_from_pose.position.x, static_cast<double>(sample.time) * 1e-9, 0.01);
        }
    }
}

TEST_F(ClientSessionTest, MovesFocusAndInputsToTheLastThatCameAndBack) {
    start();
    TestClient first(*system), second(*system);
    first.begin();
    ASSERT_TRUE(first.end_frame(1).ok());
    EXPECT_EQ(first.inputs().values[0].active, 1u);
    second.begin();
    EXPECT_EQ(second.inputs().values[0].active, 0u);
    (void)first.take_states();
    ASSERT_TRUE(second.end_frame(1).ok());
    EXPECT_THAT(first.take_states(), ElementsAre(State::visible));
    EXPECT_EQ(first.inputs().values[0].active, 0u);
    EXPECT_EQ(second.inputs().values[0].active, 1u);
    ASSERT_TRUE(second.session.destroy_session().ok());
    EXPECT_THAT(first.take_states(), ElementsAre(State::focused));
    EXPECT_EQ(first.inputs().values[0].active, 1u);
    EXPECT_EQ(second.inputs().values[0].active, 0u);
}

TEST_F(ClientSessionTest, PublishesInputsWithEveryTick) {
    start();
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    log.tick(clock.time + std::chrono::seconds(1));
    EXPECT_EQ(client.inputs().values[0].last_change, to_nanoseconds(clock.time) + 1'000'000'000);
    log.tick(clock.time);
    EXPECT_EQ(client.inputs().values[0].last_change, to_nanoseconds(clock.time) + 1'000'000'000) << "the newest wins";
}

TEST_F(ClientSessionTest, MovesTheVirtualTimeWithTheTick) {
    start({}, true, ClockMode::lockstep);
    TestClient client(*system);
    client.introduce();
    const DeviceSegment& devices = **client.devices;
    EXPECT_EQ(devices.virtual_now, to_nanoseconds(clock.time));
    const uint32_t before = devices.tick;
    log.tick(clock.time + Duration(10'000'000));
    EXPECT_EQ(devices.virtual_now, to_nanoseconds(clock.time) + 10'000'000);
    EXPECT_EQ(devices.tick, before + 1);
}

TEST_F(ClientSessionTest, DrivesHapticsOnlyForTheFocusedClient) {
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_TRUE(client.session.apply_haptic(0, std::chrono::seconds(1), 0, 0.5f).ok());
    EXPECT_THAT(pulses, IsEmpty());
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_TRUE(client.session.apply_haptic(0, std::chrono::seconds(1), 0, 0.5f).ok());
    EXPECT_TRUE(client.session.stop_haptic(0).ok());
    ASSERT_EQ(pulses.size(), 2u);
    EXPECT_EQ(pulses[0]->amplitude, 0.5f);
    EXPECT_FALSE(pulses[1].has_value());
    EXPECT_EQ(client.session.apply_haptic(1, {}, 0, 0).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(client.session.apply_haptic(0, {}, 0, 1.5f).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(client.session.apply_haptic(0, {}, -1, 1).error().code, ErrorCode::invalid_argument);
}

constexpr const char* left = "/user/hand/left";

SharedInputTable input_table(const DeviceSegment& devices) {
    SharedInputTable table;
    EXPECT_TRUE(devices.input_table.try_load(table));
    return table;
}

/// The pose of the left hand at the newest sample.
PoseSample newest_left(const DeviceSegment& devices) {
    SharedPoseSample sample;
    const SharedPoseRing& ring = devices.rings[1];
    EXPECT_TRUE(ring.samples[static_cast<size_t>(ring.newest) % pose_ring_size].try_load(sample));
    return {time_from_nanoseconds(sample.time), sample.world_from_pose, {}, {}, sample.flags};
}

TEST_F(ClientSessionTest, SteersDevicesAndPublishesWhatComesOfIt) {
    start();
    TestClient client(*system);
    client.introduce();
    EXPECT_EQ(client.session.steer_devices({{left, proto::SetPresence{false}}}).error().code, ErrorCode::call_order);
    ASSERT_TRUE(client.session.create_session(proto::SessionKind::headless, std::nullopt).ok());
    const DeviceSegment& devices = **client.devices;
    const uint32_t before = devices.input_generation;
    ASSERT_TRUE(client.session.steer_devices({{left, proto::BecomeProfile{"/other"}}}).ok());
    EXPECT_EQ(devices.input_generation, before + 1);
    EXPECT_EQ(input_table(devices).input_count, 2u);
    EXPECT_STREQ(input_table(devices).interfaces[1].interaction_profile.data(), "/other");
    ASSERT_TRUE(client.session.steer_devices({{left, proto::SetPose{"/input/grip/pose", {{}, {7, 0, 0}}}}}).ok());
    EXPECT_EQ(newest_left(devices).world_from_pose.position.x, 7);
    ASSERT_TRUE(client.session.steer_devices({{left, proto::SetPresence{false}}}).ok());
    EXPECT_EQ(input_table(devices).interfaces[1].is_present, 0u);
    EXPECT_EQ(newest_left(devices).flags, 0u);
    EXPECT_EQ(devices.input_generation, before + 2);
}

TEST_F(ClientSessionTest, PublishesABatteryThatSomebodySetAtOnce) {
    start();
    ControlSession control(*system);
    const std::atomic<uint32_t>& word = system->publisher().segment().batteries[1].word;
    EXPECT_EQ(word.load(), 0u);
    ASSERT_TRUE(control.steer_devices({{left, proto::SetBattery{1, true, true}}}).ok());
    EXPECT_EQ(word.load(), 0xffffu << SharedBattery::level_shift | SharedBattery::known | SharedBattery::charging |
                               SharedBattery::plugged_in);
    const auto code = [&](const proto::DeviceChange& change) {
        return control.steer_devices({{left, change}}).error().code;
    };
    EXPECT_EQ(code(proto::SetBattery{1.5f, false, false}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(proto::SetFingers{{}, {}}), ErrorCode::not_found);
    EXPECT_EQ(code(proto::SetFingers{{}, Duration(-1)}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(proto::MoveInput{"/input/select/click", {NAN, 0}, {}}), ErrorCode::invalid_argument);
}

TEST_F(ClientSessionTest, GivesDevicesBackWhenTheirSessionEnds) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(proto::SessionKind::headless, std::nullopt).ok());
    ASSERT_TRUE(client.session.steer_devices({{left, proto::SetPresence{false}}}).ok());
    EXPECT_EQ(input_table(**client.devices).interfaces[1].is_present, 0u);
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_EQ(input_table(**client.devices).interfaces[1].is_present, 1u);
}

TEST_F(ClientSessionTest, RefusesStepsThatMakeNoSense) {
    start();
    ControlSession control(*system);
    const auto code = [&](const char* user, const proto::DeviceChange& change) {
        return control.steer_devices({{user, change}}).error().code;
    };
    const float infinite = std::numeric_limits<float>::infinity();
    EXPECT_EQ(code("/user/gamepad", proto::SetPresence{true}), ErrorCode::not_found);
    EXPECT_EQ(code("/user/nobody", proto::SetPresence{true}), ErrorCode::not_found);
    EXPECT_EQ(code("/user/head", proto::SetPresence{false}), ErrorCode::unsupported);
    EXPECT_EQ(code(left, proto::BecomeProfile{"/none"}), ErrorCode::not_found);
    EXPECT_EQ(code(left, proto::SetInput{"/input/select/click", {infinite, 0}}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(left, proto::SetPose{"", {{0, 0, 0, 0}, {}}}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(left, proto::SetPose{"", {{}, {infinite, 0, 0}}}), ErrorCode::invalid_argument);
    EXPECT_TRUE(control.steer_devices({{left, proto::ReleaseDevice{}}}).ok());
}

TEST_F(ClientSessionTest, GivesTheCompositorTheHeadsPose) {
    start();
    EXPECT_FLOAT_EQ(log.head(time_from_nanoseconds(3'000'000'000)).world_from_pose.position.x, 3);
}

std::vector<std::unique_ptr<Device>> devices_of(std::initializer_list<DeviceRole> roles) {
    std::vector<std::unique_ptr<Device>> devices;
    for (const DeviceRole role : roles) devices.push_back(std::make_unique<fake::FakeDevice>(role));
    return devices;
}

TEST(DeviceSet, WantsExactlyOneHead) {
    EXPECT_FALSE(DeviceSet::create({}).ok());
    EXPECT_FALSE(DeviceSet::create(devices_of({DeviceRole::left_hand})).ok());
    EXPECT_FALSE(DeviceSet::create(devices_of({DeviceRole::head, DeviceRole::head})).ok());
    EXPECT_TRUE(DeviceSet::create(devices_of({DeviceRole::left_hand, DeviceRole::head})).ok());
}

TEST(DeviceSet, RefusesWhatDoesNotFitTheSegment) {
    auto device = std::make_unique<fake::FakeDevice>(DeviceRole::head);
    device->info_.inputs.resize(max_device_inputs + 1);
    std::vector<std::unique_ptr<Device>> devices;
    devices.push_back(std::move(device));
    EXPECT_EQ(DeviceSet::create(std::move(devices)).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace xrt
