// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/device_table.hpp"

#include <gtest/gtest.h>

#include "state_trackers/oxr/testing/fake_devices.hpp"

namespace xrt::oxr {
namespace {

TEST(DeviceTable, FindsDevicesAndTheirComponents) {
    FakeDevices devices;
    devices.add_simple_system();
    const DeviceTable table(devices.segment());
    EXPECT_EQ(table.find_device(UserPath::head), 0u);
    EXPECT_EQ(table.find_device(UserPath::right_hand), 2u);
    EXPECT_EQ(table.find_device(UserPath::gamepad), std::nullopt);
    EXPECT_EQ(table.interaction_profile(1), "/interaction_profiles/khr/simple_controller");
    EXPECT_EQ(table.find_input(2, "/input/menu/click"), 3u);
    EXPECT_EQ(table.find_input(2, "/input/menu"), std::nullopt);
    EXPECT_EQ(table.find_pose(1, "/input/aim/pose"), 2u);
    EXPECT_EQ(table.find_output(2, "/output/haptic"), 1u);
    EXPECT_EQ(table.input_type(0), InputType::boolean);
    EXPECT_EQ(table.input_count(), 4u);
}

TEST(DeviceTable, IsTakenAnewWhenDevicesHaveChanged) {
    FakeDevices devices;
    devices.add_simple_system();
    DeviceTable table(devices.segment());
    EXPECT_FALSE(table.refresh());
    devices.set_present(1, false);
    EXPECT_TRUE(table.is_present(1)) << "until asked";
    EXPECT_TRUE(table.refresh());
    EXPECT_FALSE(table.is_present(1));
    EXPECT_EQ(table.generation(), devices.segment().input_generation);
    EXPECT_FALSE(table.refresh());
}

TEST(DeviceTable, PrefersADeviceThatIsThere) {
    FakeDevices devices;
    devices.add_simple_system();
    const uint32_t hand = devices.add_device(UserPath::left_hand, "/interaction_profiles/ext/hand_interaction_ext");
    DeviceTable table(devices.segment());
    EXPECT_EQ(table.find_device(UserPath::left_hand), 1u);
    devices.set_present(1, false);
    table.refresh();
    EXPECT_EQ(table.find_device(UserPath::left_hand), hand);
    devices.set_present(hand, false);
    table.refresh();
    EXPECT_EQ(table.find_device(UserPath::left_hand), 1u);
}

TEST(DeviceTable, SurvivesASegmentThatLies) {
    FakeDevices devices;
    devices.add_simple_system();
    devices.segment().device_count = devices.segment().pose_count = UINT32_MAX;
    devices.change([](SharedInputTable& table) {
        table.input_count = UINT32_MAX;
        table.inputs[0].component.fill('x');
    });
    const DeviceTable table(devices.segment());
    EXPECT_EQ(table.find_device(UserPath::gamepad), std::nullopt);
    EXPECT_EQ(table.find_input(7, "/input/none"), std::nullopt);
    EXPECT_EQ(table.find_pose(7, "/input/none"), std::nullopt);
    EXPECT_EQ(table.input_count(), max_device_inputs);
}

}  // namespace
}  // namespace xrt::oxr
