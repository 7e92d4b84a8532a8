// SPDX-License-Identifier: BSL-1.0
//
// The application's VkInstance and its physical devices: which of them is the one that the service composes on, and
// which of the service's formats can be shared with it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "auxiliary/vk/instance_table.hpp"
#include "compositor/client/frame_signal.hpp"
#include "xrt/result.hpp"

namespace xrt::comp {

using Uuid = std::array<uint8_t, VK_UUID_SIZE>;

/// The device that the service composes on.
struct ServiceDevice {
    Uuid device_uuid{};
    Uuid driver_uuid{};
    bool software = false;             ///< a CPU device, which shares images with CPU devices of other drivers
    FrameSignalKinds frame_signals{};  ///< what it can wait for
};

struct PhysicalDevice {
    VkPhysicalDevice handle = VK_NULL_HANDLE;
    std::string name;
    Uuid device_uuid{};
    Uuid driver_uuid{};
    bool software = false;
};

/// The functions of an instance that somebody else made, of whatever version and with whatever extensions.
Result<vk::InstanceTable> load_application_instance(PFN_vkGetInstanceProcAddr get_instance_proc_addr,
                                                    VkInstance instance);

/// Fails with `unsupported` if the instance lacks the extensions that we ask for.
Result<PhysicalDevice> describe_physical_device(const vk::InstanceTable& table, VkPhysicalDevice handle);
Result<std::vector<PhysicalDevice>> list_physical_devices(const vk::InstanceTable& table);

/// The device with the service's UUIDs, or else with its device UUID, or else, if both are software, any CPU device.
/// Fails with `not_found`, and with what there is.
Result<PhysicalDevice> choose_physical_device(std::span<const PhysicalDevice> devices, const ServiceDevice& service);

/// Fails with `unsupported` if images cannot be shared with the service; warns where they perhaps cannot.
Result<void> check_physical_device(const PhysicalDevice& device, const ServiceDevice& service);

/// Those of the service's formats (VkFormats) whose images the device can import, in the same order.
std::vector<int64_t> importable_formats(const vk::InstanceTable& table, VkPhysicalDevice device,
                                        std::span<const int64_t> formats);

}  // namespace xrt::comp
