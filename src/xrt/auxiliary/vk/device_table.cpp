// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/device_table.hpp"

#include "auxiliary/vk/find_function.hpp"

namespace xrt::vk {

Result<DeviceTable> DeviceTable::load(PFN_vkGetDeviceProcAddr get_device_proc_addr, VkDevice device) {
    DeviceTable table;
    table.device = device;
    const auto find = [&](const char* name) { return get_device_proc_addr(device, name); };
#define XRT_VK_LOAD(name) TRY(find_required(find, "vk" #name, table.name));
    XRT_VK_DEVICE_FUNCTIONS(XRT_VK_LOAD)
#undef XRT_VK_LOAD
#define XRT_VK_LOAD(name) find_optional(find, "vk" #name, table.name);
    XRT_VK_OPTIONAL_DEVICE_FUNCTIONS(XRT_VK_LOAD)
#undef XRT_VK_LOAD
    return table;
}

}  // namespace xrt::vk
