// SPDX-License-Identifier: BSL-1.0
//
// A vkGetInstanceProcAddr for an application that wants to know how much of a frame is its driver's: it measures what submissions and
// waits cost the threads that call them.
#pragma once

#include <vulkan/vulkan.h>

namespace xrt::bench {

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL measured_instance_proc_addr(VkInstance instance, const char* name);

/// Processor time in those functions since this was asked last, in seconds; and how many submissions there were.
struct DriverCalls {
    double seconds = 0;
    int submissions = 0;
};
DriverCalls take_driver_calls();

}  // namespace xrt::bench
