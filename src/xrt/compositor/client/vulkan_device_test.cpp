// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_device.hpp"

#include <gmock/gmock.h>

namespace xrt::comp {
namespace {

using testing::HasSubstr;

constexpr Uuid uuid(uint8_t value) { return {value}; }

PhysicalDevice hardware(const char* name, Uuid device, Uuid driver = uuid(9)) {
    return {VK_NULL_HANDLE, name, device, driver, false};
}
PhysicalDevice software(const char* name, Uuid device, Uuid driver = uuid(9)) {
    return {VK_NULL_HANDLE, name, device, driver, true};
}

constexpr ServiceDevice service_on_hardware{uuid(1), uuid(9), false};
constexpr ServiceDevice service_on_software{uuid(1), uuid(9), true};

TEST(ChoosePhysicalDevice, TakesTheOneWithTheServicesUuid) {
    const PhysicalDevice devices[] = {hardware("other", uuid(2)), hardware("ours", uuid(1)), software("cpu", uuid(3))};
    EXPECT_EQ(choose_physical_device(devices, service_on_hardware)->name, "ours");
}

TEST(ChoosePhysicalDevice, PrefersTheServicesDriverAmongDriversOfOneDevice) {
    const PhysicalDevice devices[] = {hardware("other driver", uuid(1), uuid(8)), hardware("ours", uuid(1), uuid(9))};
    EXPECT_EQ(choose_physical_device(devices, service_on_hardware)->name, "ours");
    EXPECT_EQ(choose_physical_device({devices, 1}, service_on_hardware)->name, "other driver");
}

TEST(ChoosePhysicalDevice, TakesAnyCpuDeviceIfTheServiceIsOnOne) {
    const PhysicalDevice devices[] = {hardware("gpu", uuid(2)), software("cpu", uuid(3))};
    EXPECT_EQ(choose_physical_device(devices, service_on_software)->name, "cpu");
}

TEST(ChoosePhysicalDevice, FindsNothingIfTheServicesGpuIsNotThere) {
    const PhysicalDevice devices[] = {hardware("gpu", uuid(2)), software("cpu", uuid(3))};
    const auto chosen = choose_physical_device(devices, service_on_hardware);
    ASSERT_FALSE(chosen.ok());
    EXPECT_EQ(chosen.error().code, ErrorCode::not_found);
    EXPECT_THAT(chosen.error().message, HasSubstr("gpu, cpu"));
}

TEST(ChoosePhysicalDevice, FindsNothingWhereThereIsNothing) {
    EXPECT_FALSE(choose_physical_device({}, service_on_software).ok());
}

TEST(CheckPhysicalDevice, RefusesToShareBetweenTwoGpus) {
    const auto checked = check_physical_device(hardware("gpu", uuid(2)), service_on_hardware);
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.error().code, ErrorCode::unsupported);
    EXPECT_THAT(checked.error().message, HasSubstr("gpu"));
}

TEST(CheckPhysicalDevice, RefusesToShareBetweenCpuAndGpu) {
    EXPECT_FALSE(check_physical_device(software("cpu", uuid(2)), service_on_hardware).ok());
    EXPECT_FALSE(check_physical_device(hardware("gpu", uuid(2)), service_on_software).ok());
}

TEST(CheckPhysicalDevice, LetsSoftwareDriversOfOtherVersionsTry) {
    EXPECT_TRUE(check_physical_device(software("cpu", uuid(2)), service_on_software).ok());
    EXPECT_TRUE(check_physical_device(hardware("gpu", uuid(1)), service_on_hardware).ok());
}

}  // namespace
}  // namespace xrt::comp
