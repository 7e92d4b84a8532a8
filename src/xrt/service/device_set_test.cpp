// SPDX-License-Identifier: BSL-1.0
#include "service/device_set.hpp"

#include <gtest/gtest.h>

#include "service/fakes.hpp"

namespace xrt {
namespace {

constexpr Time first = time_from_nanoseconds(1'000), second = time_from_nanoseconds(2'000);
constexpr const char* left = "/user/hand/left";

std::unique_ptr<DeviceSet> make_devices() {
    std::vector<std::unique_ptr<Device>> devices;
    devices.push_back(std::make_unique<fake::FakeDevice>(DeviceRole::head));
    devices.push_back(std::make_unique<fake::FakeDevice>(DeviceRole::left_hand));
    return std::move(*DeviceSet::create(std::move(devices)));
}

void steer(DeviceSet& devices, const proto::DeviceChange& change) {
    const std::array step{proto::DeviceStep{left, change}};
    ASSERT_TRUE(devices.steer(step, first).ok());
    devices.update();
}

TEST(DeviceSet, SaysWhetherAnInputIsAnother) {
    const auto devices = make_devices();
    steer(*devices, proto::SetInput{"/input/select/click", {1, 0}});
    SharedInputs inputs{};
    EXPECT_TRUE(devices->update_inputs(inputs, first));
    EXPECT_EQ(inputs.values[0].x, 1);
    EXPECT_FALSE(devices->update_inputs(inputs, second)) << "a button that is held down";
    steer(*devices, proto::SetInput{"/input/select/click", {0, 0}});
    EXPECT_TRUE(devices->update_inputs(inputs, second));
    EXPECT_EQ(inputs.values[0].x, 0);
    EXPECT_FALSE(devices->update_inputs(inputs, second));
    steer(*devices, proto::ReleaseDevice{});
    EXPECT_TRUE(devices->update_inputs(inputs, second));
    EXPECT_TRUE(devices->update_inputs(inputs, first)) << "one that changes all the time";
}

TEST(DeviceSet, LooksAtInputsThatStayNoMoreUntilSomebodySteers) {
    std::vector<std::unique_ptr<Device>> given;
    given.push_back(std::make_unique<fake::FakeDevice>(DeviceRole::head));
    auto hand = std::make_unique<fake::FakeDevice>(DeviceRole::left_hand);
    const fake::FakeDevice& watched = *hand;
    given.push_back(std::move(hand));
    const auto devices = std::move(*DeviceSet::create(std::move(given)));
    SharedInputs inputs{};
    for (int i = 1; i <= 3; ++i) {
        devices->update_inputs(inputs, first);
        EXPECT_EQ(watched.inputs_read, i) << "it changes all the time";
    }
    steer(*devices, proto::SetInput{"/input/select/click", {1, 0}});
    for (int i = 0; i < 3; ++i) devices->update_inputs(inputs, second);
    EXPECT_EQ(watched.inputs_read, 4);
    devices->update_inputs(inputs, first);
    EXPECT_EQ(watched.inputs_read, 5) << "nothing was said of earlier";
    SharedInputs others{};
    EXPECT_TRUE(devices->update_inputs(others, second));
    EXPECT_EQ(others.values[0].x, 1);
}

TEST(DeviceSet, SaysThatInputsAreNumberedAnewEvenIfTheirValuesAreTheSame) {
    const auto devices = make_devices();
    steer(*devices, proto::SetInput{"/input/select/click", {1, 0}});
    SharedInputs inputs{};
    EXPECT_TRUE(devices->update_inputs(inputs, first));
    const uint32_t generation = inputs.generation;
    steer(*devices, proto::SetPresence{true});
    EXPECT_TRUE(devices->update_inputs(inputs, first));
    EXPECT_EQ(inputs.generation, generation + 1);
    EXPECT_FALSE(devices->update_inputs(inputs, first));
}

TEST(DeviceSet, AnAbsentDevicesInputsAreInactive) {
    const auto devices = make_devices();
    steer(*devices, proto::SetInput{"/input/select/click", {1, 0}});
    SharedInputs inputs{};
    EXPECT_TRUE(devices->update_inputs(inputs, first));
    EXPECT_EQ(inputs.values[0].active, 1u);
    steer(*devices, proto::SetPresence{false});
    EXPECT_TRUE(devices->update_inputs(inputs, first));
    EXPECT_EQ(inputs.values[0].active, 0u);
    EXPECT_EQ(inputs.values[0].x, 0);
}

TEST(DeviceSet, KnowsTheBatteriesOfWhatIsThere) {
    const auto devices = make_devices();
    steer(*devices, proto::SetBattery{0.5f, true, false});
    const DeviceSet::Batteries batteries = devices->batteries_at(first);
    ASSERT_EQ(batteries.size(), 2u);
    EXPECT_FALSE(batteries[0].has_value());
    ASSERT_TRUE(batteries[1].has_value());
    EXPECT_EQ(batteries[1]->level, 0.5f);
    steer(*devices, proto::SetPresence{false});
    EXPECT_FALSE(devices->batteries_at(first)[1].has_value());
}

}  // namespace
}  // namespace xrt
